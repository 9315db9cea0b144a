"""The pictures of the README and of /help/: `python docs/pictures/take.py ADDRESS EMAIL PASSWORD` of a running portal.

The review is that of the newest draft that its editor has; `make run` and an upload make one.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
HELP = HERE.parents[1] / "static" / "help"
MOST_BYTES = 150_000
SIZE = {"width": 1280, "height": 900}
PAGES = {
    HERE / "home": "/",
    HERE / "list": "/recommendations/",
    HERE / "who-and-what": "/pictures/addressees-and-themes/",
    HELP / "list": "/recommendations/",
}


def kept(place: Path, picture: bytes) -> None:
    """As WebP, as good as its limit allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(90, 30, -5):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=6)
        if len(file.getvalue()) <= MOST_BYTES:
            place.parent.mkdir(exist_ok=True)
            place.with_suffix(".webp").write_bytes(file.getvalue())
            return
    raise SystemExit(f"{place.name} stays larger than {MOST_BYTES} bytes.")


def main(address: str, email: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for place, path in PAGES.items():
            page.goto(address + path)
            kept(place, page.screenshot())
        page.goto(f"{address}/addressees/")
        page.get_by_role("link", name="Мэрия города Новосибирска").first.click()
        kept(HELP / "addressee", page.screenshot())
        page.goto(f"{address}/login/")
        page.locator("[name=username]").fill(email)
        page.locator("[name=password]").fill(password)
        page.locator("main button[type=submit]").click()
        page.goto(f"{address}/editor/")
        page.locator(".draft-row a").first.click()
        kept(HERE / "review", page.screenshot())
        kept(HELP / "review", page.screenshot())
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
