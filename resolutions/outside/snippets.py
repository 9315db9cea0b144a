"""What search engines and messengers show of a page: its one address, a title, a sentence or two, a picture.

An address without what changes nothing but the order; a combination of filters is for people, not for indexes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TypeVar
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse

from resolutions.asking.choice import choice_of, label_of
from resolutions.asking.closed import ClosedFilterSet
from resolutions.models import Addressee, Forum, Recommendation, Section, Theme
from resolutions.outside import linked_data, pictures
from resolutions.records import absolute
from resolutions.web.look import shown_look
from resolutions.wording import beginning, dates, first_words, grouped, plural

RECOMMENDATIONS = "рекомендация,рекомендации,рекомендаций"
Row = TypeVar("Row")
NAMED = 3  # addressees that a sentence names


@dataclass(frozen=True)
class Snippet:
    title: str
    description: str
    path: str
    picture: str = ""
    picture_words: str = ""
    kind: str = "website"
    is_indexed: bool = True
    data: Sequence[linked_data.Node] = ()  # JSON-LD

    @property
    def address(self) -> str:
        return absolute(self.path)

    @property
    def site_name(self) -> str:
        return shown_look().name

    @property
    def picture_says(self) -> str:
        return self.picture_words or f"{self.site_name}: что рекомендуют общественные форумы"

    @property
    def picture_address(self) -> str:
        return absolute(self.picture or pictures.address_of_picture())

    @property
    def share_links(self) -> list[dict[str, str]]:
        """Where the page can be passed on to, as the operator has chosen."""
        encoded = {"url": quote(self.address, safe=""), "title": quote(self.title, safe="")}
        chosen = [settings.SHARING_LINKS[name] for name in settings.SHARE_WITH]
        return [{"name": name, "url": address.format(**encoded)} for name, address in chosen]


def of_home(totals: dict[str, int]) -> Snippet:
    counted = ", ".join(
        [
            plural(totals["forums"], "форум,форума,форумов"),
            plural(totals["recommendations"], RECOMMENDATIONS),
            plural(totals["addressees"], "адресат,адресата,адресатов"),
        ]
    )
    return Snippet(
        title="Что рекомендуют общественные форумы и кому",
        description=f"Резолюции общественных форумов, разобранные на рекомендации: {counted}. "
        "У каждой рекомендации дословный текст и постоянная ссылка.",
        path=reverse("home"),
        data=[linked_data.website(), linked_data.organization()],
    )


def of_forum(forum: Forum, sections: Sequence[Section], addressees: Sequence[Addressee]) -> Snippet:
    """Of a forum with `.recommendation_count`; its addressees, most often named first."""
    count = forum.recommendation_count
    counted = f"{plural(count, RECOMMENDATIONS)} в {plural(len(sections), 'секции,секциях,секциях')}"
    return Snippet(
        title=forum.heading,
        description=f"Резолюция общественного форума{origin(forum)}. {counted}. {asked(addressees)}",
        path=forum.get_absolute_url(),
        picture=pictures.address_of_forum_picture(forum),
        picture_words=f"{forum.heading}, {plural(count, RECOMMENDATIONS)}",
        kind="article",
        is_indexed=forum.is_listed,
        data=[] if forum.is_demonstration else [linked_data.event(forum)],
    )


def of_recommendation(recommendation: Recommendation) -> Snippet:
    """Of a row fetched with `.for_page()`."""
    forum = recommendation.section.forum
    addressees = [addressing.addressee for addressing in recommendation.addressings_shown]
    return Snippet(
        title=beginning(recommendation.text, 12),
        description=f"{sentence(recommendation.alone)} {asked(addressees)} "
        f"Из резолюции общественного форума{origin(forum)}.",
        path=recommendation.get_absolute_url(),
        picture=pictures.address_of_recommendation_picture(recommendation),
        picture_words=first_words(recommendation.alone, 30),
        kind="article",
        is_indexed=forum.is_listed,
    )


def of_addressee(addressee: Addressee, page: Page[Row]) -> Snippet:
    count = page.paginator.count
    told = f"{plural(count, RECOMMENDATIONS)}, дословно" if count else "Пока ни одной рекомендации"
    return Snippet(
        title=paged(addressee.name[:1].upper() + addressee.name[1:], page),
        description=f"Что общественные форумы рекомендовали адресату: {addressee.name}. {told}.",
        path=with_page(addressee.get_absolute_url(), page),
        is_indexed=bool(count),
    )


def of_list(found: ClosedFilterSet, page: Page[Row], *, path: str, name: str, what: str, forms: str) -> Snippet:
    """Of a list under its filter: `name` is its heading, `what` says what stands in it, `forms` counts its rows."""
    if not found.is_valid():
        return Snippet(title="Таких фильтров нет", description=what, path=path, is_indexed=False)
    # One order of the values, whatever order was asked for.
    choice = sorted(choice_of(found), key=lambda one: (list(found.filters).index(one.name), one.value))
    labels = [f"{one.parameter}: {label_of(one.name, one.meaning)}" for one in choice]
    is_search = bool(found.chosen("q"))
    return Snippet(
        title=paged(". ".join([f"{name}: найдено {grouped(page.paginator.count)}", *labels]), page),
        description=" ".join(
            [what, *(f"{label}." for label in labels), f"Всего {plural(page.paginator.count, forms)}."]
        ),
        path=with_page(path, page, [(one.name, one.value) for one in choice]),
        # Every question and every combination is a page, and there is no end of them.
        is_indexed=len(labels) <= 1 and not is_search and bool(page.paginator.count),
    )


def of_themes(count: int) -> Snippet:
    return Snippet(
        title="Темы",
        description="О чём говорят общественные форумы. "
        f"Всего {plural(count, 'тема,темы,тем')}, у каждой все рекомендации и к кому они обращены.",
        path=reverse("theme-list"),
        is_indexed=bool(count),
    )


def of_theme(theme: Theme, count: int, forums: int, addressees: Sequence[Addressee]) -> Snippet:
    """Of a theme of so many recommendations of so many forums; its addressees, most often named first."""
    told = f"{plural(count, RECOMMENDATIONS)} из резолюций {plural(forums, 'форума,форумов,форумов')}, дословно"
    return Snippet(
        title=theme.name,
        description=f"Что общественные форумы рекомендовали по теме «{theme}». {told}. {asked(addressees)}",
        path=theme.get_absolute_url(),
        is_indexed=bool(count),
        data=[linked_data.collection(theme)],
    )


# Words and addresses


def with_page(path: str, page: Page[Row], parameters: Iterable[tuple[str, str]] = ()) -> str:
    pairs = [*parameters, *([("page", str(page.number))] if page.number > 1 else [])]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def paged(title: str, page: Page[Row]) -> str:
    return f"{title}, страница {page.number}" if page.number > 1 else title


def origin(forum: Forum) -> str:
    """«: V Форум, Озёрск, 21 апреля 2021 г», of what is known; nothing if nothing is."""
    known = [
        shorten(forum.shown_title, 120, placeholder=" …"),
        forum.locality.name if forum.locality else "",
        dates(forum).removesuffix(".") if forum.day else "",
    ]
    told = ", ".join(filter(None, known))
    return f": {told}" if told else ""


def asked(addressees: Sequence[Addressee]) -> str:
    """«Кому: мэрия города Озёрска, НКО и ещё 2.»"""
    if not addressees:
        return "Адресат не указан."
    names = ", ".join(shorten(addressee.name, 60, placeholder=" …") for addressee in addressees[:NAMED])
    more = f" и ещё {len(addressees) - NAMED}" if len(addressees) > NAMED else ""
    return f"Кому: {names}{more}."


def sentence(text: str) -> str:
    short = shorten(text, 180, placeholder=" …")
    return short if short.endswith((".", "!", "?", "…")) else f"{short}."
