"""What somebody agrees to: every text that anybody ever agreed to stays readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from resolutions.outside.snippets import Snippet


@dataclass(frozen=True)
class Consent:
    """`route`: of the text that holds now; with «-version», of each. `texts`: a folder with a template for each."""

    title: str
    description: str
    route: str
    texts: str
    versions: Sequence[str]  # the newest first


def consent_page(request: HttpRequest, consent: Consent, version: str) -> HttpResponse:
    if version not in consent.versions:
        raise Http404
    current = consent.versions[0]
    return render(
        request,
        "resolutions/consent.html",
        {
            "snippet": Snippet(
                title=consent.title,
                description=consent.description,
                path=reverse(consent.route),
                is_indexed=version == current,
            ),
            "version": version,
            "is_current": version == current,
            "versions": [(one, reverse(f"{consent.route}-version", args=[one])) for one in consent.versions],
            "text": f"{consent.texts}/{version}.html",
        },
    )
