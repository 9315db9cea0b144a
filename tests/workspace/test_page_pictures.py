"""A scan under review: each page's picture stands beside the text that was recognised in it."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from resolution_reader import cage
from resolution_reader.cage import outside
from resolutions.review.queue import read_waiting
from resolutions.review.receive import take_in
from resolutions.vocabulary import Role
from tests.resolution_reader.readers.pdf_files import pictures, together, typeset

pytestmark = pytest.mark.django_db
PRINTED = "Резолюция городского форума\n\nУчастники рекомендуют мэрии города:\n\n1. Открыть каток у школы № 5."
A4 = (1075, 1520)  # dots: 210 by 297 mm, 130 to the inch


@pytest.fixture
def scan(editor):
    """Two pages: the first in letters, the second a picture."""
    data = together(typeset(PRINTED), pictures(typeset("2. Купить насос до 1 июня 2027 года.")))
    take_in(data, "форум.pdf", editor.user.organizer, editor.user)
    return next(read_waiting("читатель"))


def picture(draft, page):
    return reverse("draft-page-picture", args=[draft.pk, page])


def test_the_picture_stands_before_the_text_of_its_page_alone(editor, scan):
    page = editor.get(scan.get_absolute_url()).content.decode()

    assert [block["picture"] for block in scan.blocks] == [0, 0, 0, 2]
    assert (page.count("<img"), page.count(picture(scan, 2)), page.count('href="#picture-2"')) == (1, 2, 1)
    assert page.index("Открыть каток") < page.index("Картинка страницы 2") < page.rindex("Купить насос")


def test_the_picture_is_the_page_as_it_was_scanned(editor, scan):
    answer = editor.get(picture(scan, 2))
    drawn = Image.open(BytesIO(answer.content))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert (drawn.format, drawn.mode) == ("JPEG", "L")
    assert all(abs(side - wanted) < 3 for side, wanted in zip(drawn.size, A4, strict=True))
    assert drawn.getextrema()[0] < 60  # something is printed there


@pytest.mark.parametrize("page", [0, 1, 3, 10**30])
def test_no_other_page_is_drawn(editor, scan, page):
    assert editor.get(picture(scan, page)).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.OFFICIAL])
def test_nobody_else_sees_a_page(signed_in, scan, role):
    assert signed_in(role=role).get(picture(scan, 2)).status_code == 404


def test_a_lost_file_and_a_full_cage_are_answers(editor, scan, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(outside, "READING", cage.Places("readers", places=0, patience=0.1))
        answer = editor.get(picture(scan, 2))
    scan.source.file.delete(save=False)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert editor.get(picture(scan, 2)).status_code == 404
