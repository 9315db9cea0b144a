"""The pictures of the README, taken of a portal that runs: `python docs/pictures/take.py ADDRESS EMAIL PASSWORD`.

The review is that of the newest draft that its editor has; `make run` and an upload make one.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
MOST_BYTES = 150_000
SIZE = {"width": 1280, "height": 900}
PAGES = {
    "home": "/",
    "list": "/recommendations/",
    "who-and-what": "/pictures/addressees-and-themes/",
}


def kept(name: str, picture: bytes) -> None:
    """As WebP, as good as its limit allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(90, 30, -5):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=6)
        if len(file.getvalue()) <= MOST_BYTES:
            (HERE / f"{name}.webp").write_bytes(file.getvalue())
            return
    raise SystemExit(f"{name} stays larger than {MOST_BYTES} bytes.")


def main(address: str, email: str, password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, path in PAGES.items():
            page.goto(address + path)
            kept(name, page.screenshot())
        page.goto(f"{address}/login/")
        page.locator("[name=username]").fill(email)
        page.locator("[name=password]").fill(password)
        page.locator("main button[type=submit]").click()
        page.goto(f"{address}/editor/")
        page.locator(".draft-row a").first.click()
        kept("review", page.screenshot())
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
