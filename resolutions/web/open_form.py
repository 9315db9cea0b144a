"""A form for anybody, without an account: how often one visitor may send it, a counter in memory knows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from resolutions.register.settling import TooMany
from resolutions.web.throttling import AN_HOUR, too_often

TOO_OFTEN = "С вашего адреса в сети уже много сообщений. Попробуйте через час."
SENT = 302  # the status where nothing is left to be shown


class LongText(forms.CharField):
    """A browser counts a line end as one letter and sends two."""

    def to_python(self, value: str | None) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class OpenForm(forms.Form):
    # Nobody sees it; a program that fills in every field is known by it.
    website = forms.CharField(label="Не заполняйте это поле", required=False)


def taken(
    request: HttpRequest, form: OpenForm, send: Callable[[dict[str, Any]], object], *, counter: str, most: int
) -> int:
    """What becomes of the form, as a status; SENT as well for a program that was not heard. `send` may raise TooMany;
    so many as `most` may one visitor send in an hour."""
    if not form.is_bound:
        return 200
    if not form.is_valid():
        return 422
    if form.cleaned_data["website"]:
        return SENT
    try:
        if too_often(request, counter, most, AN_HOUR):
            raise TooMany(TOO_OFTEN)
        send(form.cleaned_data)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return 429
    return SENT
