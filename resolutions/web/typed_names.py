"""How the fields of a form are called by the page they stood on, and which of them nobody typed."""

import re
from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest

from resolutions.review.text_mode import GROUP, LABELS, SECTION_LABELS

SECRET = re.compile(r"(?:^|[-_])(?:password|passwd|token|otp|code|pin|secret)\d*(?:[-_]|$)", re.IGNORECASE)
TECHNICAL = re.compile(
    r"_.*|.*(?:opened_version|__prefix__.*|-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|-id|-DELETE|-ORDER)"
    r"|revision|op|at|accept|keep-now|next|action|index|select_across|organizer|frequency|consent|confirm|show|kind|reason|website|also"
    r"|version|without_emblem"  # of the look
    r"|session|credential"  # of an account
    r"|mark|back|number|label|act|who-\w+-role|part-\w+-label"  # of the card of what is in the register
    r"|card-\d+-(?:number|act|to)|line-\d+-(?:label|to)"  # a card's number stands in the label of its text
)
REVIEWED = re.compile(r"(about|section|card|line|body)-(?:(\d+)-)?(\w+)")
OF_DOCUMENT: dict[str, str] = {str(name): label for name, label in LABELS.items()}
OF_SECTIONS: dict[str, str] = {str(name): label for name, label in SECTION_LABELS.items()} | {"lead_in": GROUP}
OF_CARDS = {"text": "Текст", "add": "Ещё адресат", "deadline": "Срок", "repeats": "Как часто"}
OTHERS = (
    OF_CARDS
    | OF_DOCUMENT
    | {
        "email": "Электронная почта",
        "username": "Электронная почта",
        "words": "Какие слова скрыть",
        "note": "Почему",
        "organisation": "Организация",
        "person": "Как к вам обращаться",
        "resolution": "Что за резолюция",
        "name": "Название портала",
        "main_colour": "Основной цвет",
        "accent_colour": "Цвет выделения",
        "contact_email": "Почта",
        "contact_phone": "Телефон",
        "contact_address": "Почтовый адрес",
        "passkey": "Как назвать ключ",
    }
)
IN_PLACE = {"who": "Ещё адресат", "part": "Часть"}  # «who-new-name», «part-12-text»
IN_ADMIN = re.compile(r"resolutions_([a-z]+)_(?:add|change)")
ROW = re.compile(r"(.+)-(\d+)-(\w+)")
WRITTEN = (models.CharField, models.TextField, models.DateField, models.IntegerField)


def is_secret(name: str) -> bool:
    """Whether a field holds a password or a code, which no page shows."""
    return name != "csrfmiddlewaretoken" and bool(SECRET.search(name))


def label_of(name: str, posted: Mapping[str, str], model: type[models.Model] | None) -> str | None:
    """The label; "" where it is not known; None for what only programs read, or what is chosen and not written."""
    if TECHNICAL.fullmatch(name):
        return None
    if model:
        return label_in_admin(name, posted[name], model)
    found = REVIEWED.fullmatch(name)
    if found:
        return label_on_review(found[1], found[2], found[3], posted)
    return OTHERS.get(name) or IN_PLACE.get(name.partition("-")[0], "")


def label_on_review(kind: str, key: str | None, part: str, posted: Mapping[str, str]) -> str:
    if kind == "about":
        return OF_DOCUMENT.get(part, "")
    if kind == "section":
        title = " ".join(posted.get(f"section-{key}-title", "").split()[:6])
        label = OF_SECTIONS.get(part, "")
        return f"{label}: {title}" if title and label and part != "title" else label
    if kind == "line":
        return f"Строка {posted.get(f'line-{key}-label', '')}".strip() if part == "text" else ""
    number = posted.get(f"card-{key}-number", "").strip()
    label = "Другой адресат" if kind == "body" else OF_CARDS.get(part, "")
    return f"{label}: № {number}" if number and label else label


def model_of(request: HttpRequest) -> type[models.Model] | None:
    """Whose form of the admin this is; None anywhere else."""
    match = request.resolver_match
    found = IN_ADMIN.fullmatch(match.url_name or "") if match and match.app_name == "admin" else None
    try:
        return apps.get_model("resolutions", found[1]) if found else None
    except LookupError:
        return None


def label_in_admin(name: str, value: str, model: type[models.Model]) -> str | None:
    """A field of the row, or of the rows inside it: «Текст, 3-я строка»."""
    row = ROW.fullmatch(name)
    try:
        owner = model._meta.get_field(row[1]).related_model if row else model
        column = owner._meta.get_field(row[3] if row else name)  # type: ignore[union-attr]  # of rows of a model
    except (FieldDoesNotExist, AttributeError):
        return None if value.isdecimal() else ""
    if not isinstance(column, WRITTEN) or column.choices or column.is_relation:
        return None
    label = str(column.verbose_name)
    label = label[:1].upper() + label[1:]
    return f"{label}, {int(row[2]) + 1}-я строка" if row else label
