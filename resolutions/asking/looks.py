"""How a page shows what is found: cards or a table, and with which columns. Programs are not asked."""

from django.http import QueryDict
from django.utils.http import urlencode

from resolutions.asking.choice import HOW_IT_LOOKS
from resolutions.asking.closed import ValuesFilter
from resolutions.asking.elsewhere import with_other
from resolutions.asking.facets import kept_parameters
from resolutions.asking.filters import RecommendationFilter
from resolutions.asking.meanings import known_choices
from resolutions.search.criteria import Order

CARDS, TABLE = "cards", "table"
VIEWS = {CARDS: "Карточки", TABLE: "Таблица"}
# What a table can show beside the words of a recommendation, in this order.
COLUMNS = {
    "to": "Кому",
    "term": "Срок",
    "section": "Секция",
    "theme": "Темы",
    "act": "Что делает",
    "forum": "Форум",
    "place": "Место",
    "day": "Дата форума",
    "code": "Код",
}
USUAL = ("to", "term")


class ShownRecommendations(RecommendationFilter):
    """The list's parameters, and how its page looks."""

    SINGLE = (*RecommendationFilter.SINGLE, "view")

    view = ValuesFilter(label="Вид", known=known_choices(VIEWS))
    columns = ValuesFilter(label="Столбцы", known=known_choices(COLUMNS))

    @property
    def shown_as(self) -> str:
        return next(iter(self.chosen("view")), CARDS)

    @property
    def shown_columns(self) -> list[str]:
        """Those asked for, in their own order; the usual ones if none was. By relevance rows do not stand under their
        forum, so each names it."""
        asked = {*(self.chosen("columns") or USUAL), *(["forum"] if self.order is Order.RELEVANCE else [])}
        return [name for name in COLUMNS if name in asked]


def view_options(found: ShownRecommendations, query: QueryDict) -> list[dict[str, str | bool]]:
    """The ways to look at the same rows, each with the address that does it."""
    page = {"page": query.getlist("page")} if "page" in query else {}  # both show the same rows
    return [
        {"label": label, "url": with_other(query, view=value, **page), "current": value == found.shown_as}
        for value, label in VIEWS.items()
    ]


def column_options(found: ShownRecommendations) -> list[dict[str, str | bool]]:
    return [{"value": name, "label": label, "chosen": name in found.shown_columns} for name, label in COLUMNS.items()]


def without_looks(found: ShownRecommendations) -> str:
    """The same list as a program or a file is asked for it: with its order and without its looks."""
    pairs = kept_parameters(found, "view", "columns", "page_size")
    return f"?{urlencode(pairs)}" if pairs else ""


def nothing_but_looks(found: ShownRecommendations) -> str:
    """Everything, looked at the same way."""
    pairs = [(name, value) for name in HOW_IT_LOOKS for value in found.chosen(name)]
    return f"?{urlencode(pairs)}" if pairs else ""
