"""Addresses by the name of their route, and what may be asked of the lists behind them."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from resolutions.admin.site import site
from resolutions.asking.closed import ClosedFilterSet


def routes(resolver: URLResolver | None = None, before: str = "") -> dict[str, list[str]]:
    """Name -> patterns. The admin has a name of its own and is told by admin()."""
    found: dict[str, list[str]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver) and not entry.namespace:
            for name, patterns in routes(entry, before + str(entry.pattern)).items():
                found.setdefault(name, []).extend(patterns)
        elif isinstance(entry, URLPattern) and entry.name:
            found.setdefault(entry.name, []).append(before + str(entry.pattern))
    return {name: sorted(patterns) for name, patterns in found.items()}


def admin() -> dict[str, Any]:
    return {"address": reverse("admin:index"), "rows": sorted(model._meta.model_name or "" for model in site._registry)}


def parameters() -> dict[str, dict[str, str]]:
    """Of every filter that answers an address: name -> whether it may be repeated."""
    get_resolver().url_patterns  # noqa: B018 -- looked at, it imports every view and with it every filter
    return {filterset.__name__: parameters_of(filterset) for filterset in all_below(ClosedFilterSet)}


def parameters_of(filterset: type[ClosedFilterSet]) -> dict[str, str]:
    names: dict[str, Any] = filterset.base_filters
    return {name: "once" if name in filterset.SINGLE else "repeatable" for name in names}


def all_below(one: type[ClosedFilterSet]) -> list[type[ClosedFilterSet]]:
    return [found for child in one.__subclasses__() for found in (child, *all_below(child))]
