"""Figures over the whole register: bars with their counts, each with the list behind it, and a sentence that says
what they show. Counted by the index; a number is said as a number, not as a share.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from resolutions.pages.everything import REQUESTS_ALONE, other_acts
from resolutions.pictures.counted import beside, called
from resolutions.search.criteria import NOBODY, NOT_KNOWN
from resolutions.search.found import Found
from resolutions.search.values import Value, labelled
from resolutions.wording import grouped, plural

SHOWN = 20
RECOMMENDATIONS = "рекомендация,рекомендации,рекомендаций"
SEVERAL = "поэтому числа нельзя складывать."


@dataclass(frozen=True)
class Bar:
    """One value and how many recommendations have it; `url` lists them, or is empty where no list holds just them."""

    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """One with nothing to show has no bar above zero."""

    name: str
    title: str
    what: str  # heading of the first column
    sentence: str
    bars: list[Bar]
    note: str = ""
    more_url: str = ""

    @property
    def most(self) -> int:
        return max(bar.count for bar in self.bars)


@dataclass(frozen=True)
class Statistics:
    """Of the whole register; `figures` without those that have nothing to show."""

    recommendations: int  # requests
    other_acts: int  # what the forums decide and note themselves
    addressees: int
    figures: list[Figure]


def statistics_of(found: Found, most: int | None = SHOWN) -> Statistics | None:
    """Of requests; `most` bars of a figure, None for all of them. None while nobody has counted."""
    if found.counts("to") is None:
        return None
    total, to = found.count(), counted(found, "to")
    bodies = [value for value in to if value.key != NOBODY]
    nobody = sum(value.count for value in to if value.key == NOBODY)
    figures = [
        by_year(counted(found, "year")),
        by_place(counted(found, "place"), total, most),
        by_theme(counted(found, "theme"), most),
        with_and_without_addressee(total, nobody),
        by_kind(counted(found, "kind")),
        by_addressee(bodies, most),
    ]
    return Statistics(
        total, other_acts(found), len(bodies), [figure for figure in figures if any(bar.count for bar in figure.bars)]
    )


def counted(found: Found, parameter: str) -> list[Value]:
    return labelled(parameter, found.counts(parameter) or [], found.names)


def by_year(values: list[Value]) -> Figure:
    known = sorted((value for value in values if value.key != NOT_KNOWN), key=lambda value: value.key)
    unknown = [value for value in values if value.key == NOT_KNOWN]
    sentences = [span(known), leaders(known)]
    if unknown:
        sentences.append(f"Без даты {plural(unknown[0].count, RECOMMENDATIONS)}: в резолюции её нет.")
    bars = bars_of("year", [*known, *unknown])
    return Figure("years", "По годам", "Год форума", said(*sentences), bars)


def by_place(values: list[Value], total: int, most: int | None) -> Figure:
    """A forum is held in one place, so that these numbers can be added."""
    bars = bars_of("place", values[:most])
    rest = values[len(bars) :]
    folded = [Bar(f"Ещё {plural(len(rest), 'место,места,мест')}", sum(value.count for value in rest))] if rest else []
    placeless = total - sum(value.count for value in values)
    unknown = [Bar("Место не указано", placeless)] if placeless else []
    return Figure(
        name="places",
        title="По местам",
        what="Место",
        sentence=said(f"Форумы прошли в {plural(len(values), 'месте,местах,местах')}.", leaders(values)),
        bars=[*bars, *folded, *unknown],
        more_url=all_values_url("place") if rest else "",
    )


def by_theme(values: list[Value], most: int | None) -> Figure:
    bars = bars_of("theme", values[:most])
    return Figure(
        name="themes",
        title="По темам",
        what="Тема",
        sentence=said(f"Секции отнесены к {plural(len(values), 'теме,темам,темам')}.", leaders(values)),
        bars=bars,
        note=f"У секции может быть несколько тем, {SEVERAL}",
        more_url=all_values_url("theme") if len(values) > len(bars) else "",
    )


def by_kind(values: list[Value]) -> Figure:
    bars = bars_of("kind", values)
    return Figure(
        name="kinds",
        title="По видам адресатов",
        what="Вид адресата",
        sentence=leaders(values) or "Все адресаты одного вида.",
        bars=bars,
        note=f"У рекомендации бывают адресаты разных видов, {SEVERAL}",
    )


def by_addressee(values: list[Value], most: int | None) -> Figure:
    bars = bars_of("to", values[:most])
    return Figure(
        name="addressees",
        title="Кому рекомендуют чаще",
        what="Адресат",
        sentence=said(
            f"Форумы обратились к {plural(len(values), 'адресату,адресатам,адресатам')}.",
            leaders(values),
        ),
        bars=bars,
        note=f"У рекомендации может быть несколько адресатов, {SEVERAL}",
        more_url=all_values_url("to") if len(values) > len(bars) else "",
    )


def with_and_without_addressee(total: int, nobody: int) -> Figure:
    bars = [
        Bar("Адресат указан", total - nobody),
        Bar("Адресат не указан", nobody, list_url("to", "none") if nobody else ""),
    ]
    sentence = f"Из {grouped(total)} ни к кому прямо не обращены {grouped(nobody)}: в их тексте никто не назван."
    if not nobody:
        sentence = "У каждой рекомендации указан адресат."
    return Figure("nobody", "С адресатом и без него", "Адресат", sentence, bars)


# Bars, addresses and words


def bars_of(parameter: str, values: Iterable[Value]) -> list[Bar]:
    return [Bar(called(value), value.count, list_url(parameter, value.value)) for value in values]


def list_url(parameter: str, value: str) -> str:
    return f"{reverse('recommendation-list')}?{urlencode({parameter: value})}&{REQUESTS_ALONE}"


def all_values_url(parameter: str) -> str:
    return f"{reverse('recommendation-values', args=[parameter])}?{REQUESTS_ALONE}"


def said(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def span(years: list[Value]) -> str:
    if len(years) < 2:
        return f"Все форумы с известной датой прошли в {years[0].label} году." if years else ""
    return f"Форумы прошли в {years[0].label}–{years[-1].label} годах."


def leaders(values: list[Value]) -> str:
    """«Больше всего: Новосибирск, 19 рекомендаций.», or who shares the first place; nothing of a single value."""
    if len(values) < 2:
        return ""
    most = max(value.count for value in values)
    first = [value.label + beside(value) for value in values if value.count == most]
    each = f"по {plural(most, 'рекомендации,рекомендации,рекомендаций')}"
    if len(first) == 1:
        return f"Больше всего: {first[0]}, {plural(most, RECOMMENDATIONS)}."
    if len(first) <= 3:
        return f"Больше всего поровну: {', '.join(first)}, {each}."
    return f"Больше всего сразу у {grouped(len(first))}, {each}."
