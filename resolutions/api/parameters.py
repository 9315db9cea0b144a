"""What may stand in an address of the API, said for people and for programs; which there are, the filters say."""

from drf_spectacular.utils import OpenApiParameter

from resolutions.api.json_schema import Schema
from resolutions.asking.filters import MAXIMUM_PAGE_SIZE, PAGE_SIZE, SORTS
from resolutions.search.asked import LONGEST
from resolutions.vocabulary import Act, AddresseeKind

NAME: Schema = {"type": "string"}
IN_PATH: Schema = {**NAME, "pattern": "^[-a-zA-Z0-9_]+$"}  # as Django's own converter
MEANINGS: dict[str, tuple[str, Schema]] = {
    "q": (
        "Слова в любой форме, в тексте или в названиях секции и форума. Несколько слов: нужны все; «слова в кавычках»: "
        "подряд; -слово: без него. "
        f"Длиннее {LONGEST} знаков: обрезается, об этом скажет notes.",
        {"type": "string"},
    ),
    "to": ("Кому: имя адресата. Объединённый с другим значит того, с кем объединён; none: адресат не указан.", NAME),
    "departments": ("1: вместе с подразделениями тех, кто назван в to.", {"type": "string", "enum": ["1"]}),
    "kind": (
        "Вид адресата: " + "; ".join(f"{kind.value}: {kind.label}" for kind in AddresseeKind) + ".",
        {"type": "string", "enum": AddresseeKind.values},
    ),
    "forum": ("Имя форума.", NAME),
    "section": ("Секция: имя форума, косая черта, имя секции.", NAME),
    "theme": ("Имя темы.", NAME),
    "place": ("Имя города или района.", NAME),
    "region": ("Имя региона.", NAME),
    "year": ("Год форума; none: дата не указана.", {"type": "string", "pattern": r"^(none|19\d\d|2[01]\d\d)$"}),
    "act": (
        "Что делает резолюция этим пунктом: " + "; ".join(f"{act.value}: {act.label}" for act in Act) + ".",
        {"type": "string", "enum": Act.values},
    ),
    "sort": (
        "Порядок: " + "; ".join(f"{value}: {label}" for value, label in SORTS.items()) + ". "
        "Без sort: по соответствию, если есть q, иначе сначала новые.",
        {"type": "string", "enum": [str(value) for value in SORTS]},
    ),
    "facets": (
        "Какие подсчёты прислать: имена параметров через запятую; none: никаких. Без facets приходят все, но forum и "
        "section, если рекомендаций больше 1000, только по имени: значений слишком много.",
        {"type": "string"},
    ),
    "page": (
        "Страница, с 1. Не число или дальше последней: ответ 404.",
        {"type": "integer", "minimum": 1, "default": 1},
    ),
    "page_size": (
        f"Сколько на странице, не больше {MAXIMUM_PAGE_SIZE}.",
        {"type": "integer", "minimum": 1, "maximum": MAXIMUM_PAGE_SIZE, "default": PAGE_SIZE},
    ),
    "code": ("Постоянный код рекомендации.", IN_PATH),
    "slug": ("Постоянное имя (slug).", IN_PATH),
}
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="ETag прошлого ответа: если с тех пор ничего не изменилось, придёт 304 без содержимого.",
)
ETAG = OpenApiParameter(
    "ETag",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="Знак этого ответа для If-None-Match.",
    response=[200, 304],
)


def in_query(name: str, label: str, *, repeatable: bool) -> OpenApiParameter:
    meaning, schema = MEANINGS[name]
    labelled = {"x-label": label}
    if not repeatable:
        return OpenApiParameter(name, schema, description=meaning, extensions=labelled)
    several = {"type": "array", "items": schema}
    return OpenApiParameter(name, several, description=f"{meaning} Можно повторять.", extensions=labelled)


def in_path(name: str) -> OpenApiParameter:
    meaning, schema = MEANINGS[name]
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, required=True, description=meaning)
