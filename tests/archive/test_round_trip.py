"""Register -> archive -> register -> archive: the same data, the same pages, at the same addresses."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from resolutions.archive.importing import import_archive
from resolutions.archive.links import broken_links
from resolutions.errata import errata_of
from resolutions.models import Addressee, Forum, Organizer, Recommendation, SourceDocument, Theme
from resolutions.register.authorship import save_version
from tests.archive.folder import archive, data_of, files, rows_of, sums, text_of

pytestmark = pytest.mark.django_db


def emptied():
    """As a new installation is, but for the themes that it has from the beginning."""
    for name in ("Draft", "SourceDocument", "Forum", "Addressee", "Theme", "Locality", "Region", "Organizer", "Look"):
        model = apps.get_model("resolutions", name)
        rows = model.everything if name == "Forum" else model._base_manager
        for column in {"parent", "successor", "merged_into"} & {field.name for field in model._meta.get_fields()}:
            rows.update(**{column: None, "name": Concat("name", "slug")} if column == "merged_into" else {column: None})
        rows.all().delete()
        if hasattr(model, "history"):
            model.history.all().delete()
    for name in ("Section", "Line", "Recommendation", "Part", "Addressing", "AddresseeAlias"):
        apps.get_model("resolutions", name).history.all().delete()


def addresses() -> list[str]:
    """Of everything that has one of its own."""
    forums = [forum.slug for forum in Forum.objects.readable()]
    return [
        *("/", "/forums/", "/addressees/", "/themes/", "/statistics/", "/recommendations/?q=развитие&sort=document"),
        *(
            reverse(name, args=[slug])
            for slug in forums
            for name in ("forum-detail", "forum-text", "forum-akoma-ntoso")
        ),
        *(row.get_absolute_url() for row in Recommendation.objects.readable()),
        *(row.get_absolute_url() for row in Addressee.objects.public()),
        *(row.get_absolute_url() for row in Theme.objects.public()),
    ]


def shown(paths: list[str]) -> dict[str, bytes]:
    client = Client()
    answers = {path: client.get(path) for path in sorted(paths)}
    return {path: b"".join(answer) if answer.streaming else answer.content for path, answer in answers.items()}


def test_both_seeds_and_the_demonstration_come_back_as_they_were(seeds, folder, tmp_path):
    before, documents = shown(addresses()), sources()
    archive(folder)
    emptied()

    import_archive(folder)
    archive(tmp_path / "again")

    assert sums(tmp_path / "again", but=set()) == sums(folder, but=set())
    assert sources() == documents
    after = shown(addresses())
    assert after.keys() == before.keys()
    assert [path for path in before if before[path] != after[path]] == []
    assert len(before) > 60


def sources() -> set[tuple[str, str, bytes]]:
    found = set()
    for row in SourceDocument.objects.all():
        with row.file.open() as file:
            found.add((row.original_name, row.media_type, file.read()))
    return found


def test_everything_that_a_register_can_hold_comes_back(full, folder, tmp_path):
    before = shown(full.addresses)
    archive(folder)
    emptied()

    import_archive(folder)
    archive(tmp_path / "again")

    assert sums(tmp_path / "again", but=set()) == sums(folder, but=set())
    after = shown(full.addresses)
    assert [path for path in before if before[path] != after[path]] == []
    assert list(broken_links(folder)) == []


def test_what_an_item_said_before_it_was_corrected_comes_back(full, folder, tmp_path):
    """On its page, and in the archive; also when it is corrected once more."""
    path = full.corrected.get_absolute_url()
    archive(folder)
    emptied()
    import_archive(folder)
    row = Recommendation.objects.get(code=full.corrected.code)

    with time_machine.travel(full.today + timedelta(days=3), tick=False):
        row.text = "Осветить двор и сквер у школы."
        save_version(None, row)
        told = [
            (
                erratum.day.isoformat(),
                erratum.label,
                [(what, words) for what, words in erratum.pieces if what != "same"],
            )
            for erratum in errata_of(Recommendation.objects.select_related("section__forum").get(pk=row.pk))
        ]

    assert told == [
        ("2026-11-26", "Текст", [("new", "и сквер")]),
        ("2026-11-22", "Кому", [("gone", "Комиссия по дворам"), ("new", "администрация города Твери")]),
        ("2026-11-21", "Текст", [("gone", "двр"), ("new", "двор")]),
        ("2026-11-21", "Номер", [("gone", "7."), ("new", "2.1.")]),
    ]
    assert "было" in text_of(folder, f"forums/{full.forum.slug}/index.html")
    assert Client().get(path).status_code == 200


def test_codes_slugs_and_signposts_live_on(full, folder):
    codes, slugs = full.codes(), full.slugs()
    archive(folder)
    emptied()

    import_archive(folder)

    assert (full.codes(), full.slugs()) == (codes, slugs)
    client = Client()
    assert client.get("/addressees/uprava-tveri/")["Location"] == "/addressees/administratsiya-goroda-tveri/"
    assert client.get("/themes/lesa/")["Location"] == "/themes/ekologiya/"


def test_a_body_that_nobody_has_confirmed_is_one_for_both_forums_that_name_it(full, folder):
    archive(folder)
    emptied()

    import_archive(folder)

    [body] = Addressee.objects.filter(name="Совет дворов")
    assert (body.is_reviewed, body.is_seconded, body.addressings.count()) == (False, False, 2)
    assert "sovet-dvorov" not in "".join(map(str, files(folder)))


def test_a_register_has_some_rows_from_the_beginning(full, folder):
    """Themes that came with it and an organizer who has accounts already are called as the archive calls them."""
    archive(folder)
    emptied()
    Theme.objects.create(slug="ecology", name="ЭКОЛОГИЯ")
    Theme.objects.create(slug="lesa", name="Леса")
    Organizer.objects.create(slug="palata", name="Общественная палата", contact_email="palata@example.org")

    import_archive(folder)

    assert list(Theme.objects.order_by("slug").values_list("slug", "name", "merged_into__slug")) == [
        ("ekologiya", "Экология", None),
        ("lesa", "Леса", "ekologiya"),
    ]
    [organizer] = Organizer.objects.filter(name="Общественная палата")
    assert (organizer.slug, organizer.contact_email) == ("obshchestvennaya-palata", "palata@example.org")


def test_the_archive_of_one_organizer_holds_what_its_forums_show(full, folder, tmp_path):
    archive(folder, organizer=full.forum.organizer)

    assert {path for path in files(folder) if path.startswith("data/forums/")} == {"data/forums/tver-2025.js"}
    assert {row["slug"] for row in rows_of(folder, "organizers")} == {"obshchestvennaya-palata"}
    # Whom it asks, what these belong to, and no others.
    assert {row["slug"] for row in rows_of(folder, "addressees")} == {
        "upravleniye-blagoustroystva",
        "administratsiya-goroda-tveri",
    }
    told = b"".join(files(folder).values()).decode(errors="replace")
    assert ("Чужой форум" in told, "Другой орган" in told) == (False, False)
    assert list(broken_links(folder)) == []
    emptied()
    import_archive(folder)
    archive(tmp_path / "again", organizer=Organizer.objects.get())
    assert sums(tmp_path / "again", but=set()) == sums(folder, but=set())
    assert data_of(folder, "tver-2025")["organizer"] == "obshchestvennaya-palata"
