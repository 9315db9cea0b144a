"""A person at a browser: she presses only what she sees, scrolling as she likes, by the words that are seen on it."""

from pathlib import Path
from typing import Any

# Where to press; or null, if nobody can see such a thing, or something lies over it.
PLACE = """([selector, words]) => {
  const isSqueezed = element => {
    for (let one = element; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      if (getComputedStyle(one).overflow !== 'visible' && (box.width <= 1 || box.height <= 1)) return true;
    }
    return false;
  };
  const isSeen = element =>
    element.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true})
    && !isSqueezed(element);
  const seenWords = element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let said = '';
    while (walker.nextNode()) if (isSeen(walker.currentNode.parentElement)) said += walker.currentNode.data;
    return said.replace(/\\s+/g, ' ').trim();
  };
  for (const element of document.querySelectorAll(selector)) {
    if (!isSeen(element) || (words !== null && seenWords(element) !== words)) continue;
    element.scrollIntoView({block: 'center'});
    const box = [...element.getClientRects()].find(one => one.width > 1 && one.height > 1);
    if (!box) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(element.contains(hit) || hit.contains(element))) continue;
    const link = element.closest('a[href]');
    const leads = link ? !link.hasAttribute('download') && !link.getAttribute('href')?.startsWith('#')
      : element.matches('button[type=submit]');
    return {x, y, leads};
  }
  return null;
}"""
PRESSED = "a, button, summary, label"
BOX = "input[type=search], input[type=text]"


class Person:
    """`presses` counts every one of them; words typed into a box and sent by Enter are one."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.presses = 0

    def press(self, words: str) -> None:
        place = self.sees(PRESSED, words)
        self.presses += 1
        if not place["leads"]:
            self.page.mouse.click(place["x"], place["y"])
            return
        with self.page.expect_navigation():
            self.page.mouse.click(place["x"], place["y"])

    def ask(self, words: str) -> None:
        place = self.sees(BOX, None)
        self.presses += 1
        self.page.mouse.click(place["x"], place["y"])
        self.page.keyboard.insert_text(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def take(self, words: str, folder: Path) -> Path:
        """The file that a press brings to her disk."""
        place = self.sees(PRESSED, words)
        self.presses += 1
        with self.page.expect_download() as taken:
            self.page.mouse.click(place["x"], place["y"])
        file = folder / taken.value.suggested_filename
        taken.value.save_as(file)
        return file

    def sees(self, selector: str, words: str | None) -> dict[str, Any]:
        place = self.page.evaluate(PLACE, [selector, words])
        assert place, f"Nobody sees «{words or selector}» to be pressed at {self.page.url}"
        return place
