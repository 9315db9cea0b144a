"""What a document says, without the words that are hidden in the forum that it corrects or becomes anew."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from resolution_reader import Outline
from resolutions.models import Draft
from resolutions.models.blacking import blacked
from resolutions.register.hiding import hidden_for
from resolutions.review.named import without_red
from resolutions.review.sheet import Sheet, sheet_from_json

# What stands in an outline and is none of its words: values of closed lists, days, and what only its review knows.
NO_WORDS = {
    *("act", "role", "match", "kind", "date", "date_end", "start"),
    *("problems", "reported", "settled", "aliases", "like", "themes"),
}
Said = TypeVar("Said", bound=Outline)


def as_published(draft: Draft) -> Sheet:
    """The draft's sheet as it may stand in a forum. Nothing of it is kept: the draft says what its document says."""
    return without_words(without_red(sheet_from_json(draft.outline)), hidden_for(draft))


def hidden_again(draft: Draft) -> bool:
    """Whether its document says words that are hidden: an editor is to know that they stay so."""
    return as_published(draft) != without_red(sheet_from_json(draft.outline))


def without_words(said: Said, words: Sequence[str]) -> Said:
    changed: Said = blackened(said, words) if words else said
    return changed


def blackened(value: Any, words: Sequence[str]) -> Any:
    """The same with a mark for each of the words in every text of it, however deep."""
    if isinstance(value, str):
        return blacked(value, words)
    if isinstance(value, tuple):
        return tuple(blackened(one, words) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in NO_WORDS}
        return replace(value, **{name: blackened(one, words) for name, one in said.items()})
    return value
