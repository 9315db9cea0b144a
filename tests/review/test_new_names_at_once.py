"""Several people bring the same new place, body or name into the register in the same moment: all end well, one row."""

import time
from functools import partial
from threading import Barrier, Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from resolutions.models import Addressee, AddresseeAlias, Forum, Locality, Organizer, Section
from resolutions.register.organizers import default_organizer
from resolutions.review.sheet import sheet_from_json, sheet_json
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.admin.test_at_once import PATIENCE, Doing, outcomes, waiting
from tests.factories import AddresseeFactory, LocalityFactory, SectionFactory, UserFactory
from tests.review.test_enter import draft_of, item, mention

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]
EDITORS = 8
BODIES = ("дружина", "клуб соседей", "совет двора")
SECTIONS = ("Дворы", "Молодёжь", "Соседи")
TAUGHT = ("Актив А", "Актив Б", "Актив В")


def all_at_once(doings):
    together = Barrier(len(doings))

    def start(do):
        together.wait(PATIENCE)
        return do()

    return outcomes(*(Doing(start, do) for do in doings))


def open_draft(number: int, bodies=BODIES):
    """The same new names as in every other one; those of an odd number backwards."""
    bodies, titles, taught = (names[:: -1 if number % 2 else 1] for names in (bodies, SECTIONS, TAUGHT))
    own = f"Форум № {number}"
    items = [item(mention(name, kind="advisory"), text=f"{own}: {name}.") for name in bodies] or [item()]
    # Forums of one place and year would wait for each other's address before they come to anything else.
    draft = draft_of(title=own, date=f"{2010 + number}-06-05", sections=[])
    shared = {"preamble": None, "lead_in": None}
    draft.outline["sections"] = [{"title": title, "recommendations": items, **shared} for title in titles]
    draft.outline = sheet_json(sheet_from_json(draft.outline))
    draft.outline["aliases"] = [[name, "НКО"] for name in taught]  # by «у всех таких же»
    draft.save()
    return draft


def publishing(draft):
    """Her press on «Опубликовать», ready to be done; gives the status."""
    door = Client()
    door.force_login(UserFactory(organizer=draft.organizer))
    return lambda: door.post(reverse("draft-publish", args=[draft.pk]), {"revision": 1}).status_code


def test_eight_editors_publish_the_first_resolutions_of_a_place_at_once():
    AddresseeFactory(name="НКО")
    doings = [publishing(open_draft(number)) for number in range(EDITORS)]

    assert all_at_once(doings) == [302] * EDITORS
    assert Forum.objects.public().filter(locality__name="Томск").count() == EDITORS
    assert [*Locality.objects.values_list("name", flat=True)] == ["Томск"]
    assert sorted(Addressee.objects.values_list("name", flat=True)) == sorted([*BODIES, "НКО"])
    assert Section.objects.count() == EDITORS * len(SECTIONS)
    assert sorted(AddresseeAlias.objects.values_list("name", flat=True)) == sorted(TAUGHT)


@pytest.mark.parametrize("noun", ["body", "section", "other name"])
def test_the_same_names_in_another_order_are_no_deadlock(noun):
    """Somebody else is just writing the middle one, so that both would have come as far as that."""
    place, known = LocalityFactory(name="Томск", region=None), AddresseeFactory(name="НКО")
    forum = SectionFactory().forum
    middle = {
        "body": partial(AddresseeFactory, name=BODIES[1], locality=place),
        "section": partial(SectionFactory, forum=forum, title=SECTIONS[1]),
        "other name": partial(known.aliases.create, name=TAUGHT[1]),
    }
    written, forgotten = Event(), Event()

    def write():
        with transaction.atomic():
            middle[noun]()
            written.set()
            forgotten.wait(PATIENCE)
            transaction.set_rollback(True)

    other = Doing(write)
    written.wait(PATIENCE)
    # Who asks the same body waits there already, and would not come any further.
    asked = BODIES if noun == "body" else ()
    editors = [Doing(publishing(open_draft(number, asked))) for number in range(2)]
    until_all_wait_or_end(editors)
    forgotten.set()

    assert outcomes(other, *editors) == [None, 302, 302]


def test_a_body_that_somebody_enters_meanwhile_is_found_though_the_reader_took_it_for_another():
    """«Комитет связи» is another name of a body of Омск; here it is one by itself, and new."""
    place, elsewhere = LocalityFactory(name="Томск", region=None), LocalityFactory(name="Омск")
    AddresseeFactory(name="комитет информатики", locality=elsewhere).aliases.create(name="комитет связи")
    meant = mention("комитет связи", known_as="комитет информатики", kind="department")
    draft = draft_of(item(meant))
    draft.outline = sheet_json(sheet_from_json(draft.outline))
    draft.save()
    written, awaited = Event(), Event()

    def write():
        with transaction.atomic():
            AddresseeFactory(name="комитет связи", locality=place)
            written.set()
            awaited.wait(PATIENCE)

    other = Doing(write)
    written.wait(PATIENCE)
    editor = Doing(publishing(draft))
    until_all_wait_or_end([editor])
    awaited.set()

    assert outcomes(other, editor) == [None, 302]
    assert [*Addressee.objects.filter(locality=place).values_list("name", flat=True)] == ["комитет связи"]


def until_all_wait_or_end(doings):
    while len(running := [doing for doing in doings if doing.is_alive()]):
        if waiting() >= len(running):
            return
        time.sleep(0.02)


def batch(folder):
    """Three new places, each with a body of its own; the words are those of this folder alone."""
    folder.mkdir()
    for place in ("Томск", "Омск", "Тверь"):
        opening = f"Резолюция Форума дворов {folder.name}\n\n5 июня 2023 года, город {place}\n\n"
        asked = f"Участники рекомендуют:\n\n1. Рекомендовать Штабу дворов провести дело {folder.name}.\n"
        (folder / f"{place}.txt").write_text(opening + asked, encoding="utf-8")
    return folder


def test_what_the_database_refuses_stops_no_batch(tmp_path, capsys):
    refuse = "ADD CONSTRAINT refuse_omsk CHECK (slug NOT LIKE 'omsk%')"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE resolutions_forum {refuse}")
    try:
        with pytest.raises(SystemExit) as end:
            call_command("import_resolution", batch(tmp_path / "а"), publish=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE resolutions_forum DROP CONSTRAINT refuse_omsk")

    told = capsys.readouterr()
    assert (end.value.code, Forum.objects.public().count()) == (2, 2)
    assert told.err == "[1 из 3] Омск.txt: база данных не приняла его: повторите команду.\n"
    call_command("import_resolution", tmp_path / "а", publish=True)
    assert Forum.objects.public().count() == 3


def test_imports_at_once_read_their_batches_to_the_end(tmp_path):
    folders = [batch(tmp_path / name) for name in "абвг"]

    ends = all_at_once([partial(call_command, "import_resolution", folder, publish=True) for folder in folders])

    assert ends == [None] * 4
    assert Forum.objects.public().count() == 12
    assert sorted(Locality.objects.values_list("name", flat=True)) == ["Омск", "Тверь", "Томск"]
    assert Addressee.objects.count() == 3
    assert Organizer.objects.get() == default_organizer()


@pytest.mark.parametrize("noun", ["locality", "theme", "region"])
def test_two_who_add_the_same_name_by_hand_at_once_are_told_so(noun):
    page = reverse(f"admin:resolutions_{noun}_add")
    doors = []
    for _ in range(4):
        door = Client()
        door.force_login(UserFactory(role=Role.MODERATOR))
        doors.append((door, filled(door.get(page), name="Бердск")))

    answers = all_at_once([partial(door.post, page, form) for door, form in doors])

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    told = [answer for answer in answers if answer.status_code == 200]
    assert all("уже есть" in answer.content.decode() for answer in told)
