"""Headings of sections: by their words, their label, their letters or their looks; and the section's title in them."""

import re
from collections.abc import Sequence

from resolution_reader.language.morphology import is_finite_verb, readings
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs, needs, opens_requests
from resolution_reader.structure.minutes import tells
from resolution_reader.structure.numbering import Label, parse_label

# Words that open a section, before its number or its name.
OPENERS = (
    r"по\s+направлени(?:ю|ям)|направлени[ея]|по\s+секции|секци[яи]|участники\s+секции|подсекци[яи]|"
    r"(?:тематическ\w+\s+|дискуссионн\w+\s+|экспертн\w+\s+|проектн\w+\s+|открыт\w+\s+)?площадк[аи]|по\s+площадке|участники\s+(?:\w+\s+)?площадки|"
    r"круглый\s+стол|участники\s+круглого\s+стола|по\s+итогам\s+(?:работы\s+)?(?:секции|площадки|круглого\s+стола|группы|дискуссии)|"
    r"(?:рабочая\s+)?группа|участники\s+группы|(?:тематический\s+)?трек|(?:тематический\s+)?блок|по\s+блоку|раздел|тема|по\s+теме|по\s+разделу|мастерская|"
    r"панельная\s+дискуссия|дискуссия|лаборатория|сессия|по\s+треку"
)
NUMBER = r"(?:\s*(?:№\s*)?(?:\d{1,2}|[IVX]{1,4})(?:\s*[.:)–—-]+|\s+(?=[«А-ЯЁ])|$))?"
OPENING = re.compile(
    rf"^(?P<opener>{OPENERS})\b(?P<number>{NUMBER})\s*(?:по\s+(?:теме|направлению|вопрос\w+)\s*:?\s*)?(?P<rest>.*)$",
    re.I | re.S,
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
QUESTION = re.compile(
    r"^(?:об?|обо|по\s+вопросу|разное|прочее|выборы|отч[её]т|утверждение|информация)\b", re.I
)  # «2. О катке» over «РЕШИЛИ:»
MAX_TITLE = 160
MAX_TALK = 8  # paragraphs under a heading, before its list


def is_explicit_heading(line: str) -> bool:
    """Whether the words themselves open a section: «Секция 2. …», «По направлению «…»:»."""
    return explicit_title(line) is not None


def explicit_title(line: str) -> tuple[str, bool] | None:
    """(title, whether a sentence goes on after it) of a line that opens a section by its words; None for others."""
    found = OPENING.match(line.strip())
    if not found:
        return None
    rest = found["rest"].strip()
    if quoted := QUOTED.match(rest):
        return _quoted_title(rest, quoted)
    if found["opener"].lower().startswith("участник"):
        return None
    return _bare_title(line, rest.strip(" .:–—-"), numbered=bool(found["number"].strip()))


def _quoted_title(rest: str, quoted: re.Match[str]) -> tuple[str, bool] | None:
    """«Секция «Дом» рекомендует …»: the name, if nothing or a sentence follows it."""
    nested = rest.count("«") > 1 and rest.startswith("«")
    name, after = _balanced(rest) if nested else (quoted["name"], quoted["after"])
    more = after.strip(" .:")
    return (name.strip(), bool(more)) if not more or _speaks(more) else None


def _bare_title(line: str, title: str, *, numbered: bool) -> tuple[str, bool] | None:
    """«Секция 2. Дом»: what follows the number; without one the whole line, if it is short or ends with a colon."""
    if not _can_be_title(title) and not (numbered and not title):
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


def _can_be_title(text: str, *, styled: bool = False) -> bool:
    """Short, and neither a sentence nor a request."""
    if not text or len(text) > MAX_TITLE or text.endswith(";") or not re.search(r"[а-яё]{3}", text, re.I):
        return False
    small = text.lower() if text.isupper() else text
    if styled:  # a heading by its style may be a sentence: «Что может сделать …»
        return not asks(small) and not text.endswith(".")
    return not (asks(small) or needs(small) or instructs(small) or _is_statement(small))


def _is_statement(text: str) -> bool:
    bare = re.sub(r"«[^»]*»|\"[^\"]*\"", " ", text)
    return any(
        is_finite_verb(word.lower()) and readings(word.lower())[0].score > 0.5
        for word in re.findall(r"[А-Яа-яЁё]+", bare)
    )


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
    if not _can_be_title(text.rstrip(":. "), styled=block.kind == "heading"):
        return None
    if opens_requests(text) is not None and text.endswith(":"):
        return None
    if block.kind == "heading" or _looks_like_heading(block, following, blocks, index):
        return text.strip(" :") if not text.endswith(".") else text.rstrip(" .")
    return None


def _looks_like_heading(block: Block, following: Block, blocks: Sequence[Block], index: int) -> bool:
    label = parse_label(block.label)
    text = block.text
    if label:
        return _labelled_heading(label, text, blocks, index)
    if text.endswith((";", ",", "!")) or not (text[0].isupper() or text[0] in '«"“'):
        return False
    if SPHERE.match(text) and text.endswith(":"):
        return True
    if text.isupper() or block.emphasis in ("bold", "centered"):
        return len(text) >= 4
    if text.endswith(".") and not (block.span[0] - blocks[index - 1].span[1] > 1 and len(text) < 60):
        return False
    apart = index == 0 or block.span[0] - blocks[index - 1].span[1] > 1 or blocks[index - 1].text.endswith((".", ";"))
    over = bool(following.label) or len(following.text) > 40 or _opens_list(following.text)
    return apart and len(text) <= 110 and over


def _opens_list(text: str) -> bool:
    """«Участники рекомендуют:», but not «РЕКОМЕНДУЮТ:», which goes on with the sentence of the line above."""
    return len(text.split()) > 1 and text.endswith(":") and opens_requests(text) is True


def _labelled_heading(label: Label, text: str, blocks: Sequence[Block], index: int) -> bool:
    """«II. Образование», «2. По вопросам …:» with 2.1 below: a label that opens a section, not an item."""
    following = parse_label(blocks[index + 1].label)
    if label.kind == "bullet" or label.kind == "letter":
        return False
    if label.kind == "roman":
        return not text.endswith(";")
    if following is None:
        is_question = bool(QUESTION.match(text)) and tells(blocks[index + 1].text)
        return text.isupper() or is_question or _over_talk(label, text, blocks, index)
    deeper = following.kind == "decimal" and following.depth == label.depth + 1 and following.path[:-1] == label.path
    restarts = (
        following.kind == "decimal"
        and following.path == (1,)
        and label.path != (1,)
        and following.printed != label.printed
    )
    first = following.kind == "decimal" and following.path == (1,) and label.path == (1,)
    bulleted = following.kind == "bullet" and _requests_below(blocks, index)
    return label.depth == 1 and (deeper or restarts or first or bulleted)


def _over_talk(label: Label, text: str, blocks: Sequence[Block], index: int) -> bool:
    """A short numbered line over paragraphs without numbers, after which another list begins."""
    if label.depth > 1 or label.kind != "decimal" or text.endswith((".", ";", ",", ":")) or len(text) > 110:
        return False
    below = next((parse_label(block.label) for block in blocks[index + 1 : index + MAX_TALK] if block.label), None)
    if below is None:
        return False
    return below.kind != label.kind or below.depth > label.depth or below.path == (1,)


def _requests_below(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1].text
    return asks(below) or needs(below) or instructs(below)
