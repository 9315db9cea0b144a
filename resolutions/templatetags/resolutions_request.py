"""What a page of error tells of its request, even where there is no request to ask any more."""

from django import template

from forum_portal.handling import handling

register = template.Library()


@register.simple_tag
def request_id() -> str:
    current = handling.get()
    return current.request_id if current else ""
