"""Permanent addresses. A page shows a hundred of them, so what stands around the name in each is asked for once."""

from django.urls import get_script_prefix, reverse

_AROUND: dict[tuple[str, str], tuple[str, str]] = {}


def address_of(view: str, name: str) -> str:
    """As reverse() gives it; `name` is a slug or a code, which needs no quoting."""
    key = (view, get_script_prefix())
    if not name or key not in _AROUND:
        before, _, after = reverse(view, args=[name]).rpartition(name)
        _AROUND[key] = (before, after)
    before, after = _AROUND[key]
    return f"{before}{name}{after}"
