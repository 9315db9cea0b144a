"""Permanent addresses. A page shows a hundred of them, so what stands around the name in each is asked for once."""

from functools import cache

from django.urls import reverse

HOLE = "0"  # a slug like any other


def address_of(view: str, name: str) -> str:
    """As reverse() gives it; `name` is a slug or a code, which needs no quoting, and whoever asks has one."""
    before, after = around(view)
    return f"{before}{name}{after}"


@cache
def around(view: str) -> tuple[str, str]:
    before, _, after = reverse(view, args=[HOLE]).rpartition(HOLE)
    return before, after
