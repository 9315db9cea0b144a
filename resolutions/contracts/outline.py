"""The JSON of an outline: what `parse_resolution` prints and drafts are stored as."""

from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from resolution_reader import OUTLINE_FORMAT, PROBLEMS, Outline, Span


def outline() -> dict[str, Any]:
    """Its keys, with what stands under each."""
    return {**keys_of(Outline), "format": OUTLINE_FORMAT}


def keys_of(shape: type) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {field.name: under(hints[field.name]) for field in fields(shape)}


def under(hint: Any) -> Any:
    if hint == Span:
        return "[first, last]"
    if get_origin(hint) is tuple:
        return {"each": under(get_args(hint)[0])}
    if get_origin(hint) is Literal:
        return {"one of": sorted(get_args(hint))}
    if is_dataclass(hint) and isinstance(hint, type):
        return keys_of(hint)
    return hint.__name__ if isinstance(hint, type) else str(hint)


def problems() -> dict[str, str]:
    """Code -> level."""
    return {code: kind.level for code, kind in PROBLEMS.items()}
