"""Who publishes, and under which identifiers: «ИНН-name», as the convention wants them."""

import re

from django.conf import settings
from django.urls import reverse

from resolutions.records import absolute

# Where no INN is known ten zeros stand in its place: no organization has them, and addresses keep their shape.
NO_INN = "0000000000"
OWNER = re.compile(r"^(?:[0-9]{10}|[0-9]{12})-")
CONTROL_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)  # of the twelfth digit; shorter numbers use their end


def identifier(table: str) -> str:
    """Of a data set; it stands in addresses too."""
    return f"{settings.OPEN_DATA_INN or NO_INN}-{table}"


def table_name(word: str) -> str:
    """`recommendations` of `7707083893-recommendations`, whoever owned the data set when that was written down."""
    return OWNER.sub("", word, count=1)


def file_address(table: str, file: str) -> str:
    return absolute(path_of(f"{identifier(table)}/{file}"))


def path_of(file: str) -> str:
    """Of the file that a dump calls so: «list.csv», «7707083893-forums/meta.csv»."""
    return reverse("open-data") + file


def publisher_name() -> str:
    return settings.OPEN_DATA_PUBLISHER or "Владелец портала не указан"


def contact_name() -> str:
    return settings.OPEN_DATA_CONTACT or "Ответственное лицо не указано"


def contact_email() -> str:
    return settings.OPEN_DATA_EMAIL or settings.CONTACT_EMAIL


def is_inn(text: str) -> bool:
    """Whether the control digits are right: of an organization (10 digits) or of a person (12)."""
    if not re.fullmatch(r"\d{10}|\d{12}", text, re.ASCII):
        return False
    digits = [int(digit) for digit in text]
    checked = (9,) if len(digits) == 10 else (10, 11)
    return all(control_digit(digits[:place]) == digits[place] for place in checked)


def control_digit(digits: list[int]) -> int:
    weights = CONTROL_WEIGHTS[-len(digits) :]
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 % 10
