"""The golden pages in the repository, and how they differ from what the portal shows now."""

from difflib import unified_diff
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
MOST_LINES = 40  # of one page that differs
MOST_PAGES = 10  # shown; the others are named


def kept_pages() -> dict[str, str]:
    """Name -> text."""
    files = {path.relative_to(PAGES).with_suffix("").as_posix(): path for path in PAGES.rglob("*.txt")}
    return {name: path.read_text(encoding="utf-8") for name, path in files.items()}


def keep(pages: dict[str, str]) -> None:
    """These and no others."""
    for path in PAGES.rglob("*.txt"):
        path.unlink()
    for name, text in pages.items():
        path = PAGES / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def differences(now: dict[str, str]) -> str:
    """Line by line, what differs from the pages that are kept; empty if nothing does."""
    kept = kept_pages()
    changed = [name for name in sorted({*kept, *now}) if kept.get(name) != now.get(name)]
    shown = [difference(name, kept.get(name, ""), now.get(name, "")) for name in changed[:MOST_PAGES]]
    return "\n".join([*shown, *(f"{name} differs, too" for name in changed[MOST_PAGES:])])


def difference(name: str, kept: str, now: str) -> str:
    lines = list(unified_diff(kept.split("\n"), now.split("\n"), f"{name} as kept", f"{name} now", lineterm="", n=1))
    return "\n".join(lines[:MOST_LINES] + [f"… and {len(lines) - MOST_LINES} lines more"] * (len(lines) > MOST_LINES))
