"""What a generated body's name says about it: its kind and its city."""

from resolutions.vocabulary import AddresseeKind

IN_CITY = " города "
# The words a name begins with.
KINDS = {
    "Мэрия": AddresseeKind.CITY_HALL,
    "Администрация": AddresseeKind.CITY_HALL,
    "Управление": AddresseeKind.DEPARTMENT,
    "Департамент": AddresseeKind.DEPARTMENT,
    "Совет депутатов": AddresseeKind.COUNCIL,
    "Законодательное собрание": AddresseeKind.COUNCIL,
    "Органы местного самоуправления": AddresseeKind.LOCAL_GOVERNMENT,
    "Министерство": AddresseeKind.STATE,
    "Правительство": AddresseeKind.STATE,
    "Органы ТОС": AddresseeKind.TOS,
    "Ассоциация ТОС": AddresseeKind.TOS,
    "Некоммерческие организации": AddresseeKind.NGO,
    "Совет ветеранов": AddresseeKind.NGO,
    "Фонд": AddresseeKind.NGO,
    "Экспертный совет": AddresseeKind.ADVISORY,
    "Консультативный совет": AddresseeKind.ADVISORY,
    "Молодёжный парламент": AddresseeKind.ADVISORY,
    "Общественная палата": AddresseeKind.ADVISORY,
    "Региональная общественная палата": AddresseeKind.ADVISORY,
    "Центр": AddresseeKind.INSTITUTION,
    "Ресурсный центр": AddresseeKind.INSTITUTION,
    "Бизнес-сообщество": AddresseeKind.BUSINESS,
    "Управляющие компании": AddresseeKind.BUSINESS,
    "Средства массовой информации": AddresseeKind.MEDIA,
}


def kind_of(name: str) -> AddresseeKind:
    return next(kind for beginning, kind in KINDS.items() if name.startswith(beginning))


def place_of(name: str) -> str:
    """The city in the nominative: every generated name of a city takes «а» after «города»."""
    return name.rsplit(IN_CITY, 1)[1].removesuffix("а") if IN_CITY in name else ""
