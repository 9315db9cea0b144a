"""The way from a page to a piece of it that is made for this page alone."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from resolutions.pieces.templates import written

register = template.Library()


@register.simple_tag(takes_context=True)
def piece_of_page(context: Context, name: str) -> SafeString:
    """The same with all that the page has been given."""
    return written(name, {str(word): meant for word, meant in context.flatten().items()})


@register.simple_tag
def piece(name: str, **context: object) -> SafeString:
    """One of templates/pieces."""
    return written(name, context)
