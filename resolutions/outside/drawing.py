"""The picture that messengers show beside a shared link: 1200 × 630, the words of a page in our letters and colours.

Words in, PNG out; nothing here knows the register.
"""

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from resolutions.colours import ACCENT, MAIN, READABLE, contrast
from resolutions.web.look import REGISTER

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
BAND = 100  # the foot, with the portal's name
LINE = WIDTH - 2 * MARGIN
# As in static/css/tokens.css.
PAGE, TEXT, TEXT_SOFT = "#faf8f4", "#16242b", "#4b5a62"
ON_BRAND, ON_BRAND_SOFT, MARK = "#ffffff", "#d3e4eb", "#eba53c"
# The letters of the text shrink until it fits into its room; where the smallest are too large still, it is cut.
SIZES = (68, 60, 52, 46, 40, 36)
LEADING = 1.26
LONGEST = 400  # letters worth measuring: no picture holds more
# Raised when the look changes: pictures of the old look are not asked for again.
LOOK = 1


@dataclass(frozen=True)
class Portal:
    """Whose picture it is."""

    name: str = REGISTER
    brand: str = MAIN
    accent: str = ACCENT


@dataclass(frozen=True)
class Words:
    """What stands on a picture; anything but the text may be empty."""

    overline: str
    text: str
    source: str
    where: str
    portal: Portal = Portal()

    @property
    def version(self) -> str:
        """Another one for every other picture."""
        return hashlib.sha256(repr((LOOK, astuple(self))).encode()).hexdigest()[:16]


def draw(words: Words) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAGE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 20, HEIGHT - BAND), fill=MARK)
    draw_band(picture, pen, words.portal)
    draw_text(pen, draw_overline(pen, words), draw_source(pen, words), drawable(words.text))
    png = io.BytesIO()
    # A few dozen shades are all that anti-aliased letters in five colours have.
    picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(png, "PNG")
    return png.getvalue()


def draw_overline(pen: ImageDraw.ImageDraw, words: Words) -> int:
    """Returns where the text may begin."""
    if not words.overline:
        return 56
    pen.text((MARGIN, 48), one_line(words.overline, bold(34)), font=bold(34), fill=words.portal.accent)
    return 104


def draw_source(pen: ImageDraw.ImageDraw, words: Words) -> int:
    """Above the foot, the last line lowest; returns where the text must have ended."""
    bottom = HEIGHT - BAND - 22
    lines = [(words.source, bold(28), TEXT), (words.where, regular(26), TEXT_SOFT)]
    for text, font, colour in reversed([line for line in lines if line[0]]):
        bottom -= 38
        pen.text((MARGIN, bottom), one_line(text, font), font=font, fill=colour)
    return bottom - 12


def draw_text(pen: ImageDraw.ImageDraw, top: int, bottom: int, text: str) -> None:
    for size in SIZES:
        lines = list(wrapped(text, regular(size)))
        most = int((bottom - top) / (size * LEADING))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], one_line(f"{lines[most - 1]} …", regular(size))]
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * size * LEADING), line, font=regular(size), fill=TEXT)


def draw_band(picture: Image.Image, pen: ImageDraw.ImageDraw, portal: Portal) -> None:
    top = HEIGHT - BAND
    pen.rectangle((0, top, WIDTH, HEIGHT), fill=portal.brand)
    drawn = emblem(portal.brand)
    picture.paste(drawn, (MARGIN, top + 22), drawn)
    pen.text((MARGIN + 76, top + 14), one_line(portal.name, bold(32)), font=bold(32), fill=ON_BRAND)
    soft = ON_BRAND_SOFT if contrast(ON_BRAND_SOFT, portal.brand) >= READABLE else ON_BRAND
    pen.text((MARGIN + 76, top + 54), "что рекомендуют общественные форумы", font=regular(24), fill=soft)


@lru_cache(maxsize=4)
def emblem(brand: str) -> Image.Image:
    """As templates/components/emblem.html draws it, light on the dark band; drawn large, so that edges are smooth."""
    scale = 8
    large = Image.new("RGBA", (48 * scale, 48 * scale), (0, 0, 0, 0))
    pen = ImageDraw.Draw(large)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * scale, top * scale, right * scale, bottom * scale

    pen.rounded_rectangle(box(3, 3, 45, 37), radius=7 * scale, fill=ON_BRAND)
    pen.polygon([(x * scale, y * scale) for x, y in ((13, 36), (13, 45), (22, 36))], fill=ON_BRAND)
    for line, (y, right) in enumerate(((12.5, 37), (20, 37), (27.5, 30))):
        pen.ellipse(box(10.4, y - 2.6, 15.6, y + 2.6), fill=MARK)
        pen.rounded_rectangle(box(19, 11 + 7.5 * line, right, 14 + 7.5 * line), radius=1.5 * scale, fill=brand)
    return large.resize((56, 56), Image.Resampling.LANCZOS)


# Letters


def regular(size: int) -> ImageFont.FreeTypeFont:
    return font(400, size)


def bold(size: int) -> ImageFont.FreeTypeFont:
    return font(700, size)


@lru_cache(maxsize=32)
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    file = settings.BASE_DIR / f"static/vendor/golos-text/golos-text-{weight}.ttf"
    # The plain engine: the other one turns the direction of writing where a text tells it to.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """In one line of letters that the font has; what it lacks is left out rather than drawn as a box."""
    text = unicodedata.normalize("NFC", text.replace("₽", "руб."))[: 2 * LONGEST]
    return " ".join("".join(letter for letter in text if letter.isspace() or has(letter)).split())[:LONGEST]


@lru_cache(maxsize=2048)
def has(letter: str) -> bool:
    """Whether the font has a picture of this letter: the one it shows for letters it lacks does not count."""
    return letter.isprintable() and bytes(regular(40).getmask(letter)) != lacking()


@lru_cache(maxsize=1)
def lacking() -> bytes:
    return bytes(regular(40).getmask("\U0010ffff"))


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Lines no longer than there is room for; a word longer than a line is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if font.getlength(longer) <= LINE:
            line = longer
            continue
        if line:
            yield line
        *full, line = pieces(word, font)
        yield from full
    if line:
        yield line


def pieces(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    found = [""]
    for letter in word:
        if font.getlength(found[-1] + letter) > LINE:
            found.append("")
        found[-1] += letter
    return found


def one_line(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Cut at a word where it is too long, or within the word if there is only one."""
    text = drawable(text)
    if font.getlength(text) <= LINE:
        return text
    words = text.removesuffix(" …").split()
    while len(words) > 1 and font.getlength(" ".join(words) + " …") > LINE:
        words.pop()
    rest = " ".join(words)
    while font.getlength(rest + " …") > LINE:
        rest = rest[:-1]
    return rest.rstrip(" ,.;:") + " …"
