"""What can be asked to act: head words of bodies and groups, each with its kind. Data, and one guess from it.

A word is listed by its lemma. The kinds are those of the database's vocabulary.
"""

import re

from resolution_reader.language.morphology import bears_ending, lemmas
from resolution_reader.language.word_lists import word_set

KINDS = (
    "city-hall", "department", "council", "local-government", "state", "tos", "ngo", "advisory",
    "institution", "business", "media", "residents", "other",
)  # fmt: skip

HEADS: dict[str, str] = {
    head: kind
    for kind, heads in {
        "city-hall": "администрация мэрия мэр горадминистрация градоначальник исполком муниципалитет префектура",
        "department": "департамент управление комитет отдел отделение управа управделами соцзащита опека гороно районо "
        "горздрав облздрав",
        "council": "дума совет собрание горсовет гордума депутат райсовет хурал курултай",
        "local-government": "орган власть глава округ поселение",
        "state": "правительство губернатор министерство министр минобрнауки агентство служба президент прокуратура "
        "полиция госдума ведомство уполномоченный омбудсмен парламент законодатель рособрнадзор минэкономразвития "
        "инспекция следком суд военкомат комиссариат республика край область регион росмолодежь минздрав "
        "минкультуры минспорт минтруд минфин минстрой минприроды минюст минпросвещения минсоцразвития",
        "tos": "самоуправление актив",
        "ngo": "организация объединение союз ассоциация фонд движение клуб общество федерация некоммерческий нко "
        "община диаспора землячество волонтер доброволец активист общественник общественность лига "
        "содружество коалиция альянс профсоюз партия отряд братство епархия приход дружина казачество",
        "advisory": "палата комиссия коллегия штаб оргкомитет координатор эксперт группа офис сообщество жюри "
        "проектный секретариат президиум правление бюро консилиум",
        "institution": "учреждение школа гимназия лицей колледж техникум вуз университет институт академия библиотека "
        "музей театр больница поликлиника сад детсад центр дом дворец педагог учитель преподаватель врач филиал "
        "лаборатория кафедра ректор директор архив филармония стадион интернат музейщик библиотекарь ссуз "
        "училище клиника мастерская санаторий хоспис приют станция парк лесничество "
        "лесхоз почта заповедник роддом ясли нацпарк студия технопарк аптека амбулатория обсерватория планетарий "
        "кванториум",
        "business": "предприятие компания бизнес предприниматель работодатель фирма корпорация застройщик оператор "
        "банк перевозчик инвестор магазин подрядчик поставщик спонсор меценат благотворитель "
        "предпринимательство производитель хозяйство отель гостиница ресторан кафе турфирма типография рынок арендатор "
        "ярмарка турагентство кооператив товарищество владелец водоканал горгаз райгаз облгаз горсвет "
        "теплосеть электросеть райпо сельпо потребсоюз издательство",
        "media": "сми газета редакция телеканал телекомпания радиостанция журналист блогер медиа телевидение "
        "пресса издание радио",
        "residents": "житель горожанин гражданин население собственник родитель молодежь сосед ветеран семья "
        "студент староста домком новосел",
        "other": "руководитель руководство председатель представитель организатор участник специалист лидер член "
        "команда заместитель сотрудник партнер работник дирекция начальник субъект структура инстанция "
        "подразделение куратор наставник попечитель учредитель",
    }.items()
    for head in heads.split()
}

ABBREVIATIONS: dict[str, str] = {
    abbreviation: kind
    for kind, abbreviations in {
        "city-hall": "АМС",
        "local-government": "ОМСУ ОМС МО ОМСУиО",
        "tos": "ТОС КТОС ТОСы СТОС",
        "ngo": "НКО СОНКО СО АНО НП РОО ВОД ВООПИК МОО БФ ВОИ ВОС ВОГ ОНК НПО РДДМ РСМ СНКО ВОО ТРОО",
        "media": "СМИ ГТРК",
        "business": "УК ООО ЖЭК ЖЭУ ДЭЗ ТСЖ ТСН РСО ЖСК ИП АО ПАО ЗАО ОАО ЖКХ ЖКУ РЖД МСП ГК",
        "state": "МВД УМВД УВД МЧС ГУ ГИМС УФСБ ОГИБДД ГИБДД ФСИН РФ УФСИН ФНС ОМВД ФАС ГЖИ МФЦ ПДН "
        "КДН КДНиЗП МИД ЗАГС РОИВ ОИВ ИОГВ ОГВ ФОИВ",
        "institution": "ТЮЗ МБУ МКУ МАУ ГБУ ГКУ ГАУ МБОУ МАОУ МОУ ДОУ МБДОУ ФГБОУ ГБОУ ВУЗ ЦСО КЦСОН ДК ФАП ЦРБ "
        "РЦ НИИ ВУЗы СПО ОУ ОО ГБПОУ МУП ГУП МБУК МБУДО МУК ФГБУ ФКУ ГБУЗ ГАУК ГБУК",
        "advisory": "ОП ОПРФ КС ЭС ТПП",
    }.items()
    for abbreviation in abbreviations.split()
}

# Lemmas that decide the kind wherever they stand in the name, in this order.
MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("tos", frozenset({"тос", "ктос"})),
    ("ngo", frozenset({"нко", "сонко", "некоммерческий", "благотворительный", "волонтерский", "добровольческий"})),
    ("media", frozenset({"сми"})),
)
STATE_MARKS = word_set("область край республика федерация рф федеральный региональный россия государственный")
COUNCIL_ADVISORY = word_set(
    "экспертный консультативный координационный общественный попечительский научный молодежный ветеран "
    "отец женщина межнациональный старейшина предприниматель мать"
)
UNIONS = word_set("союз общество партия движение ассоциация объединение федерация фонд лига организация общественный")
TRADES = word_set("рекламный туристический недвижимость кадровый страховой коммуникационный коммерческий")
LOCAL_MARKS = frozenset({"самоуправление", "муниципальный"})

# Росреестр, Роспотребнадзор, Минспорт: bodies that their first syllable gives away.
FEDERAL = re.compile(r"(Рос(?!си|т)|Мин(?!ск|ут|иму|ерал))[а-яё]{4,}$|[А-ЯЁ][а-яё]+надзор")

COMPOUND = re.compile(
    r"(?:авиа|авто|агро|арт|био|водо|газо|гор|гос|грузо|домо|интернет|кино|медиа|микро|обл|под|радио|рай|сель|соц|спец|"
    r"судо|строй|теле|тепло|товаро|тур|фото|эко|электро|энерго|сельхоз|лесо|книго){1,2}(?P<head>[а-я]{5,})$"
)

SMALL_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

# Never an addressee, whatever the case it stands in.
NEVER = word_set(
    "внимание рассмотрение утверждение использование применение основа дело работа вопрос дети ребенок человек "
    "люди итог результат цель задача опыт распространение реализация развитие проведение создание обсуждение "
    "проект программа резолюция решение предложение рекомендация мероприятие формирование исполнение внедрение "
    "документ материал отчет список "
    "заявление письмо график договор смета год срок месяц квартал день время раз случай мера порядок принятие доработка"
)


def is_body_word(word: str) -> bool:
    """Whether this word alone can head the name of a body or group."""
    return known_abbreviation(word) is not None or head_lemma(word) is not None or bool(FEDERAL.match(word))


def known_abbreviation(word: str) -> str | None:
    """The listed abbreviation this word is, or is with the ending of a case: «ТОСам»."""
    if word in ABBREVIATIONS:
        return word
    without_ending = word.rstrip(SMALL_LETTERS) if bears_ending(word) else ""
    return without_ending if without_ending in ABBREVIATIONS else None


def head_lemma(word: str) -> str | None:
    """The listed head this word is, or is made with: «эко-клуб», «авиакомпания»."""
    last = word.rsplit("-", 1)[-1]
    for lemma in sorted(lemmas(last)):
        if lemma in HEADS:
            return lemma
        if (made := COMPOUND.match(lemma)) and made["head"] in HEADS:
            return made["head"]
    return None


def guess_kind(name: str) -> str:
    """The likely kind (one of KINDS) of a body by its name in the nominative; "other" when nothing tells."""
    words = [word.strip('«»"(),.') for word in name.split()]
    bare = [word for word in words if word]
    if not bare:
        return "other"
    found = [lemmas(word) for word in bare]
    everything = frozenset().union(*found)
    head = next((word for word in bare if is_body_word(word)), bare[0])
    kind = ABBREVIATIONS.get(known_abbreviation(head) or "") or HEADS.get(head_lemma(head) or "", "other")
    if kind == "other" and FEDERAL.match(head):
        kind = "state"
    return _adjusted(kind, lemmas(head), everything)


def _adjusted(kind: str, head: frozenset[str], everything: frozenset[str]) -> str:
    if "территориальный" in everything and "самоуправление" in everything:
        return "tos"
    for marked, lemmas_of_mark in MARKS:
        if everything & lemmas_of_mark and kind not in ("city-hall", "department"):
            return "advisory" if head & {"совет", "комиссия", "палата"} else marked
    if head & {"совет", "собрание"}:
        return "advisory" if everything & COUNCIL_ADVISORY and "депутат" not in everything else "council"
    if head & {"дума", "собрание"} and everything & STATE_MARKS:
        return "state"
    if kind == "local-government" and everything & STATE_MARKS and not everything & LOCAL_MARKS:
        return "state"
    if "орган" in head and not everything & (LOCAL_MARKS | STATE_MARKS | {"власть"}):
        return "other"
    if "глава" in head and everything & {"город", "округ", "администрация", "район"}:
        return "city-hall"
    if "отделение" in head and everything & UNIONS:
        return "ngo"
    if "агентство" in head and everything & TRADES:
        return "business"
    if "организация" in head and everything & {"образовательный", "медицинский", "научный", "спортивный"}:
        return "institution"
    if "организация" in head and everything & {"управлять", "управляющий", "коммерческий", "ресурсоснабжающий"}:
        return "business"
    return kind
