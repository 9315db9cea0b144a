"""What is asked of a sentence: whom it asks, whether it is nothing but names, to whom a letter of this title goes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.helpers import is_rest, take_helpers
from resolution_reader.addressees.requests.infinitives import asked_by_infinitive, asked_in_later_clauses, turned_to
from resolution_reader.addressees.requests.predicates import asked_by_predicate
from resolution_reader.addressees.requests.responsible import said_to_be_responsible, take_named_in_brackets
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import Taken
from resolution_reader.addressees.requests.verbs import asked_by_verb
from resolution_reader.addressees.requests.vocatives import addressed
from resolution_reader.addressees.requests.wishes import asked_by_wish
from resolution_reader.language.inflection import to_nominative
from resolution_reader.language.morphology import is_finite_verb, is_participle, is_surely_infinitive, lemmas, nouns
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention, Role

LIMITS = (
    ["в", "пределах"], ["в", "рамках"], ["в", "соответствии"], ["в", "целях"], ["с", "учетом"], ["по", "согласованию"],
    ["с", "целью"], ["в", "лице"], ["исходя", "из"], ["по", "мере"], ["по", "возможности"], ["по", "итогам"],
)  # fmt: skip
SPHERES = word_set("сфера область часть отрасль")  # «Исполнительным органам в сфере занятости:»


def asked_in(sentence: Sentence) -> list[Mention]:
    """Every name some request is directed at, in the order of the sentence; then those in brackets."""
    taken = Taken()
    for phrases in _asked(sentence, taken):
        taken.take(phrases, "lead")
    take_named_in_brackets(sentence, taken)
    take_helpers(sentence, taken)
    return taken.mentions(sentence.directory)


def _asked(sentence: Sentence, taken: Taken) -> Iterator[Sequence[Phrase]]:
    """Way after way; a verb looks at whom the ways before it have taken."""
    yield from asked_by_infinitive(sentence)
    for index, token in enumerate(sentence.tokens):
        if token.kind == "word":
            yield from asked_by_verb(sentence, index, taken)
            yield asked_by_predicate(sentence, index)
    yield asked_by_wish(sentence)
    yield from addressed(sentence)
    yield from asked_in_later_clauses(sentence)
    yield turned_to(sentence)
    yield from said_to_be_responsible(sentence)


def nothing_but_names(sentence: Sentence, *, nominative: bool = True) -> list[Mention]:
    """The names when there is nothing else, in the dative, the nominative, or after «для», «к», «в адрес».

    `nominative`: the line announces something, so names may stand in that case, and it may say within which bounds.
    """
    for start, case in _openings(sentence, nominative=nominative):
        phrases, end = sentence.lists.names(start, case, strong=False, abbreviations=start > 0)
        if phrases and is_rest(sentence, end):
            return _with_helpers(sentence, phrases, "lead")
        if phrases and nominative and _limits(sentence, end):
            return _with_helpers(sentence, phrases, "lead")
        if phrases and _complements(sentence, end, case):
            return _with_helpers(sentence, [*phrases[:-1], _with_complement(sentence, phrases[-1], end)], "lead")
    return []


def _complements(sentence: Sentence, index: int, case: str) -> bool:
    """«…, действующим в округах», «… в сфере занятости»: what is left of the line only describes the last name."""
    rest = sentence.tokens[index:]
    if any(token.kind == "word" and (is_surely_infinitive(token.text) or is_finite_verb(token.text)) for token in rest):
        return False
    first, second = sentence.word_at(index), sentence.word_at(index + 1)
    return (rest[0].kind == "comma" and is_participle(second, case)) or (
        first == "в" and bool(lemmas(second) & SPHERES)
    )


def _limits(sentence: Sentence, index: int) -> bool:
    """«… в пределах полномочий, предусмотренных законом, и с учётом возможностей:»: how far they are asked."""
    rest = sentence.tokens[index:]
    apart = rest[0].kind == "comma"
    rest = rest[1:] if apart else rest
    opening = [token.small for token in rest[:2]]
    opens = opening in LIMITS or (apart and opening == ["в", "части"])
    return opens and not any(
        token.kind == "word" and (is_surely_infinitive(token.text) or is_finite_verb(token.text)) for token in rest
    )


def _with_complement(sentence: Sentence, phrase: Phrase, index: int) -> Phrase:
    """The same name to the end of the line, its participle in the nominative."""
    tokens = sentence.tokens
    rest = sentence.text[tokens[index - 1].end : tokens[-1].end]
    name = f"{phrase.name}{rest}"
    if tokens[index].kind == "comma":
        participle, head = tokens[index + 1], tokens[phrase.head]
        nominative = to_nominative([participle.text, head.text], phrase.case, 1, [0])[0]
        name = f"{phrase.name}, {nominative}{sentence.text[participle.end : tokens[-1].end]}"
    return replace(phrase, name=name, as_written=f"{phrase.as_written}{rest}")


def _openings(sentence: Sentence, *, nominative: bool) -> list[tuple[int, str]]:
    """(the token at which the names begin, the case they stand in): what is to be tried."""
    first, second = [*(token.small for token in sentence.tokens[:2]), "", ""][:2]
    if first in ("для", "к", "ко"):
        return [(1, "gent" if first == "для" else "datv")]
    if (first, second) == ("в", "адрес") and len(sentence.tokens) > 2:
        return [(2, "gent")]
    return [(0, "datv"), (0, "nomn")] if nominative else [(0, "datv")]


def asked_by_heading(sentence: Sentence, *, announces: bool) -> list[Mention]:
    """A heading in a clear dative names who is asked, known or not: «Сельским старостам», «Кабинету министров».

    In any dative, when it announces what is to be done: «Пекарне:».
    """
    phrases, end = sentence.lists.names(0, "datv", strong=True)
    clear = all(
        sentence.lists.is_clear_dative(phrase) or (announces and not nouns(sentence.tokens[phrase.head].text, "accs"))
        for phrase in phrases
    )
    return _with_helpers(sentence, phrases, "lead") if phrases and clear and end == len(sentence.tokens) else []


def written_to(title: Sentence) -> list[Mention]:
    """«Обращение жителей к губернатору», «Открытое письмо министру»: the first who can only be in the dative."""
    for index in range(1, len(title.tokens)):
        if title.tokens[index - 1].small in ("к", "ко") or title.starts_clear_name(index):
            phrases, _ = title.lists.names(index, "datv", strong=False)
            if phrases:
                return _with_helpers(title, phrases, "lead")
    return []


def listed(sentence: Sentence, cases: Sequence[str], role: Role) -> list[Mention]:
    """The names when there is nothing but a list of them in one of these cases, and perhaps of who helps."""
    for case in cases:
        phrases, end = sentence.lists.names(0, case, strong=True, anything=True)
        if phrases and is_rest(sentence, end):
            return _with_helpers(sentence, phrases, role)
    return []


def _with_helpers(sentence: Sentence, phrases: Sequence[Phrase], role: Role) -> list[Mention]:
    taken = Taken()
    taken.take(phrases, role)
    take_helpers(sentence, taken)
    return taken.mentions(sentence.directory)
