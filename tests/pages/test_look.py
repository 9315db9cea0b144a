"""The city's own name, emblem, colours and contact: on every page; what does not fit is refused with a sentence."""

import io
import re
import struct
import zlib

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError, connection, transaction
from PIL import Image, PngImagePlugin

from resolutions.colours import by_day, in_the_dark, on_brand
from resolutions.mail.sending import send_waiting
from resolutions.models import Look, Mail
from resolutions.register.emblem import MAX_BYTES, SIDE
from resolutions.register.look import LookChanged, change_look
from resolutions.vocabulary import Role
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db
PAGE = "/editor/look/"
MINE = {
    "name": "Озёрск решает",
    "main_colour": "#006600",
    "accent_colour": "#8b0000",
    "contact_email": "forum@ozersk.example",
    "contact_phone": "+7 (35130) 2-00-00",
    "contact_address": "456780, Озёрск, пр. Ленина, 30а",
}
USUAL = dict.fromkeys(MINE, "")


@pytest.fixture
def administrator(signed_in):
    return signed_in(role=Role.ADMINISTRATOR)


def text_of(answer) -> str:
    return answer.content.decode()


def picture(form: str = "PNG", size: tuple[int, int] = (400, 200), **how: object) -> bytes:
    data = io.BytesIO()
    mode = how.pop("mode", "RGB")
    Image.new(mode, size, how.pop("colour", None) or "red").save(data, form, **how)
    return data.getvalue()


def sent(client, file: bytes | None = None, called: str = "герб.png", **fields: object):
    version = Look.objects.current().version
    files = {} if file is None else {"emblem": io.BytesIO(file)}
    for one in files.values():
        one.name = called
    return client.post(PAGE, {"version": version, **USUAL, **fields, **files})


def test_nothing_is_other_until_somebody_says_so(client):
    page = text_of(client.get("/"))

    assert ("<title>" in page, " · Реестр резолюций</title>" in page) == (True, True)
    assert ("look.css" in page, "emblem.png" in page, 'class="contact"' in page) == (False, False, False)
    assert [client.get(address).status_code for address in ("/look.css", "/emblem.png")] == [404, 404]


def test_an_administrator_dresses_the_portal(administrator, client):
    forum = RecommendationFactory().section.forum
    before = {address: text_of(client.get(address)) for address in ("/", forum.get_absolute_url(), "/about/")}

    assert sent(administrator, picture(), **MINE).status_code == 302

    for address in before:
        page = text_of(client.get(address))
        assert (" · Озёрск решает</title>" in page, "Реестр резолюций" in page) == (True, False)
        assert [words in page for words in list(MINE.values())[3:]] == [True, True, True]
        assert page.count('<img class="emblem" src="/emblem.png?v=') == 1
        assert re.search(r'<link rel="stylesheet" href="/look\.css\?v=[0-9a-f]{16}">', page)
    look = Look.objects.get()
    assert look.history.first().history_user == administrator.user
    assert "Последняя правка" in text_of(administrator.get(PAGE))


def test_the_sheet_holds_what_was_computed_and_nothing_else(administrator, client):
    sent(administrator, name="Озёрск", main_colour="#006600")
    address = re.search(r'href="(/look\.css[^"]*)"', text_of(client.get("/")))[1]

    answer = client.get(address)

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/css; charset=utf-8", "public, max-age=3600")
    blocks = re.findall(r"{ (--[^}]*) }", text_of(answer))
    assert [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6,8});", block)) for block in blocks] == [
        by_day("#006600", "#a94a1b"),
        in_the_dark("#006600", "#a94a1b"),
        on_brand("#006600"),
    ]
    assert "prefers-color-scheme: dark" in text_of(answer)
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    sent(administrator, main_colour="#000066")
    assert address not in text_of(client.get("/"))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_an_emblem_is_drawn_anew(administrator, client, form):
    assert sent(administrator, picture(form), called=f"герб.{form.lower()}").status_code == 302

    answer = client.get(re.search(r'src="(/emblem\.png\?v=[0-9a-f]{16})"', text_of(client.get("/")))[1])
    emblem = Image.open(io.BytesIO(answer.content))
    assert (answer["Content-Type"], emblem.format, emblem.size) == ("image/png", "PNG", (SIDE, SIDE))
    assert (emblem.getpixel((0, 0))[3], emblem.getpixel((SIDE // 2, SIDE // 2))[0] > 250) == (0, True)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_way_to_write_colours_is_read(administrator, mode):
    colour = {"I;16": 65535, "L": 255, "LA": (255, 255), "1": 1, "P": 0}.get(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"

    assert sent(administrator, picture(form, mode=mode, colour=colour)).status_code == 302


def test_what_a_file_tells_besides_is_gone(administrator):
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Тайна")
    exif = Image.Exif()
    exif[0x9286] = "Secret"
    assert b"Secret" in picture(exif=exif)
    for file in (picture(pnginfo=said), picture(exif=exif), picture("JPEG", exif=exif), picture() + b"Secret"):
        sent(administrator, file)
        emblem = bytes(Look.objects.get().emblem)
        assert (emblem[:8], b"Secret" in emblem, len(Image.open(io.BytesIO(emblem)).info)) == (
            b"\x89PNG\r\n\x1a\n",
            False,
            0,
        )


def test_of_what_moves_the_first_frame_is_taken(administrator):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("#00ff00", "#0000ff")]
    data = io.BytesIO()
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:], lossless=True)

    sent(administrator, data.getvalue(), called="герб.webp")

    emblem = Image.open(io.BytesIO(bytes(Look.objects.get().emblem)))
    assert (getattr(emblem, "n_frames", 1), emblem.getpixel((SIDE // 2, SIDE // 2))[:3]) == (1, (0, 255, 0))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(side: int) -> bytes:
    """A few hundred bytes that say of themselves to be a square of so many pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


NO_PICTURE = "Это не картинка PNG, JPEG или WebP, или файл повреждён."
REFUSED = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', NO_PICTURE),
    "gif": (picture("GIF"), NO_PICTURE),
    "bmp": (picture("BMP"), NO_PICTURE),
    "words": ("Резолюция".encode(), NO_PICTURE),
    "cut": (picture(size=(900, 900))[:200], NO_PICTURE),
    "too many points": (bomb(4001), "В этой картинке слишком много точек"),
    "a bomb": (bomb(20_000), "В этой картинке слишком много точек"),
    "a larger one": (bomb(2_000_000_000), "В этой картинке слишком много точек"),
    "too large": (picture() + bytes(MAX_BYTES), "Файл герба больше 2 МБ"),
    "nothing": (b"", "Этот файл пуст."),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_no_emblem_is_refused_and_what_was_typed_stays(administrator, what):
    file, sentence = REFUSED[what]

    answer = sent(administrator, file, **MINE)

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert 'value="Озёрск решает"' in text_of(answer)
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    ("field", "colour", "sentence"),
    [
        (
            "main_colour",
            "#3a87ad",
            "Цвет #3a87ad слишком светлый: контраст с фоном 3,4 : 1, а читать можно от 4,5 : 1. "
            "Подойдёт чуть темнее: #317292.",
        ),
        ("accent_colour", "#ffcc00", "Цвет #ffcc00 слишком светлый: контраст с фоном 1,2 : 1"),
        ("main_colour", "зелёный", "Цвет пишется так: «#» и шесть цифр или букв от a до f, например #0b4f6c."),
        ("main_colour", "#0b4f6", "Цвет пишется так"),
        ("main_colour", "#00;}*{", "Цвет пишется так"),
    ],
)
def test_colours_that_cannot_be_read_are_refused_with_one_that_can(administrator, field, colour, sentence):
    answer = sent(administrator, **MINE | {field: colour})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert not Look.objects.exists()


def test_the_proposed_shade_is_taken(administrator):
    said = text_of(sent(administrator, main_colour="#ffcc00"))
    shade = re.search(r"Подойдёт чуть темнее: (#[0-9a-f]{6})\.", said)[1]

    assert sent(administrator, main_colour=shade).status_code == 302


def test_the_usual_colours_are_nobodys_own(administrator, client):
    sent(administrator, main_colour="#0B4F6C", accent_colour="#a94a1b")

    assert (Look.objects.get().main_colour, "look.css" in text_of(client.get("/"))) == ("", False)


@pytest.mark.parametrize("address", ["/look.css", "/emblem.png"])
def test_what_was_asked_for_by_another_version_is_not_kept(administrator, client, address):
    """A browser that got the old colours by the new address would show them for an hour."""
    sent(administrator, picture(), **MINE)

    kept = [client.get(f"{address}{version}")["Cache-Control"] for version in ("?v=0123456789abcdef", "")]

    assert kept == ["no-cache"] * 2


def test_an_emblem_stays_until_it_is_taken_away(administrator, client):
    sent(administrator, picture())
    sent(administrator, name="Озёрск")
    assert client.get("/emblem.png").status_code == 200

    sent(administrator, without_emblem="on")

    assert (client.get("/emblem.png").status_code, "emblem.png" in text_of(client.get("/"))) == (404, False)
    assert "герб" not in Look.objects.get().emblem_version


def test_who_was_second_sees_what_she_typed(administrator):
    answer = administrator.post(PAGE, USUAL | {"version": 1, "name": "Первое"})
    again = administrator.post(PAGE, USUAL | {"version": 1, "name": "Второе"})

    assert (answer.status_code, again.status_code, Look.objects.get().name) == (302, 409, "Первое")
    assert ("изменил кто-то другой" in text_of(again), 'value="Второе"' in text_of(again)) == (True, True)
    with pytest.raises(LookChanged):
        change_look(None, 1, USUAL)


@pytest.mark.parametrize("version", ["9" * 5000, "первая", "", "٣"], ids=["endless", "word", "empty", "digit"])
def test_a_version_that_no_page_says_is_another_ones(administrator, version):
    answer = administrator.post(PAGE, USUAL | {"version": version, "name": "Озёрск"})

    assert (answer.status_code, Look.objects.exclude(name="").exists()) == (409, False)


def test_there_is_one_look(administrator):
    sent(administrator)

    with pytest.raises(IntegrityError, match="look_is_one"), transaction.atomic():
        Look.objects.create(id=2)


def test_a_page_of_a_forum_is_made_anew_where_nothing_else_has_been_asked_for(administrator, client):
    forum = RecommendationFactory().section.forum
    client.get(forum.get_absolute_url())
    Look.objects.create(name="Озёрск решает")  # as on another machine

    assert " · Озёрск решает</title>" in text_of(client.get(forum.get_absolute_url()))


def test_mails_and_files_say_the_name(administrator, client, signed_in):
    RecommendationFactory()
    sent(administrator, **MINE)
    Mail.objects.post("password", asked_by=administrator.user.email)
    send_waiting()

    assert mail.outbox[0].subject == "Новый пароль: Озёрск решает"
    assert "на портал «Озёрск решает»" in mail.outbox[0].body
    assert "<title>Озёрск решает. " in text_of(client.get("/recommendations/feed/"))
    assert '<meta property="og:site_name" content="Озёрск решает">' in text_of(client.get("/"))
    assert client.get("/.well-known/security.txt").content.startswith(b"Contact: mailto:forum@ozersk.example")


def test_what_is_written_is_shown_as_text(administrator, client):
    sent(administrator, name="<b>Озёрск</b>", contact_address="</address><script>")

    page = text_of(client.get("/"))

    assert ("<b>Озёрск" in page, "</address><script>" in page, "&lt;b&gt;Озёрск&lt;/b&gt;" in page) == (
        False,
        False,
        True,
    )


def test_a_name_that_was_copied_from_a_document_is_one_line_of_letters(administrator, client):
    """A line break of Word is a control character, of which no feed can be made."""
    sent(administrator, name="Озёрск\x0bрешает\n вмес\x01те", contact_address="Озёрск\x0c\x1f, 1")

    look = Look.objects.get()
    assert (look.name, look.contact_address) == ("Озёрск решает вместе", "Озёрск , 1")
    assert "<name>Озёрск решает вместе</name>" in text_of(client.get("/recommendations/feed/"))


def test_pages_of_errors_show_it_without_the_database(administrator, client, monkeypatch):
    sent(administrator, **MINE)
    client.get("/")

    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    page = client.get("/statistics/?nothing=remembered")

    assert page.status_code == 503
    assert [words in text_of(page) for words in (" · Озёрск решает</title>", "2-00-00", "/look.css?v=")] == [True] * 3


def test_without_the_database_nothing_known_is_the_usual(client, monkeypatch):
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    page = client.get("/statistics/")

    assert (page.status_code, " · Реестр резолюций</title>" in text_of(page)) == (503, True)


def test_nobody_else_may(client, signed_in):
    assert client.get(PAGE).status_code == 302
    assert [signed_in(role=role).get(PAGE).status_code for role in (Role.MODERATOR, Role.OFFICIAL, Role.EDITOR)] == [
        404
    ] * 3


def test_pictures_for_links_are_drawn_in_the_colours(administrator, client):
    before = client.get("/picture.png").content
    sent(administrator, **MINE)

    after = client.get("/picture.png").content

    colours = {colour for _, colour in Image.open(io.BytesIO(after)).convert("RGB").getcolors(100_000)}
    assert (before != after, (0, 0x66, 0) in colours) == (True, True)
