"""What is offered for taking away; the formats know themselves for how many recommendations they are good."""

from django import template

from resolutions.exports.formats import FORMATS, Format

register = template.Library()


@register.filter
def formats_for(count: int) -> list[Format]:
    return [format for format in FORMATS.values() if format.holds(count)]


@register.filter
def formats_beyond(count: int) -> str:
    """«Word, PDF и ODT» when there are too many recommendations for them."""
    labels = [format.label for format in FORMATS.values() if not format.holds(count)]
    return " и ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))
