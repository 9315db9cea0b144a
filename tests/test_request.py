"""What was asked for at the start, and must never break: names, packages, entry by hand, the filter by addressee."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.urls import reverse

from resolutions.models import Forum
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.commands.test_serve import answer, free_port
from tests.factories import AddresseeFactory, AddressingFactory

ROOT = Path(__file__).parent.parent
ASKED_FOR = ["manage.py", "forum_portal", "resolutions", "templates", "static", "requirements.txt", "tests"]
PACKAGES = ["django", "django-filter", "psycopg2-binary", "pytest-django"]


@pytest.mark.pure
def test_the_names_asked_for_are_at_the_top():
    assert [name for name in ASKED_FOR if not (ROOT / name).exists()] == []


@pytest.mark.pure
def test_the_packages_asked_for_are_required():
    required = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)

    assert [name for name in PACKAGES if name not in required] == []


@pytest.mark.pure
def test_djangos_own_two_commands_show_the_home_page(tmp_path):
    """As anybody who knows Django tries first: nothing in the environment, nothing collected since files changed."""
    port = free_port()
    (tmp_path / "derived" / "static").mkdir(parents=True)
    (tmp_path / "derived" / "static" / "staticfiles.json").write_text('{"version": "1.1", "hash": "", "paths": {}}')
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)

    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    home = answer(port, "/")
    look = re.search(r'href="([^"]+\.css)"', home).group(1)
    styles = answer(port, urljoin("/", look))
    server.kill()
    server.wait()

    assert ("<h1" in home, styles.count("{") > 10) == (True, True)


def entered(client, path: str, **typed: object) -> str:
    """Sends the admin's form with what was typed, as a browser would; where one is led to."""
    response = client.post(path, filled(client.get(path), **typed))
    assert response.status_code == 302, response.context["errors"]
    return response.url


@pytest.mark.django_db
def test_a_whole_resolution_is_entered_in_the_admin_and_published(client, signed_in):
    editor = signed_in(role=Role.EDITOR)
    city, council = AddresseeFactory(name="мэрия города"), AddresseeFactory(name="совет ТОС")
    forum_page = entered(
        editor,
        reverse("admin:resolutions_forum_add"),
        title="Пятый городской форум",
        starts_on="12.12.2019",
        sections__TOTAL_FORMS="2",  # as «Добавить ещё» counts
        sections__0__order="1",
        sections__0__title="Город соседей",
        sections__1__order="2",
        sections__1__title="Город друзей",
        _continue="1",
    )
    for section, number in zip(Forum.objects.get().sections.order_by("order"), ("1", "2"), strict=True):
        entered(
            editor,
            reverse("admin:resolutions_section_change", args=[section.pk]),
            recommendations__0__number=number,
            recommendations__0__text=f"Поддержать соседей: {section.title}.",
            recommendations__0__leads=[city.pk, council.pk],
        )
    entered(editor, forum_page, _publish="1")

    forum = Forum.objects.get()
    page = client.get(forum.get_absolute_url()).content.decode()
    assert (forum.title, forum.starts_on, forum.organizer) == (
        "Пятый городской форум",
        date(2019, 12, 12),
        editor.user.organizer,
    )
    assert [
        (section.title, [(row.number, row.text, addressed(row)) for row in section.recommendations.all()])
        for section in forum.sections.order_by("order")
    ] == [
        ("Город соседей", [("1", "Поддержать соседей: Город соседей.", ["мэрия города", "совет ТОС"])]),
        ("Город друзей", [("2", "Поддержать соседей: Город друзей.", ["мэрия города", "совет ТОС"])]),
    ]
    assert [page.count(f"Поддержать соседей: {title}.") > 0 for title in ("Город соседей", "Город друзей")] == [
        True
    ] * 2


def addressed(recommendation) -> list[str]:
    return [row.addressee.name for row in recommendation.addressings.order_by("order")]


@pytest.mark.django_db
def test_the_official_sees_just_what_is_addressed_to_her_body(client):
    hers = AddressingFactory(recommendation__text="Сделать тротуар.", addressee__name="мэрия города")
    AddressingFactory(recommendation__text="Открыть школу.", addressee__name="министерство образования")

    found = client.get(reverse("api-recommendation-list"), {"to": hers.addressee.slug}).json()
    page = client.get(reverse("recommendation-list"), {"to": hers.addressee.slug}).content.decode()

    assert [row["text"] for row in found["results"]] == ["Сделать тротуар."]
    assert ("Сделать тротуар." in page, "Открыть школу." in page) == (True, False)
