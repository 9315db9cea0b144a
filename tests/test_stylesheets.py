"""Nothing lies about: what a style sheet names some page has, what it asks for is defined, each template is shown."""

import re
from pathlib import Path

import pytest

from resolutions.web.view_settings import CHOICES

ROOT = Path(__file__).parent.parent
OF_DJANGO = {"admin.css"}  # dresses pages that are not ours
ELSEWHERE = {"errorlist"}  # Django's own, in a field of ours
CHOSEN = {f"{name}-{value}" for name, values in CHOICES.items() for value in values}  # classes of <html>
CLASS, ASKED, DEFINED = re.compile(r"\.(-?[a-z_][\w-]*)", re.IGNORECASE), re.compile(r"var\((--[\w-]+)"), r"(--[\w-]+):"
pytestmark = pytest.mark.pure


def texts(*patterns: str) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for pattern in patterns for path in ROOT.glob(pattern)}


SHEETS = {path: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for path, text in texts("static/css/*.css").items()}
TEMPLATES = texts("templates/**/*.*")
WHERE_NAMED = "\n".join(
    [*TEMPLATES.values(), *texts("resolutions/**/*.py", "static/js/*.js", "forum_portal/*.py").values()]
)


def is_named(name: str) -> bool:
    """As it is; or put together where it is named: «chip--{{ role }}», f"shade-{number}"."""
    beginnings = [name[: end.end()] for end in re.finditer(r"-+", name)]
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", WHERE_NAMED)) or any(
        re.search(rf"(?<![\w-]){re.escape(beginning)}{{", WHERE_NAMED) for beginning in beginnings
    )


def test_each_class_of_a_style_sheet_is_named_by_a_template_or_by_code():
    named = {
        (path.name, found)
        for path, sheet in SHEETS.items()
        if path.name not in OF_DJANGO
        for selectors in re.findall(r"([^{}]+){", re.sub(r"\d\.\d", "", sheet))
        for found in CLASS.findall(selectors)
    }

    assert len(named) > 300
    assert {pair for pair in named if pair[1] not in CHOSEN | ELSEWHERE and not is_named(pair[1])} == set()


def test_each_variable_that_is_asked_for_is_defined():
    whole = "\n".join([*SHEETS.values(), *texts("static/vendor/**/*.css").values()])
    asked = {name for path, sheet in SHEETS.items() if path.name not in OF_DJANGO for name in ASKED.findall(sheet)}

    assert len(asked) > 50
    assert asked - set(re.findall(DEFINED, whole)) == set()


def test_each_component_is_shown_by_a_page():
    ours = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    shown = [name for name in ours if not name.startswith(("admin/", "registration/", "mail/")) and "/" in name]

    assert len(shown) > 100
    assert [name for name in shown if not is_shown(name) and "/consent/" not in name] == []


def is_shown(name: str) -> bool:
    """A piece is called by its name alone, where it is made or by the tag «piece»."""
    called = {name, name.removeprefix("pieces/"), name.removeprefix("pieces/").removesuffix(".jinja")}
    return any(f'"{one}"' in WHERE_NAMED for one in called)
