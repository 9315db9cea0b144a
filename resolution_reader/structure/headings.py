"""Headings of sections: by their words, their label, their letters or their looks; and the section's title in them."""

import re
from collections.abc import Sequence

from resolution_reader.language.morphology import is_finite_verb, nouns
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.agenda import ORDINALS
from resolution_reader.structure.labelled_headings import is_labelled_heading
from resolution_reader.structure.minutes import tells
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.openings import opens_requests
from resolution_reader.structure.reports import GATHERINGS
from resolution_reader.structure.title_lines import can_be_title, is_set_apart

# Words that open a section, before its number or its name.
OPENERS = (
    r"по\s+направлени(?:ю|ям)|направлени[ея]|по\s+секции|секци[яи]|участники\s+секции|подсекци[яи]|"
    r"(?:тематическ\w+\s+|дискуссионн\w+\s+|экспертн\w+\s+|проектн\w+\s+|открыт\w+\s+)?площадк[аи]|по\s+площадке|участники\s+(?:\w+\s+)?площадки|"
    r"круглый\s+стол|участники\s+круглого\s+стола|по\s+итогам\s+(?:работы\s+)?(?:секции|площадки|круглого\s+стола|группы|дискуссии)|"
    r"(?:рабочая\s+)?группа|участники\s+группы|(?:тематический\s+)?трек|(?:тематический\s+)?блок|по\s+блоку|раздел|тема|по\s+теме|по\s+разделу|мастерская|"
    r"вопрос(?=\s*(?:№\s*)?\d{1,2}\W[^?]+$)|панельная\s+дискуссия|дискуссия|лаборатория|сессия|по\s+треку"
)
ORDINAL = rf"(?:{'|'.join(ORDINALS)})(?:[ыио]й|ая|ое|ья|ье)"
BEFORE = rf"(?:(?:{ORDINAL}|\d{{1,2}}-?(?:й|я|ая|ый|ой)|[IVX]{{1,4}})\s+)?"  # «Первая секция»
NUMBER = rf"(?:\s*(?:№\s*)?(?:\d{{1,2}}|[IVX]{{1,4}}|(?<=\s){ORDINAL})(?:\s*[.:)–—-]+|\s+(?=[«А-ЯЁ])|$))?"
OPENING = re.compile(
    rf"^(?P<before>{BEFORE})(?P<opener>{OPENERS})\b(?P<number>{NUMBER})\s*(?:по\s+(?:теме|направлению|вопрос\w+)\s*:?\s*)?(?P<rest>.*)$",
    re.I | re.S,
)
ROMAN_ALONE = re.compile(r"^\s*[IVX]{1,4}[.)]?\s*$")
# «Секция 2 (модератор О. Белова)»
LED_BY = re.compile(
    r"\s*\((?:со?)?(?:модератор|руководител|ведущ|председател|куратор|координатор|эксперт|спикер)[^()]{0,120}\)", re.I
)
QUOTED = re.compile(r"^\W{0,3}[«\"“„](?P<name>.+?)[»\"”]\s*(?P<after>.*)$", re.S)
# «В сфере образования:», «По вопросам благоустройства:» before a list.
SPHERE = re.compile(
    r"^(в\s+(?:сфере|области|части|направлении|отрасли)|по\s+(?:вопрос\w+|проблем\w+|тем[еа]\w*|развитию|поддержке|работе|совершенствованию)|"
    r"сфера|область)\b",
    re.I,
)
# Who speaks here, or who closes the paper: never a section.
NOT_TITLES = re.compile(
    r"^\W*(участники|мы,|председател|секретар|сопредседател|оргкомитет|организационный комитет|модератор|"
    r"ведущ\w+|приложени|принят|"
    r"\d|подпис|президиум|ответственн|контакт|справочно|примечани|срок)",
    re.I,
)
CAPTION = re.compile(
    r"^\W*(?:таблица|рис(?:унок|\.)|диаграмма|схема|график)\s*(?:№\s*)?\d", re.I
)  # of what stands below


def is_explicit_heading(line: str) -> bool:
    """Whether the words themselves open a section: «Секция 2. …», «По направлению «…»:»."""
    return explicit_title(line) is not None


def is_number(line: str) -> bool:
    """«Секция 1», «Площадка № 2.», «III»: a heading that says no name."""
    found = OPENING.match(line.strip())
    if not found:
        return bool(ROMAN_ALONE.match(line))
    return bool(found["before"] or found["number"]) and not found["rest"].strip(" .:")


def explicit_title(line: str) -> tuple[str, bool] | None:
    """(title, whether a sentence goes on after it) of a line that opens a section by its words; None for others."""
    line = LED_BY.sub("", line) if "(" in line else line
    found = OPENING.match(line.strip())
    if not found:
        return None
    rest = found["rest"].strip()
    if quoted := QUOTED.match(rest):
        return _quoted_title(rest, quoted)
    if found["opener"].lower().startswith("участник"):
        return None
    numbered = bool(found["before"] or found["number"].strip()) or rest[:1] == ":"
    return _bare_title(line, rest.strip(" .:–—-"), numbered=numbered)


def _quoted_title(rest: str, quoted: re.Match[str]) -> tuple[str, bool] | None:
    """«Секция «Дом» рекомендует …»: the name, if nothing or a sentence follows it."""
    nested = rest.count("«") > 1 and rest.startswith("«")
    name, after = _balanced(rest) if nested else (quoted["name"], quoted["after"])
    more = after.strip(" .:")
    return (name.strip(), bool(more)) if not more or _speaks(more) else None


def _bare_title(line: str, title: str, *, numbered: bool) -> tuple[str, bool] | None:
    """«Секция 2. Дом», «Раздел: дом»: what follows; without a mark the whole line, if short or ending with a colon."""
    if not can_be_title(title) and not (numbered and not title):
        return None
    whole, end = line.strip(" .:"), line.rstrip()
    if numbered:
        return title or whole, False
    return (whole, False) if end.endswith(":") or (len(line) < 90 and not end.endswith(".")) else None


def _balanced(rest: str) -> tuple[str, str]:
    """A quoted name with a quotation inside: up to the mark that closes the first one, or the last there is."""
    depth = 0
    for position, character in enumerate(rest):
        depth += (character == "«") - (character == "»")
        if depth == 0:
            return rest[1:position], rest[position + 1 :]
    last = rest.rindex("»") if "»" in rest else len(rest)
    return rest[1:last], rest[last + 1 :]


def _speaks(text: str) -> bool:
    """A sentence of the section follows its name: «… отмечает, что», «… рекомендуют»."""
    return any(is_finite_verb(word) for word in re.findall(r"[а-яё]+", text.lower())[:14])


def heading_title(blocks: Sequence[Block], index: int) -> str | None:
    """The title when this block is a section's heading, else None. Looks at what follows."""
    block = blocks[index]
    text = block.text
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    explicit = explicit_title(text)
    if explicit and not explicit[1]:
        return explicit[0]
    if not text or following is None or NOT_TITLES.match(text):
        return None
    if ROMAN_ALONE.match(text):
        named = not (block.label or following.label or ROMAN_ALONE.match(following.text))
        return text if named and heading_title(blocks, index + 1) is not None else None
    if is_quoted_name(blocks, index):
        return text.strip(' .:«»"“”')
    if CAPTION.match(text) or not can_be_title(text.rstrip(":. "), styled=is_set_apart(block)):
        return None
    if opens_requests(text) is not None and text.endswith(":"):
        return None
    if block.kind == "heading" or _looks_like_heading(block, following, blocks, index):
        return text.strip(" :") if not text.endswith(".") else text.rstrip(" .")
    return None


def is_quoted_name(blocks: Sequence[Block], index: int) -> bool:
    """«Двор», a line of its own below «Площадка № 1»."""
    quoted = QUOTED.match(blocks[index].text)
    above = blocks[index - 1].text if index else ""
    return bool(quoted and not quoted["after"].strip(" .:")) and not blocks[index].label and is_number(above)


def _looks_like_heading(block: Block, following: Block, blocks: Sequence[Block], index: int) -> bool:
    label = parse_label(block.label)
    text = block.text
    if label:
        return is_labelled_heading(label, text, blocks, index)
    if text.endswith((";", ",", "!")) or not (text[0].isupper() or text[0] in '«"“'):
        return False
    if SPHERE.match(text) and text.endswith(":"):
        return True
    if text.isupper() or block.emphasis in ("bold", "centered"):
        return True
    if text.endswith(".") and not (block.span[0] - blocks[index - 1].span[1] > 1 and len(text) < 60):
        return False
    apart = index == 0 or block.span[0] - blocks[index - 1].span[1] > 1 or blocks[index - 1].text.endswith((".", ";"))
    over = bool(following.label) or len(following.text) > 40 or opens_list(following.text)
    over = over or (tells(following.text) and not _may_decide(text))
    return apart and len(text) <= 110 and over


def _may_decide(text: str) -> bool:
    """«Жители деревни» over «РЕШИЛИ:», of which they are the subject."""
    return bool(GATHERINGS.search(text)) or any(
        "anim" in noun.tag for word in re.findall("[а-яё-]+", text.lower()) for noun in nouns(word, "nomn")
    )


def opens_list(text: str) -> bool:
    """«Участники рекомендуют:», but not «РЕКОМЕНДУЮТ:», which goes on with the sentence of the line above."""
    return len(text.split()) > 1 and text.endswith(":") and opens_requests(text) is True
