"""The emblem of a city as somebody sends it: decoded, made small, drawn anew. Nothing of the file itself is kept."""

import io
from hashlib import sha256

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 2 * 1024**2
MAX_PIXELS = 16_000_000  # 64 MB as it is decoded
SIDE = 256  # pixels of the square that it is put into
TOO_LARGE = "Файл герба больше 2 МБ: сохраните картинку поменьше."
TOO_MANY_PIXELS = "В этой картинке слишком много точек: уменьшите её до 2000 × 2000."
NO_PICTURE = "Это не картинка PNG, JPEG или WebP, или файл повреждён. Откройте её и сохраните заново как PNG."


class NoEmblem(Exception):
    """The message is a Russian sentence for whoever has sent it."""


def emblem_of(data: bytes) -> bytes:
    """A square PNG of SIDE pixels, the first frame of what moves, and not a word of the file. Raises NoEmblem."""
    if len(data) > MAX_BYTES:
        raise NoEmblem(TOO_LARGE)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
            if sent.width * sent.height > MAX_PIXELS:
                raise NoEmblem(TOO_MANY_PIXELS)
            return drawn_anew(sent)
    except NoEmblem:
        raise
    except Image.DecompressionBombError as error:
        raise NoEmblem(TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders raise all sorts of things of a damaged file
        raise NoEmblem(NO_PICTURE) from error


def drawn_anew(sent: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(sent)
    colours = upright if upright.mode in ("RGB", "RGBA", "LA", "P", "PA", "L", "1") else upright.convert("RGB")
    picture = colours.convert("RGBA")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    square.paste(picture, ((SIDE - picture.width) // 2, (SIDE - picture.height) // 2))
    png = io.BytesIO()
    square.save(png, "PNG", optimize=True)
    return png.getvalue()


def version_of(emblem: bytes) -> str:
    return sha256(emblem).hexdigest()[:16] if emblem else ""
