"""A block with a label: a sub-item, a line that names who is asked, a recommendation, or an item that asks nothing."""

import re
from dataclasses import replace

from resolution_reader.addressees.tokens import words
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.structure.demands import asks, demands, instructs, needs, opines
from resolution_reader.structure.lead_ins import WISH, read_lead_in
from resolution_reader.structure.list_levels import is_part, is_sibling, list_below
from resolution_reader.structure.numbering import Label
from resolution_reader.structure.walk import Walk

TOPIC = re.compile(r"^(?:о|об|обо|по)\s[^.:;,]{3,60}\.$", re.I)
DECIDED = re.compile(r"^\W*(?:решено|решили|решение|постановили)\s*:\s*", re.I)


def take_labelled(walk: Walk, index: int, label: Label) -> None:
    block = walk.blocks[index]
    if walk.item and is_part(label, walk.item):
        walk.item.add_part(label, block, index)
        return
    _close_above(walk, label)
    if walk.inner and walk.inner.label and is_sibling(label, walk.inner.label):
        walk.leave_inner_list()
    below = list_below(walk.blocks, index, label)
    if lead_in := read_lead_in(block.text, walk.names, below, labelled=True, verb=_verb_above(walk)):
        walk.enter_inner_list(replace(lead_in, label=label), index)
    elif _is_request(walk, block.text):
        walk.add_item(index, label)
    else:
        _refuse(walk, index)


def _verb_above(walk: Walk) -> str:
    """«2. Обратиться: / 2.1. к министерству с просьбой:»"""
    return walk.inner.verb if walk.inner and not walk.inner.mentions else ""


def _close_above(walk: Walk, label: Label) -> None:
    """«2.2.» below «а)», «б)» is no item of their list: whom the line above it names is not asked."""
    first = walk.first_label
    named = walk.lead_in is not None and walk.lead_in.mentions and walk.inner is None
    if named and first and first.kind in ("letter", "bullet") and label.kind == "decimal":
        walk.lead_in = walk.general


def _is_request(walk: Walk, text: str) -> bool:
    """Whether a list item says what is to be done: by its lead-in, else by its own words."""
    first = _task(walk, text)
    force = walk.force
    if force is not None and force.verb == WISH:
        return True
    if force is None or force.requests is None:
        by_itself = asks(text) or needs(text) or instructs(first)
        return by_itself and not (not walk.names.asked(text) and opines(first))
    if not force.requests:
        return asks(text) and not force.text.endswith(":")
    says_what = len(words(first)) > 1  # «РАЗНОЕ.» does not
    return not opines(first if says_what else text) or demands(text)


def _task(walk: Walk, text: str) -> str:
    """The first sentence, but not one that says only who is asked or of what: «Работодателям. Дать …», «О крыше. …»"""
    first, *more = sentences(text) or [""]
    names_only = more and (TOPIC.match(first) or walk.names.whole(first.rstrip(".")))
    return DECIDED.sub("", more[0] if names_only else first)


def _refuse(walk: Walk, index: int) -> None:
    """It stays with the talk of its section, and an editor is told of it."""
    walk.item = None
    walk.refused.append(index)
    walk.preamble(index)
