"""Addresses of the same list asked for otherwise. QueryDict.copy() would take as long as a page has for ten of them."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.http import urlencode


def with_other(query: QueryDict, **values: str | Iterable[str]) -> str:
    """Its query string, with a question mark, of the first page unless another is named; each parameter named has these
    values, in its own place or else at the end."""
    same = {name: given for name, given in query.lists() if name != "page" or name in values}
    other = {name: [value] if isinstance(value, str) else [*value] for name, value in values.items()}
    return f"?{urlencode(same | other, doseq=True)}"
