"""Recommendations as a page shows them, read from the page itself."""

from typing import Any

from lxml import html

from resolutions.models import Recommendation

CARD, ROW = "recommendation-card", "recommendation-row"
LINKS = f".//article[contains(@class, '{CARD}')]/h3/a/@href | .//tr[@class='{ROW}']/th//a[1]/@href"


def rows_of(answer: Any) -> list[Recommendation]:
    """Of its cards or of its table, in their order."""
    return rows_in(html.fromstring(answer.content.decode()))


def texts_of(answer: Any) -> list[str]:
    return [row.text for row in rows_of(answer)]


def groups_of(answer: Any) -> list[tuple[str | None, list[Recommendation]]]:
    """Under the name of their forum; None where no forum stands above them."""
    page = html.fromstring(answer.content.decode())
    found = []
    for block in page.xpath(f"//ul[@class='cards'] | //tbody[tr[@class='{ROW}']]"):
        above = block.xpath("preceding-sibling::h2[1][@class='group-title']/a | tr[1][contains(@class, 'forum')]//a")
        found.append((above[0].text_content() if above else None, rows_in(block)))
    return found


def rows_in(part: Any) -> list[Recommendation]:
    codes = [link.split("/")[2] for link in part.xpath(LINKS)]
    found = {row.code: row for row in Recommendation.objects.filter(code__in=codes)}
    return [found[code] for code in codes]


def cells_of(answer: Any) -> list[list[tuple[str, str]]]:
    """Of each row of a table, what stands under which heading."""
    page = html.fromstring(answer.content.decode())
    return [
        [(cell.get("data-label"), " ".join(cell.text_content().split())) for cell in row.xpath("td/div")]
        for row in page.xpath(f"//tr[@class='{ROW}']")
    ]
