"""<meta>: what is said about the document, and whom and what it refers to."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from resolutions.characters import writable
from resolutions.models import Forum, Section
from resolutions.open_data.akoma_ntoso.elements import (
    MEDIA_TYPE,
    ORGANIZER,
    PLACE,
    REGISTER,
    A,
    Element,
    addressee_id,
    theme_id,
    to,
)
from resolutions.records import absolute
from resolutions.web.look import shown_look


def about(forum: Forum, sections: list[Section], made: date) -> Element:
    return A.meta(
        identification(forum, made),
        A.publication(
            date=published_on(forum).isoformat(),
            name="register",
            showAs=register_name(),
            refersTo=to(REGISTER),
        ),
        *classification(sections),
        A.references(*references(forum, sections), source=to(REGISTER)),
    )


def register_name() -> str:
    return writable(shown_look().whole_name)


def published_on(forum: Forum) -> date:
    assert forum.published_at is not None  # only public forums come here
    return timezone.localdate(forum.published_at)


def identification(forum: Forum, made: date) -> Element:
    """Work, expression and manifestation by our own addresses; for those the convention wants all the fields below."""
    work = absolute(forum.get_absolute_url())
    file = absolute(reverse("forum-akoma-ntoso", args=[forum.slug]))
    published = published_on(forum)
    return A.identification(
        A.FRBRWork(
            *names(work),
            *([A.FRBRalias(name="shown", value=writable(forum.shown_title))] if forum.title else []),
            # Compulsory; where the forum's own day is unknown, that of its publication here stands alone.
            dated(forum.day, "held") if forum.day else dated(published, "published"),
            A.FRBRauthor(href=to(ORGANIZER)),
            A.FRBRcountry(value="ru"),
            A.FRBRsubtype(value="resolution"),
            A.FRBRname(value=forum.slug),
            A.FRBRprescriptive(value="false"),
            A.FRBRauthoritative(value="false"),
        ),
        A.FRBRExpression(
            *names(f"{work}#rus"),
            dated(published, "published"),
            A.FRBRauthor(href=to(ORGANIZER)),
            A.FRBRlanguage(language="rus"),
        ),
        A.FRBRManifestation(
            *names(file),
            dated(made, "made"),
            A.FRBRauthor(href=to(REGISTER)),
            A.FRBRformat(value=MEDIA_TYPE),
        ),
        source=to(REGISTER),
    )


def names(address: str) -> list[Element]:
    return [A.FRBRthis(value=address), A.FRBRuri(value=address)]


def dated(day: date, what: str) -> Element:
    return A.FRBRdate(date=day.isoformat(), name=what)


def classification(sections: list[Section]) -> list[Element]:
    """The themes of each section, which stands in the body under the identifier named here."""
    keywords = [
        A.keyword(
            value=theme.slug,
            showAs=writable(theme.name),
            dictionary=to(REGISTER),
            href=to(f"sec_{number}"),
            refersTo=to(theme_id(theme)),
        )
        for number, section in enumerate(sections, 1)
        for theme in section.themes_shown
    ]
    return [A.classification(*keywords, source=to(REGISTER))] if keywords else []


def references(forum: Forum, sections: list[Section]) -> Iterator[Element]:
    """Everybody and everything the document refers to, each once."""
    yield A.TLCOrganization(eId=REGISTER, href=absolute(reverse("home")), showAs=register_name())
    organizer = forum.organizer
    yield A.TLCOrganization(
        eId=ORGANIZER, href=f"/akn/ontology/organization/ru.{organizer.slug}", showAs=writable(organizer.name)
    )
    addressings = [
        addressing
        for section in sections
        for recommendation in section.recommendations_shown
        for addressing in recommendation.addressings_shown
    ]
    for addressee in dict.fromkeys(addressing.addressee for addressing in addressings):
        # What has no page for everyone yet is called in the convention's own way.
        confirmed = addressee.is_confirmed
        href = (
            absolute(addressee.get_absolute_url()) if confirmed else f"/akn/ontology/organization/ru.{addressee.slug}"
        )
        yield A.TLCOrganization(eId=addressee_id(addressee), href=href, showAs=writable(addressee.name))
    if forum.locality:
        href = f"/akn/ontology/location/ru.{forum.locality.slug}"
        yield A.TLCLocation(eId=PLACE, href=href, showAs=writable(forum.locality.name))
    for theme in dict.fromkeys(theme for section in sections for theme in section.themes_shown):
        yield A.TLCConcept(eId=theme_id(theme), href=f"/akn/ontology/concept/{theme.slug}", showAs=writable(theme.name))
