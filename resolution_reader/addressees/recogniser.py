"""Who is asked to act: a sentence and a directory of known bodies to mentions, exact or doubtful.

Each pattern looks for names in the case it demands; what a pattern does not demand is an object, a place or a
partner, and is left alone.
"""

import re
from dataclasses import replace

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.requests.reading import asked_in
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.language.folding import fold
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Mention

INSERTED = re.compile(r"\(((?:просим|предлагаем|рекомендуем)\b[^()]{5,300})\)", re.I)  # «(просим … дать …)»
LONGEST_SENTENCE = 4_000  # characters; whoever is asked is named before that, and a text may be hostile


def addressees_in(text: str, directory: Directory, shorthand: dict[str, str] | None = None) -> tuple[Mention, ...]:
    """The bodies asked to act, in order, each once; `shorthand` maps folded «(далее – …)» names to full ones."""
    found: list[Mention] = []
    for written in sentences(text):
        sentence = written[:LONGEST_SENTENCE]
        for asking in (sentence, *INSERTED.findall(sentence)):
            found += asked_in(Sentence(asking, directory, shorthand or {}))
    return unique(found)


def unique(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Each body once, the leading role before the helping one."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        key = fold(mention.name)
        if key not in kept:
            kept[key] = mention
        elif kept[key].role != "lead" and mention.role == "lead":
            kept[key] = replace(kept[key], role="lead")
    return tuple(kept.values())
