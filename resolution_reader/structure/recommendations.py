"""Items of the skeleton to recommendations: who is asked, by when, in how many parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from resolution_reader.addressees.patterns import VERBS
from resolution_reader.addressees.recogniser import unique
from resolution_reader.addressees.tokens import tokens, words
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_surely_infinitive, lemmas
from resolution_reader.outline import Deadline, Mention, Other, Part, Recommendation
from resolution_reader.structure.acts import act_of, says_act
from resolution_reader.structure.clauses import is_wish
from resolution_reader.structure.demands import instructs
from resolution_reader.structure.how_often import is_how_often, repeats
from resolution_reader.structure.names_of_document import Recogniser
from resolution_reader.structure.own_lines import says_of_item, term_below
from resolution_reader.structure.skeleton import Beside, Chapter, Item, Over, PartItem
from resolution_reader.structure.terms import deadline
from resolution_reader.structure.terms_in_words import without_receivers

POINTS_BACK = re.compile(
    r"^(?:рекоменд\w+\s+|поруч\w+\s+|предлож\w+\s+)?(?:тому|той|тем|этому|этой|этим|ему|ей|им|он|она|они)\s+же\b", re.I
)
HELPING = re.compile(r"^\W*соисполнител[а-яё]*", re.I)
WISHED = "Нужно,"  # «чтобы лесхоз убрал валежник» goes on with the line above
LONGEST_TERM = 200
SETS_TERM = re.compile(r"\b(срок|до|к|не\s+позднее)\b", re.I)


def recommendation(item: Item, recogniser: Recogniser, above: Sequence[str] = ()) -> Recommendation:
    """One recommendation; its addressees are its own, else those of the lead-in it stands under (implicit).

    `above`: what it stands under, innermost first.
    """
    others = recogniser.others(item.text)
    own = without(_own(item, recogniser), others)
    inherited = item.lead_in.mentions if item.lead_in else ()
    hands_on = bool(inherited) and _hands_on(item)
    implicit = hands_on or (bool(inherited) and not any(mention.role == "lead" for mention in own))
    return Recommendation(
        number=item.label.number if item.label else None,
        text=item.text,
        deadline=_deadline(item),
        implicit=implicit,
        source=(item.first, item.last),
        parts=tuple(_part(part, recogniser) for part in item.parts),
        addressees=unique([*inherited, *own]) if hands_on else _with_helpers(inherited, own) if implicit else own,
        lead_in=item.lead_in.text if item.lead_in else None,
        label=item.label.printed if item.label else None,
        act=act_of(item.text, above, asks_somebody=bool(own or inherited)),
        repeats=(item.beside and item.beside.deadline and repeats(item.beside.deadline)) or repeats(item.text),
        others=others,
    )


def _hands_on(item: Item) -> bool:
    """«обязать службу заказчика …» under «Мэру города:»: whom the line names is to ask somebody else.

    Under «Участники просят мэра:» it is the participants who ask once more.
    """
    if item.lead_in is None or says_act(item.lead_in.text):
        return False
    first = next(iter(words(item.text)), None)
    return first is not None and is_surely_infinitive(first.text) and bool(lemmas(first.text) & VERBS.keys())


def _deadline(item: Item) -> Deadline:
    """That of its row, its own, or that of the line over it: «Театру кукол (срок – до 10.09.2026):»."""
    of_row = item.beside.deadline if item.beside and not is_how_often(item.beside.deadline or "") else None
    own = of_row or term_below(item.texts[1:]) or deadline(item.text)
    return own or (deadline_over(item.lead_in.text) if item.lead_in else None)


def deadline_over(line: str) -> Deadline:
    """What a short line over items sets for all of them; a long one tells of other days."""
    return deadline(line) if len(line) <= LONGEST_TERM and SETS_TERM.search(line) else None


def _part(part: PartItem, recogniser: Recogniser) -> Part:
    others = recogniser.others(part.text)
    return Part(
        number=part.label.number if part.label else None,
        text=part.text,
        label=part.label.printed if part.label else None,
        addressees=without(recogniser.asked(part.text), others),
        others=others,
        deadline=term_below(part.text.split("\n")[1:]) or deadline(part.text),
        source=part.source,
    )


def without(mentions: Iterable[Mention], others: Sequence[Other]) -> tuple[Mention, ...]:
    """Those who must act: not to whom a paper goes, nor who controls."""
    set_aside = {(fold(other.name), other.as_written) for other in others}
    return tuple(mention for mention in mentions if (fold(mention.name), mention.as_written) not in set_aside)


def recommendations(chapter: Chapter, recogniser: Recogniser, said_before: Sequence[str]) -> Iterator[Recommendation]:
    """Those of one section in order; «тому же департаменту» means whom the one before is addressed to.

    `said_before`: the talk that leads to the section, the nearest first: «Форум предлагает следующее.»
    """
    before: Recommendation | None = None
    overs = chapter.overs
    places = {id(line.lead_in): at for at, line in enumerate(overs)}  # an item holds the very lead-in of its line
    for item in chapter.items:
        if before and not item.beside and points_back(item):
            leads = tuple(mention for mention in before.addressees if mention.role == "lead")
            item.beside = Beside(leads, repeats=True)
        group = places.get(id(item.lead_in)) if item.lead_in else None
        above = [*(line.text for line in lines_above(overs, group)), *said_before]
        before = replace(recommendation(item, recogniser, above), group=group)
        yield before


def lines_above(overs: Sequence[Over], group: int | None) -> list[Over]:
    """The line at this place and those it stands under itself, innermost first."""
    found: list[Over] = []
    at = group if group is not None else -1
    while at >= 0 and (not found or found[-1].level > 1):
        if not found or overs[at].level < found[-1].level:
            found.append(overs[at])
        at -= 1
    return found


def points_back(item: Item) -> bool:
    return bool(POINTS_BACK.match(item.text))


def _own(item: Item, recogniser: Recogniser) -> tuple[Mention, ...]:
    """Those whom the row's own cell names, and who helps them by the text; else those whom the text names."""
    text = without_receivers("\n".join(line for at, line in enumerate(item.texts) if not (at and says_of_item(line))))
    below = [mention for line in item.texts[1:] if says_of_item(line) for mention in _named_below(line, recogniser)]
    said = unique([*recogniser.asked(f"{WISHED} {text}" if _goes_on_with_wish(text) else text), *below])
    verb = item.lead_in.verb if item.lead_in and not item.lead_in.mentions else ""
    if verb and not any(mention.role == "lead" for mention in said):
        said = recogniser.asked(f"{verb} {text}") or said
    if item.beside and item.beside.addressees:
        return unique([*item.beside.addressees, *(mention for mention in said if mention.role == "co-executor")])
    return said


def _named_below(line: str, recogniser: Recogniser) -> Iterator[Mention]:
    """«Соисполнители: …» names who helps."""
    helping = HELPING.match(line)
    for mention in recogniser.asked(HELPING.sub("Исполнители", line)):
        yield replace(mention, role="co-executor") if helping else mention


def _goes_on_with_wish(text: str) -> bool:
    """«чтобы лесхоз убрал валежник», but not «Чтобы дети не лазили на стройку, закрыть …»."""
    return is_wish(tokens(text)) and not instructs(text)


def _with_helpers(inherited: tuple[Mention, ...], own: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return unique([*inherited, *(replace(mention, role="co-executor") for mention in own)])
