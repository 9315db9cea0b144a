"""Pictures for shared links."""

import io
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.cache import caches
from django.urls import reverse
from lxml import html
from PIL import Image

from resolutions.models import Recommendation
from resolutions.outside.drawing import HEIGHT, MARGIN, WIDTH, Words, draw
from resolutions.outside.pictures import words_of_recommendation
from tests.factories import ForumFactory, LineFactory, RecommendationFactory

pytestmark = pytest.mark.django_db


def picture_address(client, row) -> str:
    page = html.fromstring(client.get(row.get_absolute_url()).content.decode())
    return page.xpath("string(//meta[@property='og:image']/@content)").removeprefix(project_settings.SITE_ADDRESS)


def kept() -> list[Path]:
    return list(Path(caches["pictures"]._dir).glob("*.djcache"))


@pytest.mark.parametrize("rows", ["a recommendation", "a forum"])
def test_a_page_has_a_picture_of_the_size_that_messengers_want(client, rows):
    recommendation = RecommendationFactory()
    row = {"a recommendation": recommendation, "a forum": recommendation.section.forum}[rows]

    answer = client.get(picture_address(client, row))

    picture = Image.open(io.BytesIO(answer.content))
    assert (answer["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert len(answer.content) < 60_000


def test_a_changed_text_has_a_picture_at_another_address_and_an_unchanged_one_at_the_same(client):
    recommendation = RecommendationFactory(text="Посадить деревья")
    before = [picture_address(client, recommendation) for _ in range(2)]

    Recommendation.objects.update(text="Посадить кусты")

    assert len({*before, picture_address(client, recommendation)}) == 2
    # Whoever has the old address still gets the picture of today.
    assert client.get(before[0]).content == client.get(picture_address(client, recommendation)).content


def test_a_picture_that_has_not_changed_is_not_sent_again(client):
    address = picture_address(client, RecommendationFactory())
    etag = client.get(address)["ETag"]

    answer = client.get(address, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_what_is_not_published_has_no_picture_for_anybody(client, signed_in):
    editor = signed_in()
    forum = ForumFactory(organizer=editor.user.organizer, published_at=None)
    recommendation = RecommendationFactory(section__forum=forum)

    statuses = [
        visitor.get(f"{row.get_absolute_url()}picture.png").status_code
        for visitor in (client, editor)
        for row in (forum, recommendation)
    ]

    assert statuses == [404] * 4


def test_for_somebody_signed_in_nothing_is_stored_on_the_way(signed_in):
    answer = signed_in().get(f"{RecommendationFactory().get_absolute_url()}picture.png")

    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_is_kept_once_drawn_and_no_more_are_kept_than_there_is_room_for(client, settings):
    pictures = settings.CACHES["pictures"] | {"OPTIONS": {"MAX_ENTRIES": 4}}
    settings.CACHES = settings.CACHES | {"pictures": pictures}
    rows = RecommendationFactory.create_batch(12)

    client.get(picture_address(client, rows[0]))
    client.get(picture_address(client, rows[0]))
    once = len(kept())
    for row in rows:
        client.get(picture_address(client, row))

    assert (once, len(kept()) <= 4) == (1, True)


def test_a_folder_that_cannot_be_written_costs_no_picture(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    pictures = settings.CACHES["pictures"] | {"LOCATION": tmp_path / "file" / "below"}
    settings.CACHES = settings.CACHES | {"pictures": pictures}

    assert client.get(picture_address(client, RecommendationFactory())).status_code == 200


def test_a_file_that_is_not_a_picture_of_ours_is_drawn_anew(client):
    address = picture_address(client, RecommendationFactory())
    drawn = client.get(address).content
    (file,) = kept()
    file.write_bytes(file.read_bytes()[:20])

    assert client.get(address).content == drawn


def test_a_picture_costs_one_query(client, django_assert_num_queries):
    recommendation = RecommendationFactory()
    addresses = [f"{row.get_absolute_url()}picture.png" for row in (recommendation, recommendation.section.forum)]

    client.get(reverse("picture"))  # whoever comes first reads the look
    for address in addresses:
        with django_assert_num_queries(1):
            client.get(address)
    with django_assert_num_queries(0):
        client.get(reverse("picture"))


HOSTILE = {
    "one very long word": "а" * 20_000,
    "long words": f"{'слово' * 40} и {'ещё' * 60}",
    "many words": "слово " * 20_000,
    "no letter the font has": "漢字🎉" * 50,
    "controls and turned directions": "а\x00\x07б\u202eв\u200bг\ud800",
    "combining marks": "а" + "\u0301" * 3000,
    "nothing": "   \n ",
    "roubles": "100 ₽",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", ["text", "source"])
def test_no_text_breaks_a_picture_or_runs_out_of_it(text, place):
    words = {"overline": "Рекомендация 1", "text": "Текст", "source": "Форум", "where": "Озёрск"} | {place: text}

    picture = Image.open(io.BytesIO(draw(Words(**words)))).convert("RGB")

    right = picture.crop((WIDTH - MARGIN + 4, 0, WIDTH, HEIGHT - 110))
    assert len(right.getcolors()) == 1


@pytest.mark.parametrize("length", [1, 5, 20, 60, 200])
def test_the_text_never_runs_into_the_name_of_its_forum(length):
    picture = Image.open(io.BytesIO(draw(Words("Рекомендация 1", "рекомендация друг " * length, "Форум", "Озёрск"))))

    between = picture.crop((MARGIN, 414, WIDTH, 432))
    assert len(between.getcolors()) == 1


def test_a_picture_shows_a_sub_item_with_its_way():
    culture = LineFactory(label="3.", text="Управлению культуры:")
    of_group = {"section": culture.section, "group": culture}
    RecommendationFactory(**of_group, order=1, number="в", label="в)", text="провести праздник;")
    RecommendationFactory(**of_group, order=2, number="", label="–", text="открыть клуб.")

    words = [words_of_recommendation(row) for row in Recommendation.objects.with_way().with_rank().order_by("order")]

    assert [(one.overline, one.text) for one in words] == [
        ("Рекомендация, пункт 3, в)", "3. Управлению культуры: в) провести праздник;"),
        ("Рекомендация, 2-я в секции", "3. Управлению культуры: – открыть клуб."),
    ]
