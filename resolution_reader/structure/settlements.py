"""Names of towns and villages as texts write them, to kind and nominative: «р.п. Кольцово», «в селе Дубках»."""

import re
from dataclasses import dataclass

from resolution_reader.gazetteer.naming import nominative
from resolution_reader.gazetteer.table import is_place
from resolution_reader.language.inflection import nominative_word, to_nominative
from resolution_reader.language.morphology import adjectives, is_word, nouns, readings

CAPITAL = r"[А-ЯЁ][а-яё]+"
PART = rf"{CAPITAL}(?:-(?:на-)?{CAPITAL}|-[а-яё]+-{CAPITAL})*"
NAME = rf"{PART}(?:[^\S\n]+{PART}){{0,2}}"
TOWN = re.compile("(?:[сц]к|град|бург|поль)$")
NAME_ENDS = re.compile(r"[»\"]?[^\S\n]*(?:[,;()\n\d«]|$)")
INITIALS = ("Г.", "П.", "С.", "Д.", "Х.")
OBLIQUE = ("gent", "loct", "datv", "ablt")


@dataclass(frozen=True)
class Kind:
    """`name` as published; `short`: how a line abbreviates it; `stem` and `endings`: it in a sentence, by case."""

    name: str
    gender: str
    short: str
    stem: str = ""
    endings: str = ""

    @property
    def written(self) -> str:
        """Either way, as a pattern."""
        long = rf"{self.stem}(?:{self.endings})(?![а-яё])" if self.stem else self.name
        return rf"{self.short}|{long}" if self.short else long


MASCULINE = "|а|у|ом|е"
KINDS = (
    Kind("рабочий посёлок", "masc", r"р\.\s?п\.|рп\.?(?![а-яё])", "рабоч[а-яё]{2,3} пос[её]л", "ок|ка|ку|ком|ке"),
    Kind("посёлок городского типа", "masc", r"п\.\s?г\.\s?т\.|пгт\.?(?![а-яё])", "пос[её]л",
         "(?:ок|ка|ку|ком|ке) городского типа"),
    Kind("городской округ", "masc", r"г\.\s?о\.", "городск[а-яё]{2,3} округ", rf"(?:{MASCULINE}) город|{MASCULINE}"),
    Kind("сельское поселение", "neut", r"с\.\s?п\."),
    Kind("городское поселение", "neut", r"г\.\s?п\."),
    Kind("ЗАТО", "masc", "", "ЗАТО", r"(?:\s+(?:г\.|город[а-яё]{0,2}))?"),
    Kind("город", "masc", r"гор\.|г\.(?:-геро[йяюе]м?)?", "город",
         rf"(?:{MASCULINE})(?:[-– ]геро[йяюе]м?)?(?: воинской славы)?"),
    Kind("посёлок", "masc", r"пос\.|п\.", "пос[её]л", "ок|ка|ку|ком|ке"),
    Kind("село", "neut", r"с\.", "сел", "о|а|у|ом|е"),
    Kind("деревня", "femn", r"дер\.|д\.", "деревн", "я|и|е|ей|ю"),
    Kind("станица", "femn", r"ст-ц[аыеу]й?|ст\.", "станиц", "а|ы|е|ей|у"),
    Kind("хутор", "masc", r"хут\.|х\.", "хутор", MASCULINE),
    Kind("аул", "masc", "", "аул", MASCULINE),
)  # fmt: skip
CITY = next(kind for kind in KINDS if kind.name == "город")
SEATED = ("городской округ", "ЗАТО")  # called by their town, which is the place
ANY = "|".join(f"(?P<k{at}>{kind.written})" for at, kind in enumerate(KINDS))
# No «г.» of a year: «2026 г. Участники».
BY_KIND = re.compile(
    rf"(?<![а-яёА-ЯЁ\d.-])(?!(?<=\d\s)[а-я]{{1,4}}\.)(?:(?i:{ANY}))[^\S\n]*(?P<quote>[«\"])?(?P<name>{NAME})(?(quote)[»\"])"
)
PERSON = re.compile(r"[^\S\n][А-ЯЁ]\.\s?[А-ЯЁ]\.(?!\s?[А-ЯЁ][а-яё])")
OF_A_NAME = re.compile(rf"{CAPITAL}\s+$")  # «Озерского городского округа»


@dataclass(frozen=True)
class Settlement:
    """`name` with its kind, in the nominative: «город Томск»; `start` and `end` in the text."""

    name: str
    start: int
    end: int
    declined: bool  # «города Томска», which is no heading


def settlements(text: str) -> list[Settlement]:
    """Every name with a kind of settlement before it, on one line with it. What the gazetteer lacks is as good."""
    return [found for match in BY_KIND.finditer(text) if (found := _by_kind(match))]


def town_called(words: str, cases: tuple[str, ...] = ()) -> str | None:
    """«город Томск» for bare words that are a town's name, in the nominative or one of these cases; else None.

    A town that the gazetteer lacks is one by its ending, if the word means nothing else.
    """
    if is_place(words) and not cases:
        return f"город {words}"
    if cases and (name := nominative(words, cases, "masc")):
        return f"город {name}"
    name = nominative_word(words, cases[0]) if cases else words
    return f"город {name}" if TOWN.search(name) and not is_word(words) and "-" not in words else None


def _by_kind(match: re.Match[str]) -> Settlement | None:
    kind = next(kind for at, kind in enumerate(KINDS) if match[f"k{at}"])
    written = match[f"k{KINDS.index(kind)}"]
    words = match["name"].split()
    is_whole = bool(NAME_ENDS.match(match.string, match.end()))
    cases = _cases(written)
    name, count = _nominative(words, kind, cases, is_whole=is_whole)
    known = is_place(name)
    if not known and PERSON.match(match.string, match.end()):
        return None  # «заместителю главы города Иванову И. И.»
    if not known and (written in INITIALS or (written == "г." and is_word(name))):
        return None  # «Г. Иванов», «2026  г. Участники»
    if kind.name in SEATED:
        if OF_A_NAME.search(match.string, max(0, match.start() - 30), match.start()):
            return None
        kind = CITY if known else kind
    end = [part.end() for part in re.finditer(r"\S+", match["name"])][count - 1]
    return Settlement(
        f"{kind.name} {name}", match.start(), match.start("name") + end, not _is_shortened(written) and bool(cases)
    )


def _is_shortened(written: str) -> bool:
    """«г.» and «пгт» stand for any case."""
    return written.endswith(".") or written.lower() in ("рп", "пгт")


def _cases(written: str) -> tuple[str, ...]:
    """In which cases a name may stand after the kind, «село» or «г.»; none: in the nominative alone."""
    if _is_shortened(written):
        return OBLIQUE
    words = re.findall("[а-яё]+", written.lower().removeprefix("зато"))
    of_nouns = [[one.tag.case for one in readings(word) if "NOUN" in one.tag and "sing" in one.tag] for word in words]
    cases = next(filter(None, of_nouns), [])
    return () if "nomn" in cases else tuple(case for case in OBLIQUE if case in cases)


def _nominative(words: list[str], kind: Kind, cases: tuple[str, ...], *, is_whole: bool) -> tuple[str, int]:
    """(the name, of how many of the words): the longest that there is, else what the grammar gives."""
    for count in range(len(words), 0, -1):
        if name := nominative(" ".join(words[:count]), cases, kind.gender):
            return name, count
    for case in cases:
        if len(words) > 1 and adjectives(words[0], case) and nouns(words[1], case):
            return " ".join(to_nominative(words[:2], case, 1, [0])), 2
    count = len(words) if is_whole else 2 if len(words) > 1 and adjectives(words[0], "nomn") else 1
    if not cases or nouns(words[0], "nomn") or adjectives(words[0], "nomn"):
        return " ".join(words[:count]), count
    return _declined(words[0], cases), 1


def _declined(word: str, cases: tuple[str, ...]) -> str:
    for case in cases:
        if nouns(word, case):
            return nominative_word(word, case)
        if adjectives(word, case):
            return to_nominative([word], case, 0, [])[0]
        if "-" in word and (whole := _hyphenated(word, case)) != word:
            return whole
    return word


def _hyphenated(name: str, case: str) -> str:
    """«Ростова-на-Дону» -> Ростов-на-Дону, «Ханты-Мансийска» -> Ханты-Мансийск."""
    parts = name.split("-")
    index = 0 if len(parts) > 2 else len(parts) - 1
    parts[index] = nominative_word(parts[index], case)
    return "-".join(parts)
