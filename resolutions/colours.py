"""Two colours of a city, and all shades that the pages make of them, by day and in the dark.

A colour is «#rrggbb». How well one is read on another is the contrast ratio of WCAG 2.2, from 1 to 21.
"""

from collections.abc import Iterable, Sequence
from colorsys import hls_to_rgb, rgb_to_hls

READABLE = 4.5  # of text, WCAG 2.2, 1.4.3
WHITE, BLACK = "#ffffff", "#000000"
# As in static/css/tokens.css: a sheet and the colours where a city has chosen none, by day and in the dark.
MAIN, ACCENT = "#0b4f6c", "#a94a1b"
NIGHT = "#1b2328"
MOST = "#ffe3a8"  # in a picture on the main colour
# The grounds on which text is read worst; no tint is darker than the first or lighter than the second.
DARKEST_PAPER, LIGHTEST_NIGHT = "#f1ede4", "#2b353b"
STEPS = 200  # between black and white


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts_of(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1. Raises ValueError for what is no colour."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is no colour")
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def colour_of(parts: Iterable[float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the other, from 0 to 1."""
    pairs = zip(parts_of(one), parts_of(other), strict=True)
    return colour_of(mine * (1 - share) + its * share for mine, its in pairs)


def tint(colour: str, sheet: str, limit: str) -> str:
    """A sheet with a touch of the colour, as much as any text can be read on that is read on the limit."""
    furthest = contrast(sheet, limit)
    shades = (mixed(colour, sheet, share / 100) for share in range(88, 101))
    return next(shade for shade in shades if contrast(shade, sheet) <= furthest)


def readability(colour: str) -> float:
    """Its least contrast as text on a page by day; under white text it has more."""
    return contrast(colour, DARKEST_PAPER)


def darker(colour: str) -> str:
    """The nearest darker shade that can be read by day; itself if it can be."""
    hue, light, saturation = rgb_to_hls(*parts_of(colour))
    shade = colour
    while readability(shade) < READABLE:
        light = max(light - 1 / STEPS, 0)
        shade = colour_of(hls_to_rgb(hue, light, saturation))
    return shade


def lighter(colour: str, ratio: float) -> str:
    """The nearest lighter shade that has the contrast in the dark."""
    hue, light, saturation = rgb_to_hls(*parts_of(colour))
    shade = colour
    while contrast(shade, LIGHTEST_NIGHT) < ratio:
        light = min(light + 1 / STEPS, 1)
        shade = colour_of(hls_to_rgb(hue, light, saturation))
    return shade


def under_white(colour: str, ratio: float = 6) -> str:
    """As light as the colour can be with the contrast under white text; itself if it is lighter already."""
    hue, light, saturation = rgb_to_hls(*parts_of(colour))
    shade = colour
    while contrast(lit := colour_of(hls_to_rgb(hue, light, saturation)), WHITE) >= ratio:
        shade, light = lit, light + 1 / STEPS
    return shade


def by_day(main: str, accent: str) -> dict[str, str]:
    """The tokens of static/css/tokens.css that hang on the two colours."""
    return {
        **shades(main, strong=0.3),
        "brand-tint": tint(main, WHITE, DARKEST_PAPER),
        "fill": main,
        "link": main,
        "underline": f"{main}73",
        "focus": mixed(main, BLACK, 0.3),
        "accent": accent,
        "accent-tint": tint(accent, WHITE, DARKEST_PAPER),
        "link-hover": accent,
        **ladder([*(mixed(main, WHITE, share) for share in (0.8, 0.58, 0.36)), main, mixed(main, BLACK, 0.45)]),
    }


def in_the_dark(main: str, accent: str) -> dict[str, str]:
    link, warm = lighter(main, 5.5), lighter(accent, 5.5)
    return {
        **shades(under_white(main), strong=0.35),
        "brand-tint": tint(main, NIGHT, LIGHTEST_NIGHT),
        "fill": link,
        "link": link,
        "accent": warm,
        "accent-tint": tint(accent, NIGHT, LIGHTEST_NIGHT),
        "link-hover": warm,
        **ladder([*(mixed(link, NIGHT, share) for share in (0.72, 0.52, 0.3)), link, mixed(link, WHITE, 0.55)]),
    }


def on_brand(main: str) -> dict[str, str]:
    """Those of a picture that lies on the main colour, and of a tile in it that shows nothing."""
    steps = [mixed(main, WHITE, share) for share in (0.2, 0.4, 0.6, 0.8)]
    return {"shade-0": mixed(main, BLACK, 0.15), **ladder([*steps, MOST])}


def ladder(steps: Sequence[str]) -> dict[str, str]:
    """Grounds in a picture from the fewest to the most, and letters that are read on each."""
    letters = {shade: max((WHITE, BLACK), key=lambda ink: contrast(ink, shade)) for shade in steps}
    return {
        name: colour
        for level, shade in enumerate(steps, 1)
        for name, colour in ((f"shade-{level}", shade), (f"on-shade-{level}", letters[shade]))
    }


def shades(brand: str, strong: float) -> dict[str, str]:
    """A ground for white text, a darker one, and softer text on it."""
    soft = next(
        shade
        for share in range(80, 101)
        if contrast(shade := mixed(brand, WHITE, share / 100), brand) >= READABLE or share == 100
    )
    return {"brand": brand, "brand-strong": mixed(brand, BLACK, strong), "on-brand-soft": soft}
