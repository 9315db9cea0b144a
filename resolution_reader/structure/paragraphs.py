"""A block without a label: a lead-in, more of the open item, an item without a number, or prose."""

from dataclasses import replace

from resolution_reader.addressees.tokens import words
from resolution_reader.language.morphology import is_finite_verb, is_surely_infinitive
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.structure.demands import asks, demands, instructs, needs, wishes
from resolution_reader.structure.lead_ins import LeadIn, ends_open, holds_task, read_lead_in
from resolution_reader.structure.list_levels import goes_on, list_below, style
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.walk import YOU, Walk


def take_unlabelled(walk: Walk, index: int) -> int | None:
    """The block to go on at, when this one has taken those below it."""
    block = walk.blocks[index]
    continued = walk.item if goes_on(walk.blocks, index, walk.item) else None
    below = list_below(walk.blocks, index, None)
    if not continued and (end := _end_of_nouns(walk, index)):
        _take_with_nouns(walk, index, end)
        return end
    lead_in = read_lead_in(block.text, walk.names, below, labelled=False, verb=walk.verb)
    if lead_in and (not continued or lead_in.mentions or lead_in.requests is not None):
        walk.enter_list(_in_its_place(walk, lead_in), index)
    elif continued:
        continued.go_on(block, index)
    elif _is_bare_item(walk, block.text):
        walk.add_item(index, None)
    else:
        _take_prose(walk, index)
    return None


def _end_of_nouns(walk: Walk, index: int) -> int | None:
    """Where the list of nouns ends that a line with a task of its own opens: «… принимать заявки на: – теплицы; …»."""
    text = walk.blocks[index].text
    first = parse_label(walk.blocks[index + 1].label) if index + 1 < len(walk.blocks) else None
    if first is None or not text.endswith(":") or not walk.names.asked(text) or not holds_task(text):
        return None
    end = index + 1
    while end < len(walk.blocks) and (label := parse_label(walk.blocks[end].label)) and style(label) == style(first):
        if any(is_surely_infinitive(word.text) or is_finite_verb(word.text) for word in words(walk.blocks[end].text)):
            return None
        end += 1
    return end


def _take_with_nouns(walk: Walk, index: int, end: int) -> None:
    """One recommendation, of which the nouns are parts."""
    walk.close(index)
    walk.add_item(index, None)
    assert walk.item is not None
    for at in range(index + 1, end):
        walk.item.add_part(parse_label(walk.blocks[at].label), walk.blocks[at], at)


def _in_its_place(walk: Walk, lead_in: LeadIn) -> LeadIn:
    """With what the head of the letter or the lead-in above it adds."""
    outer = walk.lead_in
    if lead_in.requests and not lead_in.mentions and YOU.search(lead_in.text):
        return replace(lead_in, mentions=walk.addressed)
    if lead_in.requests is None and lead_in.mentions and outer and outer.requests is False:
        return replace(lead_in, requests=True, label=None)
    if lead_in.requests is None and outer and outer.requests and outer.verb:
        asked = walk.names.asked(f"{outer.verb} {lead_in.text}")  # «Садоводы просят: / почту в посёлке – / …»
        return replace(lead_in, requests=True, mentions=asked, verb=outer.verb)
    return lead_in


def _is_bare_item(walk: Walk, text: str) -> bool:
    """Under a lead-in that asks, each paragraph is an item even without a label («разработать …;»)."""
    force = walk.force
    if force is None or not force.requests or not (ends_open(force.text) or force.mentions):
        return False
    if walk.item is not None and walk.item.label is not None:
        return False  # a labelled list has begun: what has no label is no item of it
    said = sentences(text)
    if not force.text.rstrip().endswith(":") and not force.mentions and sum(map(demands, said)) > 1:
        return False  # prose: each of them is one
    if instructs(said[0]):
        return True
    in_list = text.endswith(";") or (walk.item is not None and walk.item.texts[-1].endswith(";"))
    return in_list or ((needs(text) or asks(text)) and len(said) == 1)


def _take_prose(walk: Walk, index: int) -> None:
    """Each sentence that asks is a recommendation; the others are the section's preamble or close the paper."""
    if _takes_requests(walk, index):
        walk.close(index)
        walk.chapter.own_blocks.append(index)
        return
    ended = walk.item is not None and bool(walk.chapter.items)
    if ended and not walk.look_ahead.list_after(index):
        walk.skip(index)
    else:
        walk.close(index)
        walk.preamble(index)


def _takes_requests(walk: Walk, index: int) -> bool:
    """Whether a sentence of the paragraph asks: those that do are recommendations now, the others talk between them."""
    talk: list[str] = []
    asked = False
    for sentence in sentences(walk.blocks[index].text):
        if _sentence_asks(walk, sentence):
            walk.between(talk, index)
            walk.add_sentence(index, sentence)
            talk, asked = [], True
        else:
            talk.append(sentence)
    if asked:
        walk.between(talk, index)
    return asked


def _sentence_asks(walk: Walk, sentence: str) -> bool:
    if asks(sentence):
        return True
    if sentence.endswith("!") and not walk.names.asked(sentence):
        return False  # a slogan: «Наша река должна жить!»
    if sentence.endswith(":") or not (needs(sentence) or instructs(sentence)):
        return False
    if not _is_preliminary(walk) or wishes(sentence) or walk.names.asked(sentence):
        return True
    return bool(walk.chapter.items) and needs(sentence)  # below a list: «Необходимо также …»


def _is_preliminary(walk: Walk) -> bool:
    """Before a sentence has asked: what should be is still the report."""
    asked = any(item.found == "prose" for item in walk.chapter.items)
    return len(walk.chapters) == 1 and not asked and walk.look_ahead.requests_ahead
