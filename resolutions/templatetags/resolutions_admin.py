"""What the admin's own templates lack, and offer no block for."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
EMPTY = {
    '<th class="original"></th>': '<th class="original"><span class="visually-hidden">Что это</span></th>',
    "<th></th>": '<th><span class="visually-hidden">Удаление</span></th>',
}


@register.filter
def named_columns(table: SafeString) -> SafeString:
    """A table that Django has made, with words in the heads that it leaves empty."""
    for head, named in EMPTY.items():
        table = mark_safe(table.replace(head, named))
    return table
