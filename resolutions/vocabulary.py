"""Closed lists that are stored in columns, and what each value means."""

from django.db.models import TextChoices


class AddresseeKind(TextChoices):
    """What sort of body is asked to act; the values stand in addresses (`?kind=`)."""

    CITY_HALL = "city-hall", "Мэрии и администрации"
    DEPARTMENT = "department", "Департаменты, управления, комитеты"
    COUNCIL = "council", "Думы и советы депутатов"
    LOCAL_GOVERNMENT = "local-government", "Органы местного самоуправления"
    STATE = "state", "Органы государственной власти"
    TOS = "tos", "Территориальное общественное самоуправление"
    NGO = "ngo", "Некоммерческие организации"
    ADVISORY = "advisory", "Экспертные и консультативные советы"
    INSTITUTION = "institution", "Учреждения"
    BUSINESS = "business", "Бизнес"
    MEDIA = "media", "Средства массовой информации"
    RESIDENTS = "residents", "Жители"
    OTHER = "other", "Другие"


class AddressingRole(TextChoices):
    """Who leads and who takes part («совместно с ...», «при участии ...»)."""

    LEAD = "lead", "исполнитель"
    CO_EXECUTOR = "co-executor", "соисполнитель"


class OtherRole(TextChoices):
    """How a body is named that is not asked to act."""

    RECIPIENT = "recipient", "получатель"
    CONTROLLER = "controller", "контролирует"


class Act(TextChoices):
    """What a resolution does by an item; the values stand in addresses (`?act=`)."""

    RECOMMEND = "recommend", "рекомендует"
    ASK = "ask", "просит"
    PROPOSE = "propose", "предлагает"
    INSTRUCT = "instruct", "поручает"
    DECIDE = "decide", "решает само"
    NOTE = "note", "отмечает"


# What somebody is asked to do; the others are the assembly's own.
REQUESTS = (Act.RECOMMEND, Act.ASK, Act.PROPOSE, Act.INSTRUCT)


class LineKind(TextChoices):
    """What stands between recommendations."""

    GROUP = "group", "вводная строка"
    REMARK = "remark", "обсуждение"


class ThemeIcon(TextChoices):
    """The picture of a theme: a symbol of static/vendor/lucide-1.62.0/themes.svg (refresh.sh names the same)."""

    BUS = "bus", "автобус"
    TREES = "trees", "деревья"
    BUILDING = "building-2", "многоэтажный дом"
    LEAF = "leaf", "лист"
    CAP = "graduation-cap", "шапка выпускника"
    LANDMARK = "landmark", "здание с колоннами"
    DUMBBELL = "dumbbell", "гантель"
    HEART_PULSE = "heart-pulse", "сердце и пульс"
    ROCKET = "rocket", "ракета"
    GLASSES = "glasses", "очки"
    BABY = "baby", "младенец"
    WHEELCHAIR = "accessibility", "человек в коляске"
    HELPING_HAND = "hand-helping", "протянутая рука"
    PEOPLE = "users", "люди"
    HANDS = "heart-handshake", "рукопожатие"
    GLOBE = "globe", "глобус"
    SHIELD = "shield", "щит"
    BRIEFCASE = "briefcase", "портфель"
    SCREENS = "monitor-smartphone", "экран и телефон"
    TAG = "tag", "ярлык"


class DraftState(TextChoices):
    """Where a draft stands on its way into the register."""

    WAITING = "waiting", "в очереди"  # its document is kept and has not been read yet
    REFUSED = "refused", "не прочитан"  # its document is kept and could not be read
    OPEN = "open", "на проверке"
    ENTERED = "entered", "внесён в реестр"
    DISCARDED = "discarded", "отклонён"


class Role(TextChoices):
    """What a signed-in person may do; resolutions/permissions/grants.py says what."""

    EDITOR = "editor", "редактор организатора"
    OFFICIAL = "official", "сотрудник адресата"
    MODERATOR = "moderator", "модератор справочников"
    ADMINISTRATOR = "administrator", "администратор"


class Frequency(TextChoices):
    """How often a subscriber wants to be told, at most."""

    WEEKLY = "weekly", "раз в неделю"
    DAILY = "daily", "раз в день"


class ErrandKind(TextChoices):
    """What waits to be done without a visitor; resolutions/work/kinds.py has who does it."""

    READ = "read", "прочитать документ"  # key: the number of the draft
    MAIL = "mail", "отправить письмо"  # key: the number of the mail, for which somebody waits
    NEWS = "news", "отправить рассылку"  # key: the number of the mail
    INDEX = "index", "построить индекс"  # key: empty for what it lacks, or ANEW
    DIGESTS = "digests", "подготовить рассылку"
    COMPLAINTS = "complaints", "сказать редакторам о сообщениях об ошибках"
    TIDY = "tidy", "убрать то, чей срок вышел"
    LEFTOVERS = "leftovers", "убрать лишнее с диска"
    DUMP = "dump", "выгрузить открытые данные"
    HERE = "here", "быть на месте"  # key: the name of the work; held by whoever does it, and never done


# About the files of the machine that asks, which no other can reach.
OF_A_MACHINE = frozenset({ErrandKind.INDEX, ErrandKind.LEFTOVERS, ErrandKind.DUMP, ErrandKind.HERE})
ANEW = "anew"


class MailKind(TextChoices):
    """What a waiting mail is about; resolutions/mail/to_people.py and to_subscribers.py have the words of each."""

    CONFIRMATION = "confirmation", "подтверждение подписки"
    ALREADY = "already", "подписка уже есть"
    DIGEST = "digest", "новое по подписке"
    PASSWORD = "password", "новый пароль"
    INVITATION = "invitation", "приглашение"
    COMPLAINTS = "complaints", "сообщения об ошибках"
    OFFERS = "offers", "заявки"


class HidingReason(TextChoices):
    """What sort of private data words are that are hidden."""

    NAME = "name", "имя частного лица"
    ADDRESS = "address", "домашний адрес"
    CONTACT = "contact", "телефон или почта"
    HEALTH = "health", "сведения о здоровье"
    OTHER = "other", "другое"


class ComplaintKind(TextChoices):
    """What a reader says is wrong."""

    MISPRINT = "misprint", "Опечатка или неверно прочитанное место"
    PRIVATE = "private", "Личные данные: имя, адрес, телефон, здоровье"
    OTHER = "other", "Другое"


class SoughtKind(TextChoices):
    """What of words that found nothing is kept."""

    WORDS = "words", "слова"
    PRIVATE = "private", "личное"
    OTHERS = "others", "прочее"
