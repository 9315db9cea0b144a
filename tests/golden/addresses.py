"""The addresses of the golden pages, by the name of the file that keeps each."""

from django.urls import reverse

from resolutions.following.consent import CURRENT
from resolutions.following.links import token_of
from resolutions.models import Addressee, Line, Mail, Recommendation, Section
from resolutions.register.offers import CONSENT_VERSIONS
from resolutions.review.sharing import token_of as word_of_link
from tests.golden.register import World

FORMATS = ("csv", "json", "xlsx", "docx", "odt", "pdf")
TABLES = ("addressees", "addressings", "forums", "lines", "places", "recommendations", "sections", "themes")
DAY = "20260302"
ROWS = ("forum", "section", "recommendation", "addressee", "organizer", "region", "locality", "theme", "draft", "user")
MAILED = ("subscription", "mail")  # administrators look at them and nobody adds any


def addresses(world: World) -> dict[str, str]:
    return {
        **forums(world),
        **lists(),
        **recommendations(world),
        **addressees(),
        **themes(),
        **words(world),
        **open_data(),
        **api(world),
        **people(),
        **workspace(world),
        **administration(world),
        **wrong(world),
    }


def forums(world: World) -> dict[str, str]:
    novosibirsk, ozersk = world.forums["novosibirsk"].slug, world.forums["ozersk"].slug
    return {
        "home": "/",
        "picture": "/picture.png",
        "forums/list": "/forums/",
        "forums/novosibirsk": f"/forums/{novosibirsk}/",
        "forums/ozersk": f"/forums/{ozersk}/",
        "forums/demonstration": "/forums/primersk-2026/",
        "forums/source": f"/forums/{ozersk}/source/",
        "forums/report": f"/forums/{ozersk}/report/",
        "forums/text": f"/forums/{ozersk}/text/",
        "forums/picture": f"/forums/{ozersk}/picture.png",
        "forums/feed": f"/forums/{ozersk}/feed/",
        "forums/embedded": f"/embed/forums/{ozersk}/",
        "forums/akoma-ntoso-novosibirsk": f"/forums/{novosibirsk}/akn.xml",
        "forums/akoma-ntoso-ozersk": f"/forums/{ozersk}/akn.xml",
        **{f"exports/forum-{format}": f"/forums/{ozersk}/export/{format}/" for format in FORMATS},
    }


def lists() -> dict[str, str]:
    place = "/recommendations/?"
    return {
        "recommendations/list": "/recommendations/",
        "recommendations/second-page": f"{place}page=2",
        "recommendations/words": f"{place}q=развитие+ТОС",
        "recommendations/misprint": f"{place}q=развтие",
        "recommendations/some-words": f"{place}q=развитие+ТОС+космодром",
        "recommendations/nothing-found": f"{place}q=космодром",
        "recommendations/to-a-body": f"{place}to=meriya-goroda-novosibirska&departments=1",
        "recommendations/to-nobody": f"{place}to=none&sort=document&page_size=5",
        "recommendations/of-a-year": f"{place}year=2021&kind=ngo&sort=document",
        "recommendations/embedded": "/embed/recommendations/?to=none&page_size=3",
        "recommendations/values-to": "/recommendations/values/to/",
        "recommendations/values-section": "/recommendations/values/section/?q=развитие",
        "recommendations/suggestions": "/recommendations/suggest/?q=разв",
        "recommendations/feed": "/recommendations/feed/?year=2021",
        "pictures/places": "/pictures/places/",
        "pictures/places-of-one-region": "/pictures/places/?place=novosibirsk",
        "pictures/years": "/pictures/years/",
        "pictures/bodies": "/pictures/addressees-and-themes/?year=2021",
        "pictures/places-svg": "/pictures/places.svg",
        "pictures/years-png": "/pictures/years.png",
        "pictures/bodies-csv": "/pictures/addressees-and-themes.csv",
        "statistics/page": "/statistics/",
        "statistics/years": "/statistics/years.csv",
        "crawlers/robots": "/robots.txt",
        "crawlers/sitemap": "/sitemap.xml",
        "crawlers/sitemap-forums": "/sitemap-forums-1.xml",
        "crawlers/sitemap-pages": "/sitemap-pages-1.xml",
        "crawlers/sitemap-recommendations": "/sitemap-recommendations-1.xml",
        **{f"exports/list-{format}": f"/recommendations/export/{format}/?year=2021" for format in FORMATS},
        "exports/addressee-csv": "/recommendations/export/csv/?to=meriya-goroda-novosibirska",
    }


def recommendations(world: World) -> dict[str, str]:
    first, last = (
        Recommendation.objects.filter(section__forum=world.forums[name]).in_document_order()
        for name in ("novosibirsk", "ozersk")
    )
    return {
        "recommendations/first": f"/r/{first.first().code}/",
        "recommendations/last": f"/r/{last.last().code}/",
        "recommendations/report": f"/r/{last.last().code}/report/",
        "recommendations/report-sent": "/report/sent/",
        "recommendations/picture": f"/r/{last.last().code}/picture.png",
    }


def addressees() -> dict[str, str]:
    return {
        "addressees/list": "/addressees/",
        "addressees/of-a-kind": "/addressees/?kind=ngo",
        "addressees/mayoralty": "/addressees/meriya-goroda-novosibirska/",
        "addressees/feed": "/addressees/meriya-goroda-novosibirska/feed/",
    }


def themes() -> dict[str, str]:
    return {"themes/list": "/themes/", "themes/theme": "/themes/grazhdanskiye-initsiativy/"}


def words(world: World) -> dict[str, str]:
    word = token_of(world.subscription)
    return {
        "about/page": "/about/",
        "about/help": "/help/",
        "about/glossary": "/about/glossary/",
        "about/privacy": "/about/privacy/",
        "about/consent": "/about/consent/",
        "about/consent-version": f"/about/consent/{CURRENT}/",
        "about/view-settings": "/view-settings/?next=/forums/",
        "about/contribute": "/contribute/",
        "about/contribute-sent": "/contribute/sent/",
        "about/contribute-consent": "/contribute/consent/",
        "about/contribute-consent-version": f"/contribute/consent/{CONSENT_VERSIONS[0]}/",
        "about/look-style": "/look.css",
        "about/emblem": "/emblem.png",
        "about/site-manifest": "/site.webmanifest",
        "following/subscribe": "/subscribe/?year=2021",
        "following/sent": "/subscribe/sent/",
        "following/subscription": f"/subscriptions/{word}/",
        "following/unsubscribe": f"/unsubscribe/{word}/",
        "watch/healthz": "/healthz",
        "watch/readyz": "/readyz",
        "watch/security": "/.well-known/security.txt",
    }


def open_data() -> dict[str, str]:
    folder = "/opendata/0000000000-{}/"
    structure = f"structure-{DAY}.csv"
    return {
        "open-data/page": "/opendata/",
        "open-data/set": "/opendata/recommendations/",
        "open-data/list": "/opendata/list.csv",
        "open-data/catalogue": "/opendata/catalog.jsonld",
        "open-data/readme": "/opendata/readme.txt",
        **{f"open-data/{name}-passport": f"{folder.format(name)}meta.csv" for name in TABLES},
        **{f"open-data/{name}-structure": f"{folder.format(name)}{structure}" for name in TABLES},
        **{f"open-data/{name}": f"{folder.format(name)}data-{DAY}-{structure}" for name in TABLES},
    }


def api(world: World) -> dict[str, str]:
    api, ozersk = "/api/v1/", world.forums["ozersk"].slug
    return {
        "api/page": api,
        "api/schema": f"{api}schema/",
        "api/recommendations": f"{api}recommendations/?page_size=10",
        "api/recommendations-found": f"{api}recommendations/?q=развитие&to=meriya-goroda-novosibirska&facets=year,kind",
        "api/recommendation": f"{api}recommendations/{Recommendation.objects.in_document_order().first().code}/",
        "api/forums": f"{api}forums/",
        "api/forum": f"{api}forums/{ozersk}/",
        "api/sections": f"{api}sections/",
        "api/addressees": f"{api}addressees/?page_size=10",
        "api/addressee": f"{api}addressees/meriya-goroda-novosibirska/",
        "api/themes": f"{api}themes/",
        "api/places": f"{api}places/",
        "api/bad-value": f"{api}recommendations/?to=nobody-of-this-name",
        "api/no-page": f"{api}recommendations/?page=999",
        "api/no-forum": f"{api}forums/no-such-forum/",
    }


def people() -> dict[str, str]:
    return {
        "people/login": "/login/",
        "people/account": "/account/",
        "people/account-page": "/account/security/",
        "people/code": "/login/code/",
        "people/recovery-code": "/login/recovery-code/",
        "people/recovery-codes": "/account/security/recovery-codes/",
        "people/second-step-off": "/account/security/off/",
        "people/password": "/account/password/",
        "people/password-done": "/account/password/done/",
        "people/reset": "/password-reset/",
        "people/reset-sent": "/password-reset/sent/",
        "people/bad-link": "/password-reset/x/y/",
        "people/bad-invitation": "/invitation/x/y/",
    }


def workspace(world: World) -> dict[str, str]:
    long, correction = (f"/editor/drafts/{world.drafts[name].pk}/" for name in ("long", "correction"))
    forum = world.forums["ozersk"]
    section = Section.objects.filter(forum=forum).first()
    lined = Line.objects.filter(section__forum=world.forums["novosibirsk"]).order_by("pk").first()
    return {
        "editor/mend-forum": f"/editor/forums/{forum.slug}/mend/",
        "editor/section-themes": f"/editor/sections/{section.pk}/themes/",
        "editor/mend-section": f"/editor/sections/{section.pk}/mend/",
        "editor/mend-line": f"/editor/lines/{lined.pk}/mend/",
        "editor/mend-recommendation": f"/editor/r/{section.recommendations.first().code}/mend/",
        "editor/take-back": f"/editor/forums/{forum.slug}/take-back/",
        "editor/drafts": "/editor/",
        "editor/upload": "/editor/upload/",
        "editor/help": "/editor/help/",
        "editor/sample": "/editor/help/sample.docx",
        "editor/review": long,
        "editor/split": f"{long}split/4/",
        "editor/text": f"{long}text/",
        "editor/preview": f"{long}preview/",
        "editor/publish": f"{long}publish/",
        "editor/shared": f"/editor/shared/{word_of_link(world.drafts['long'])}/",
        "editor/correct": f"/editor/forums/{world.forums['ozersk'].slug}/correct/",
        "editor/differences": f"{correction}differences/",
        "editor/correction": correction,
        "editor/addressees": "/editor/addressees/",
        "editor/taken-back": "/editor/taken-back/",
        "editor/reads": "/editor/reads/",
        "editor/reads-file": "/editor/reads/otkrytiya.csv",
        "editor/not-found": "/editor/not-found/",
        "editor/complaints": "/editor/complaints/",
        "editor/offers": "/editor/offers/",
        "editor/look": "/editor/look/",
        "editor/hide": f"/editor/forums/{world.forums['ozersk'].slug}/hide/",
        "editor/put-aside": f"/editor/drafts/{world.drafts['put aside'].pk}/",
        "editor/waiting": f"/editor/drafts/{world.drafts['waiting'].pk}/",
        "editor/queue": f"/editor/drafts/{world.drafts['waiting'].pk}/queue/",
    }


def administration(world: World) -> dict[str, str]:
    forum = world.forums["ozersk"]
    section = Section.objects.filter(forum=forum).first()
    keys = {
        "forum": forum.pk,
        "section": section.pk,
        "recommendation": section.recommendations.first().pk,
        "addressee": Addressee.objects.get(slug="meriya-goroda-novosibirska").pk,
        "draft": world.drafts["long"].pk,
        "user": world.people["official"].pk,
        "subscription": world.subscription.pk,
        "mail": Mail.objects.order_by("pk").first().pk,
    }
    admin = "/admin/resolutions/"
    return {
        "admin/index": "/admin/",
        **{f"admin/{row}-list": f"{admin}{row}/" for row in (*ROWS, *MAILED)},
        **{f"admin/{row}-add": f"{admin}{row}/add/" for row in ROWS if row != "draft"},
        **{f"admin/{row}-change": f"{admin}{row}/{keys.get(row, 1)}/change/" for row in (*ROWS, *MAILED)},
        "admin/forum-history": f"{admin}forum/{forum.pk}/history/",
        "admin/forum-delete": f"{admin}forum/{forum.pk}/delete/",
        "admin/addressee-merge": reverse("admin:resolutions_addressee_merge") + "?row=1&row=2",
        "admin/theme-merge": reverse("admin:resolutions_theme_merge") + "?row=1&row=2",
        "admin/suggestions": "/admin/autocomplete/?term=мэр&app_label=resolutions&model_name=addressing"
        "&field_name=addressee",
    }


def wrong(world: World) -> dict[str, str]:
    taken_back, deleted = world.forums["taken back"].slug, world.forums["deleted"].slug
    return {
        "wrong/no-page": "/no-such-page/",
        "wrong/no-forum": "/forums/no-such-forum/",
        "wrong/no-list-page": "/recommendations/?page=999",
        "wrong/bad-value": "/recommendations/?to=nobody-of-this-name&year=20x1",
        "wrong/bad-export": "/recommendations/export/csv/?year=20x1",
        "wrong/no-format": "/recommendations/export/doc/",
        "wrong/taken-back-forum": f"/forums/{taken_back}/",
        "wrong/taken-back-embedded": f"/embed/forums/{taken_back}/",
        "wrong/bad-value-embedded": "/embed/recommendations/?year=20x1",
        "wrong/taken-back-export": f"/forums/{taken_back}/export/csv/",
        "wrong/taken-back-api": f"/api/v1/forums/{taken_back}/",
        "wrong/deleted-forum": f"/forums/{deleted}/",
        "wrong/deleted-feed": f"/forums/{deleted}/feed/",
        "wrong/deleted-api": f"/api/v1/forums/{deleted}/",
    }
