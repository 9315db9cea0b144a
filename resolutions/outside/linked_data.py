"""What a page is about, for machines: JSON-LD in the words of schema.org. Only what the register knows."""

import json
from collections.abc import Iterable, Mapping

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from resolutions.json_data import JSON
from resolutions.models import Forum, Theme
from resolutions.records import absolute
from resolutions.web.look import shown_look

Node = Mapping[str, JSON]

SCHEMA = "https://schema.org"
# As Django's json_script: no text of a document can end the script that holds it.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: Node) -> SafeString:
    """A block of data: browsers run nothing of it, so the policy against inline scripts has nothing to refuse."""
    text = json.dumps({"@context": SCHEMA, **data}, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def breadcrumbs(pages: Iterable[tuple[str, str]]) -> Node:
    """Of (path, name) from the top."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (path, name) in enumerate(pages, start=1)
        ],
    }


def website() -> Node:
    words = "{search_term_string}"
    return {
        "@type": "WebSite",
        "name": shown_look().name,
        "url": absolute(reverse("home")),
        "inLanguage": "ru",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(reverse('recommendation-list'))}?q={words}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def organization() -> Node:
    """Who keeps the portal: its name, its emblem and, if there is one, its address for mails."""
    look = shown_look()
    email = {"email": look.email} if look.email else {}
    logo = absolute(look.emblem_url or static("icons/touch-180.png"))
    return {"@type": "Organization", "name": look.name, "url": absolute(reverse("home")), "logo": logo} | email


def collection(theme: Theme) -> Node:
    """What is said about one theme."""
    url = absolute(theme.get_absolute_url())
    return {"@type": "CollectionPage", "name": theme.name, "url": url, "about": {"@type": "Thing", "name": theme.name}}


def event(forum: Forum) -> Node:
    """A forum; a day, a place or a region that nobody has told is left out."""
    place: dict[str, JSON] = {}
    if forum.locality:
        region = {"addressRegion": forum.locality.region.name} if forum.locality.region else {}
        address = {"@type": "PostalAddress", "addressLocality": forum.locality.name} | region
        place = {"@type": "Place", "name": forum.place or forum.locality.name, "address": address}
    elif forum.place:
        place = {"@type": "Place", "name": forum.place}
    known = {
        "startDate": forum.starts_on.isoformat() if forum.starts_on else None,
        "endDate": forum.ends_on.isoformat() if forum.ends_on else None,
        "location": place,
        "organizer": {"@type": "Organization", "name": forum.organizer.name}
        | ({"url": forum.organizer.website} if forum.organizer.website else {}),
    }
    told = {name: value for name, value in known.items() if value}
    return {"@type": "Event", "name": forum.heading, "url": absolute(forum.get_absolute_url()), **told}
