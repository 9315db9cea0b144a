"""How pieces are written: Jinja2, in less than half of the time that Django's templates take for the same text
(docs/decisions/0051-pieces.md). Pages stay with Django's."""

from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import capfirst
from django.template.defaultfilters import date as as_date
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from jinja2 import Environment, StrictUndefined

from resolutions.asking.elsewhere import with_other
from resolutions.models.runs import runs_of
from resolutions.pieces.formats import holding, too_short_for
from resolutions.records import absolute
from resolutions.wording import dates, first_words, grouped


def paragraphs(text: str) -> str:
    """Each line of a text as a paragraph; the text is escaped."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip()))


def written_date(moment: date, form: str) -> str:
    """As Django's templates write it: a moment in the time of the portal."""
    return str(as_date(localtime(moment) if isinstance(moment, datetime) else moment, form))


FILTERS = {
    "absolute": absolute,
    "capfirst": capfirst,
    "date": written_date,
    "dates": dates,
    "first_words": first_words,
    "grouped": grouped,
    "holding": holding,
    "paragraphs": paragraphs,
    "runs": runs_of,
    "too_short_for": too_short_for,
}


def environment(**options: Any) -> Environment:
    """As settings name it. A word that nobody has given is a mistake, not nothing."""
    made = Environment(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.filters.update(FILTERS)
    made.globals |= {"component": component, "url": url, "with_other": with_other}
    return made


def component(name: str, **context: Any) -> str:
    """One of templates/components, which pages have as well."""
    return render_to_string(f"components/{name}.html", context)


def url(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def written(name: str, context: dict[str, Any]) -> SafeString:
    """One of templates/pieces."""
    return SafeString(get_template(f"{name}.jinja", using="pieces").render(context))
