"""Nothing is fetched from another host: no page, style, script or manifest names one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for folder in ("templates", "static")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".html", ".txt", ".css", ".js", ".svg", ".webmanifest"}
    and path.name not in {"SOURCE.txt", "OFL.txt", "LICENSE.txt"}
]
NAMESPACES = {"www.w3.org"}
pytestmark = pytest.mark.pure


def test_no_file_that_reaches_a_browser_names_another_host():
    named = {
        (path.relative_to(ROOT).as_posix(), host)
        for path in SOURCES
        for host in re.findall(r"(?:https?:)?//([a-z0-9][a-z0-9.-]+\.[a-z]{2,})", path.read_text(encoding="utf-8"))
        if host not in NAMESPACES
    }

    assert len(SOURCES) > 50
    assert named == set()


def test_no_template_has_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    templates = [path for path in SOURCES if path.suffix == ".html"]

    assert [path.name for path in templates if inline.search(path.read_text(encoding="utf-8"))] == []
