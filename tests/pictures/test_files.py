"""What is taken away: a drawing that stands alone, the same as PNG, and the table."""

import csv
import io
from contextlib import ExitStack
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone
from lxml import etree
from PIL import Image

from resolution_reader import cage
from resolutions.models import Look
from resolutions.pages.pictures import DRAWN
from resolutions.wording import long_date
from tests.factories import AddressingFactory, ForumFactory, LocalityFactory, RecommendationFactory, SectionFactory
from tests.pictures.looking import page_of, table_of

pytestmark = pytest.mark.django_db
SVG = {"svg": "http://www.w3.org/2000/svg"}


@pytest.fixture
def register():
    for name, region, day in (
        ("Томск", "Томская область", date(2019, 12, 12)),
        ("=1+1", "Омская область", date(2021, 4, 21)),
    ):
        place = LocalityFactory(name=name, region__name=region)
        section = SectionFactory(forum=ForumFactory(locality=place, starts_on=day, title="Съезд"))
        AddressingFactory(recommendation=RecommendationFactory(section=section), addressee__name=f"совет {name}")
        section.themes.create(name=f"тема {name}", slug=f"theme-{day.year}")


def words_of(drawing):
    return ["".join(line.itertext()) for line in drawing.findall("svg:text", SVG)]


def test_a_drawing_says_what_it_shows_when_and_where_it_is_from(client, register, settings):
    answer = client.get("/pictures/places.svg?year=2019&year=2021")

    drawing = etree.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert words_of(drawing) == [
        "Где прошли форумы: рекомендации по регионам",
        "Отбор: Год: 2019 или 2021",
        "Рекомендации есть в 2 регионах. Один квадрат — один регион, соседи на карте стоят рядом. Цветом "
        "показано, где рекомендаций",
        "больше.",
        f"Реестр резолюций, {long_date(date.today())}",  # noqa: DTZ011 -- as the page says it
        f"{settings.SITE_ADDRESS}/pictures/places/?year=2019&year=2021",
    ]
    links = drawing.findall(".//svg:a", SVG)
    assert [link.get("href") for link in links] == [
        f"{settings.SITE_ADDRESS}/recommendations/?year=2019&year=2021&region={region}"
        for region in ("omskaya-oblast", "tomskaya-oblast")
    ]
    assert all(link.find("svg:rect", SVG).get("fill", "").startswith("#") for link in links)
    assert drawing.xpath("//*[@style or @class='x']") == []


@pytest.mark.parametrize("name", ["places", "years", "addressees-and-themes"])
def test_a_png_is_twice_as_large_as_its_drawing(client, register, name):
    drawing = etree.fromstring(client.get(f"/pictures/{name}.svg").content)

    answer = client.get(f"/pictures/{name}.png")

    png = Image.open(io.BytesIO(answer.content))
    assert (answer["Content-Type"], png.format) == ("image/png", "PNG")
    assert png.size == (2 * int(drawing.get("width")), 2 * int(drawing.get("height")))
    # Letters in ink stand on it: the title is there, in the font that the page has.
    colours = {colour for _, colour in png.convert("RGB").getcolors(maxcolors=1_000_000)}
    assert {(0x16, 0x24, 0x2B), (0xFA, 0xF8, 0xF4)} <= colours


@pytest.mark.parametrize("name", ["places", "years", "addressees-and-themes"])
def test_a_table_has_the_rows_of_the_page_and_computes_nothing(client, register, settings, name):
    answer = client.get(f"/pictures/{name}.csv")

    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    shown = table_of(page_of(client, name))
    assert answer.content.startswith("\ufeff".encode())
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}-')
    assert head[-1] == "Список"
    assert [[cell.removeprefix("'") for cell in row[:-1]] for row in rows] == [
        [text for text, _ in row] for row in shown
    ]
    assert [row[-1] for row in rows] == [settings.SITE_ADDRESS + row[-1][1] for row in shown]
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_drawing_is_from_the_portal_as_it_is_called_here(client, register):
    Look.objects.create(name="Озёрск решает")

    drawing = etree.fromstring(client.get("/pictures/places.svg").content)

    assert f"Озёрск решает, {long_date(timezone.localdate())}" in words_of(drawing)
    assert "Реестр резолюций" not in "".join(drawing.itertext())


def test_where_nothing_is_found_the_file_says_so(client, register):
    drawing = etree.fromstring(client.get("/pictures/years.svg?year=1999").content)

    assert words_of(drawing)[1:3] == ["Отбор: Год: 1999", "По этому отбору ничего не найдено."]


def test_a_wrong_address_is_one_sentence_and_no_file(client, register):
    answer = client.get("/pictures/places.png?region=atlantida")

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode() == (
        "В адресе ошибка, поэтому картинки нет. Регион (region): Нет такого значения: «atlantida».\n"
    )


def test_who_draws_already_waits_and_so_does_everybody_while_others_draw(client, register, monkeypatch):
    monkeypatch.setattr("resolutions.pages.pictures.DRAWN", replace(DRAWN, patience=0.05))
    with ExitStack() as held:
        for who in ("a", "b"):
            held.enter_context(cage.place_in(DRAWN, who))

        answer = client.get("/pictures/places.png")

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.content.decode() == "Сейчас рисуют для других. Попробуйте через минуту.\n"
    assert client.get("/pictures/places.png").status_code == 200
