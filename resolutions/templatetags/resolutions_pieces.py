"""The way from a page to a piece of it that is made for this page alone."""

from django import template
from django.utils.safestring import SafeString

from resolutions.pieces.templates import written

register = template.Library()


@register.simple_tag
def piece(name: str, **context: object) -> SafeString:
    """One of templates/pieces."""
    return written(name, context)
