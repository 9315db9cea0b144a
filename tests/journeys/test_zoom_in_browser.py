"""Read at four times the size: a window of 1280 by 1024 has room for 320 by 256 then. Without JavaScript, by day and in
the dark."""

import difflib
import re

import pytest

from tests.journeys.test_reader_in_browser import overflow, portal, public_addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["portal"]

FOUR_TIMES = {"width": 320, "height": 256}
HALF = FOUR_TIMES["height"] / 2
MAIN = [
    "home",
    "forum",
    "recommendations",
    "recommendations, a table",
    "recommendations, filters",
    "recommendation",
    "statistics",
]
# What scripts add: the address stands there to be copied without them, and the list says how many it has.
BY_SCRIPT = re.compile(r"Копировать ссылку|Напечатать|(?<=Показать) [\d\s]+")

# Pairs of words, fields and buttons that lie on one another. A letter may reach a little into the next line; what stays
# in the window while the rest goes on below it is looked at by what it takes (STAYS) and by the focus.
OVERLAPS = """() => {
  const stays = [...document.querySelectorAll('body *')]
    .filter(one => ['fixed', 'sticky'].includes(getComputedStyle(one).position));
  const isSeen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !stays.some(one => one.contains(element));
  const cut = (box, element) => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflow === 'visible') continue;
      const frame = one.getBoundingClientRect();
      [left, top] = [Math.max(left, frame.left), Math.max(top, frame.top)];
      [right, bottom] = [Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
    }
    return {left, top, right, bottom};
  };
  const shown = [];
  const add = (element, box, by, said) => {
    const inside = cut(box, element);
    const [height, width] = [inside.bottom - inside.top, inside.right - inside.left];
    if (width > 2 && height > 2 && inside.right > 0)
      shown.push({...inside, top: inside.top + height * by, bottom: inside.bottom - height * by, element, said});
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const [node, element] = [walker.currentNode, walker.currentNode.parentElement];
    if (!node.data.trim() || !isSeen(element) || element.closest('svg, option, textarea, script, title')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) add(element, box, 0.25, node.data.trim().slice(0, 40));
  }
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea, button, img'))
    if (isSeen(field)) add(field, field.getBoundingClientRect(), 0, field.outerHTML.slice(0, 60));
  shown.sort((a, b) => a.top - b.top);
  const found = [];
  shown.forEach((one, at) => {
    for (let next = at + 1; next < shown.length && shown[next].top < one.bottom - 1; next++) {
      const other = shown[next];
      const isBeside = other.left >= one.right - 2 || one.left >= other.right - 2;
      if (!isBeside && !one.element.contains(other.element) && !other.element.contains(one.element))
        found.push([one.said, other.said]);
    }
  });
  return found;
}"""
# What stays in the window while a page is scrolled, or stands above everything on it: by how much of the height.
STAYS = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility() && ['fixed', 'sticky'].includes(getComputedStyle(one).position)
    || one.matches('.site-header'))
  .map(one => one.getBoundingClientRect().height)"""
# Whether what has the focus is seen, at least in part.
IS_SEEN = """() => {
  const element = document.activeElement;
  return [...element.getClientRects()].some(box => {
    const [left, right] = [Math.max(box.left, 0) + 1, Math.min(box.right, innerWidth) - 1];
    const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
    if (left > right || top > bottom) return false;
    return [[left, top], [right, bottom], [(left + right) / 2, (top + bottom) / 2]].some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      const labels = [...(element.labels || [])];
      return hit && (element.contains(hit) || hit.contains(element) || labels.some(one => one.contains(hit)));
    });
  });
}"""


def addresses() -> dict[str, str]:
    return public_addresses() | {
        "recommendations, a table": "/recommendations/?view=table",
        "recommendations, filters": "/recommendations/#filters",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_goes_sideways_or_lies_on_something_else(portal, new_context, scheme):
    page = new_context(viewport=FOUR_TIMES, java_script_enabled=False, color_scheme=scheme).new_page()
    wrong = {}
    for name, address in addresses().items():
        page.goto(portal + address)
        stays = max(page.evaluate(STAYS), default=0)
        wrong[name] = (overflow(page), page.evaluate(OVERLAPS), stays if stays > HALF else 0)

    assert {name: found for name, found in wrong.items() if found != (0, [], 0)} == {}


@pytest.mark.parametrize("name", MAIN)
def test_what_has_the_focus_is_never_covered(portal, new_context, name):
    page = new_context(viewport=FOUR_TIMES, java_script_enabled=False).new_page()
    page.goto(portal + addresses()[name])
    covered = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate(IS_SEEN):
            covered.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))

    assert covered == []


def test_every_page_says_the_same_without_javascript(portal, new_context):
    pages = [new_context(java_script_enabled=scripts).new_page() for scripts in (True, False)]
    different = {}
    for name, address in addresses().items():
        said = []
        for page in pages:
            page.goto(portal + address)
            lines = (BY_SCRIPT.sub("", line) for line in page.locator("body").inner_text().splitlines())
            said.append([line for line in lines if line.strip()])
        different[name] = [line for line in difflib.unified_diff(*said, lineterm="", n=0) if line[0] in "+-"]

    assert {name: lines for name, lines in different.items() if lines} == {}
