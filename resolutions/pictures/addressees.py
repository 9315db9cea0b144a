"""Who is asked about what: the bodies named most often, by the most frequent themes."""

from django.utils.text import capfirst

from resolutions.asking.filters import RecommendationFilter
from resolutions.pictures.counted import called, counted, list_url, said, values, values_url
from resolutions.pictures.matrix import Count, Named, draw_matrix
from resolutions.pictures.picture import Beneath, Entry, Picture
from resolutions.pictures.svg import Drawing
from resolutions.search.criteria import NOBODY
from resolutions.search.values import Value, labelled
from resolutions.wording import grouped, plural

BODIES, THEMES = 12, 16


def addressees_and_themes_of(filtered: RecommendationFilter) -> Picture | None:
    """None while nobody has counted."""
    if filtered.found.counts("to") is None:
        return None
    # A register has many bodies: who is not shown is not asked for.
    named = [(key, count) for key, count in counted(filtered, "to") if key != NOBODY]
    bodies = labelled("to", named[:BODIES], filtered.found.names)
    all_themes = values(filtered, "theme")
    themes = all_themes[:THEMES]
    crossed = filtered.found.crossed("to", [body.key for body in bodies], "theme")
    if crossed is None:
        return None
    counts = [[crossed[body.key].get(theme.key) for theme in themes] for body in bodies]
    return Picture(
        what="по адресатам и темам",
        sentence=sentence_of(bodies, themes),
        head=["Адресат", *(capfirst(theme.label) for theme in themes), "Всего"],
        rows=[row_of(filtered, body, themes, row) for body, row in zip(bodies, counts, strict=True)],
        drawing=drawn(filtered, bodies, themes, counts) if bodies and themes else None,
        beneath=[
            *folded(filtered, "to", len(named) - len(bodies), "адресат,адресата,адресатов"),
            *folded(filtered, "theme", len(all_themes) - len(themes), "тема,темы,тем"),
        ],
        note="У рекомендации бывает несколько адресатов и тем, поэтому числа нельзя складывать.",
    )


def sentence_of(bodies: list[Value], themes: list[Value]) -> str:
    if not bodies:
        return "Ни в одной из найденных рекомендаций адресат не назван."
    if not themes:
        return "Темы найденных рекомендаций не указаны, поэтому картинки нет; адресаты — в таблице."
    return (
        f"В строках адресаты, к которым обращаются чаще ({len(bodies)}), в столбцах темы ({len(themes)}). "
        "Цветом показано, где рекомендаций больше."
    )


def drawn(filtered: RecommendationFilter, bodies: list[Value], themes: list[Value], counts: list[list[int]]) -> Drawing:
    return draw_matrix(
        [Named(called(body), list_url(filtered, to=body.value)) for body in bodies],
        [Named(capfirst(theme.label), list_url(filtered, theme=theme.value)) for theme in themes],
        [
            [
                Count(
                    f"{called(body)}, {theme.label}: {said(count) if count else 'рекомендаций нет'}",
                    count,
                    list_url(filtered, to=body.value, theme=theme.value) if count else "",
                )
                for theme, count in zip(themes, row, strict=True)
            ]
            for body, row in zip(bodies, counts, strict=True)
        ],
    )


def row_of(filtered: RecommendationFilter, body: Value, themes: list[Value], counts: list[int]) -> list[Entry]:
    own = list_url(filtered, to=body.value)
    cells = [
        Entry(grouped(count), list_url(filtered, to=body.value, theme=theme.value)) if count else Entry("0")
        for theme, count in zip(themes, counts, strict=True)
    ]
    return [Entry(called(body), own), *cells, Entry(grouped(body.count), own)]


def folded(filtered: RecommendationFilter, parameter: str, count: int, forms: str) -> list[Beneath]:
    if not count:
        return []
    return [Beneath(f"Ещё {plural(count, forms)}", [], Entry("все значения", values_url(filtered, parameter)))]
