"""Whether a line can be the title of a section by itself, whatever stands around it."""

import re

from resolution_reader.language.morphology import has_part_of_speech, is_finite_verb, is_surely_infinitive, readings
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs, needs

# «Чего мы добиваемся», «О чём говорили»: a title, although somebody does something in it
ASKS_WHAT = re.compile(
    r"^(?:(?:о|об|к|в|с|на|за)\s+)?(?:что|чего|ч[её]м|чему|кто|кого|кому|ком|кем|как|где|куда|зачем|почему)\s", re.I
)
MAX_TITLE = 160
MAX_VERBAL = 70  # characters of a title that holds a verb and has no style


def can_be_title(text: str, *, styled: bool = False) -> bool:
    """Short, and neither a sentence nor a request."""
    if not text or len(text) > MAX_TITLE or text.endswith(";") or not re.search(r"[а-яё]{3}", text, re.I):
        return False
    small = text.lower() if text.isupper() else text
    if styled:  # a heading by its style may be a sentence: «Что может сделать …»
        return (asks_what(text) or not asks(small)) and not text.endswith(".")
    return not (asks(small) or needs(small) or instructs(small) or _is_statement(small))


def _is_statement(text: str) -> bool:
    """«Дороги разбиты», «Нет воды», «Отметить рост обращений»."""
    said = re.findall(r"[а-яё]+", re.sub(r"«[^»]*»|\"[^\"]*\"", " ", text).lower())
    verbs = (word for word in said if is_finite_verb(word) or has_part_of_speech(word, "PRED"))
    return is_surely_infinitive(said[0] if said else "-") or any(readings(word)[0].score > 0.5 for word in verbs)


def is_set_apart(block: Block) -> bool:
    """A heading by its style, or a short line in bold or a question without a mark that would end a sentence."""
    if block.kind == "heading":
        return True
    if block.text[-1:] in ".;,:!" or len(block.text) > MAX_VERBAL:
        return False
    return block.emphasis == "bold" or asks_what(block.text)


def asks_what(text: str) -> bool:
    """«О чём просят жители»: what somebody asks, but asks nothing itself."""
    return bool(ASKS_WHAT.match(text)) and text[-1:] not in ".;,:!"
