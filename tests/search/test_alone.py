"""What leaves the shape of its forum alone is read again by itself, and several such changes together.

Committed for real: on PostgreSQL a change counts at commit.
"""

import re
import time
from datetime import date
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.models import (
    Addressee,
    Addressing,
    Errand,
    Forum,
    HiddenWords,
    Line,
    Part,
    Recommendation,
    RecommendationChange,
    Section,
    Theme,
)
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.deleting import delete_forum
from resolutions.register.hiding import hide_words
from resolutions.register.mending import HANGING, mark_of, mend
from resolutions.register.publish import publish, withdraw
from resolutions.review.importing import accept
from resolutions.review.receive import receive
from resolutions.search import index, store
from resolutions.search.called import called_in
from resolutions.search.index import up_to_date
from resolutions.tracking import changed_since, content_version
from resolutions.vocabulary import Act, AddresseeKind, HidingReason
from tests.admin.test_at_once import PATIENCE, Doing, outcomes
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    OrganizerFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.review.test_receive import RESOLUTION
from tests.search.contents import contents
from tests.search.doors import answers, counted, filtered
from tests.search.reference import FACETS, truth

pytestmark = pytest.mark.django_db(transaction=True)
LIST, SUGGEST = "/recommendations/", "/recommendations/suggest/"
LONG = 3600.0  # seconds: as good as for ever


@pytest.fixture
def register():
    """Two public forums of two sections of two recommendations each, and one that is not."""
    bodies = [AddresseeFactory(name=name) for name in ("мэрия", "дума")]
    themes = [ThemeFactory(name=name) for name in ("молодёжь", "возраст")]
    for title in ("Первый", "Второй", "Черновик"):
        published_at = None if title == "Черновик" else timezone.now()
        forum = ForumFactory(title=title, published_at=published_at, starts_on=date(2021, 4, 21), locality=None)
        for order, theme in enumerate(themes, 1):
            section = SectionFactory(forum=forum, order=order, title=f"{title} {order}")
            section.themes.add(theme)
            LineFactory(section=section, order=0)
            for place, body in enumerate(bodies, 1):
                row = RecommendationFactory(section=section, order=place, text=f"{title}: двор {order}{place}")
                PartFactory(recommendation=row)
                AddressingFactory(recommendation=row, addressee=body)


@pytest.fixture
def kept_back(client, register, monkeypatch):
    """As while one change follows upon another: what alone has changed is not read again until somebody says so."""
    client.get(LIST)
    say("Второй: двор 22", "Второй: двор двадцать два")
    assert total(client, "двадцать") == 1  # the first of many is found at once
    monkeypatch.setattr(index, "TOGETHER", LONG)


def row(text="Первый: двор 12"):
    return Recommendation.objects.prefetch_related(*HANGING).get(text=text)


def say(before, after):
    """As an editor mends a misprint."""
    assert mend(row(before), mark_of(row(before)), {"text": after}, by=None)


def total(client, words):
    """As the page says it, which may have been made before."""
    said = re.search(r"найдено (\d+)", client.get(LIST, {"q": words}).content.decode())
    return int(said[1]) if said else 0


def first():
    return Forum.objects.get(title="Первый")


def section():
    return Section.objects.get(title="Первый 1")


# What is noted

WHOLE, ALONE = "the forum", "these alone"
NOTED = {
    "a text": (lambda: Recommendation.objects.filter(pk=row().pk).update(text="Иначе"), ALONE, 1),
    "an act": (lambda: Recommendation.objects.filter(pk=row().pk).update(act=Act.ASK), ALONE, 1),
    "a term": (lambda: Recommendation.objects.filter(pk=row().pk).update(due_on=date(2030, 1, 1)), ALONE, 1),
    "its place": (lambda: Recommendation.objects.filter(pk=row().pk).update(order=7), WHOLE, 0),
    "its section": (
        lambda: Recommendation.objects.filter(pk=row().pk).update(section=Section.objects.get(title="Первый 2")),
        WHOLE,
        0,
    ),
    "one more": (lambda: RecommendationFactory(section=section()), WHOLE, 0),
    "one less": (lambda: Recommendation.objects.filter(pk=row().pk).delete(), WHOLE, 0),
    "a part": (lambda: Part.objects.filter(recommendation=row()).update(text="Иначе"), ALONE, 1),
    "a line": (lambda: Line.objects.filter(section=section()).update(text="Иначе"), WHOLE, 0),
    "one more addressee": (
        lambda: AddressingFactory(recommendation=row(), addressee=Addressee.objects.get(name="мэрия")),
        ALONE,
        1,
    ),
    "how it is addressed": (lambda: Addressing.objects.filter(recommendation=row()).update(as_written="ей"), ALONE, 1),
    "another addressee": (
        lambda: Addressing.objects.filter(recommendation=row()).update(addressee=Addressee.objects.get(name="мэрия")),
        WHOLE,
        0,
    ),
    "an addressee less": (lambda: withdraw_addressing(row().addressings.get(), by=None), WHOLE, 0),
    "an addressee gone": (lambda: Addressing.objects.filter(recommendation=row()).delete(), WHOLE, 0),
    "a body's kind": (
        lambda: Addressee.objects.filter(pk=AddressingFactory(recommendation=row()).addressee_id).update(
            kind=AddresseeKind.MEDIA
        ),
        WHOLE,
        0,
    ),
    "a theme more": (lambda: section().themes.add(Theme.objects.get(name="возраст")), ALONE, 2),
    "a theme less": (lambda: section().themes.clear(), ALONE, 2),
    "a section's title": (lambda: Section.objects.filter(pk=section().pk).update(title="Иначе"), WHOLE, 0),
    "a section's place": (lambda: Section.objects.filter(pk=section().pk).update(order=7), WHOLE, 0),
    "the day": (lambda: Forum.objects.filter(title="Первый").update(starts_on=None), WHOLE, 0),
    "the title": (lambda: Forum.objects.filter(title="Первый").update(title="Иначе"), WHOLE, 0),
    "withdrawn": (lambda: withdraw(first(), by=None), WHOLE, 0),
    "deleted": (lambda: delete_forum(first(), by=None), WHOLE, 0),
    "a demonstration": (lambda: Forum.objects.filter(title="Первый").update(is_demonstration=True), WHOLE, 0),
    "hidden words": (lambda: HiddenWords.objects.create(forum=first(), words="двор"), WHOLE, 0),
}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("what", NOTED)
def test_what_changes_the_shape_of_a_forum_and_what_a_recommendation_alone(what):
    change, kind, count = NOTED[what]
    forum, before = first().pk, content_version()

    change()

    changed = changed_since(before)
    assert content_version() > before
    assert (changed.forums, len(changed.alone)) == ([forum] if kind == WHOLE else [], count)
    assert set(changed.alone.values()) <= {forum}


@pytest.mark.usefixtures("register")
def test_of_a_forum_that_nobody_may_read_no_recommendation_is_noted_nor_of_one_just_entered():
    before = content_version()

    Recommendation.objects.filter(section__forum__title="Черновик").update(text="Иначе")
    accept(receive(RESOLUTION, "итог.txt", OrganizerFactory()))
    publish(Forum.objects.get(title="Черновик"), by=None)

    assert Forum.objects.latest("pk").is_listed
    assert (len(changed_since(before).forums), RecommendationChange.objects.filter(number__gt=before).count()) == (2, 0)


@pytest.mark.usefixtures("register")
def test_one_that_moved_since_it_changed_alone_is_read_with_its_forums():
    before = content_version()
    Recommendation.objects.filter(pk=row().pk).update(act=Act.ASK)
    assert changed_since(before).alone == {row().pk: first().pk}

    Section.objects.filter(pk=section().pk).update(forum=Forum.objects.get(title="Второй"))

    changed = changed_since(before)
    assert (len(changed.forums), changed.alone) == (2, {})


# What the index holds then


@pytest.mark.usefixtures("register")
def test_after_any_sequence_of_changes_the_index_is_what_one_built_anew_is(client, settings, monkeypatch, tmp_path):
    monkeypatch.setattr(index, "TOGETHER", 0.0)
    random = Random(5)
    here = settings.INDEX_ROOT

    def one(model, **which):
        return random.choice(list(model.objects.filter(**which).values_list("pk", flat=True)))

    def some():
        return Recommendation.objects.filter(pk=one(Recommendation))

    steps = [
        *[lambda: some().update(text=f"Двор {random.choice(['школы', 'парка', 'дома'])} {random.randint(1, 9)}")] * 4,
        lambda: some().update(act=random.choice(Act.values)),
        lambda: some().update(number=str(random.randint(1, 9))),
        lambda: some().update(order=random.randint(1, 5)),
        lambda: some().update(section=one(Section)),
        lambda: some().delete(),
        lambda: RecommendationFactory(section_id=one(Section), text="Новый двор"),
        lambda: Section.objects.get(pk=one(Section)).themes.set([one(Theme)]),
        lambda: Section.objects.filter(pk=one(Section)).update(order=random.randint(1, 3)),
        lambda: Section.objects.filter(pk=one(Section)).update(forum=one(Forum)),
        lambda: AddressingFactory(recommendation_id=one(Recommendation), addressee=AddresseeFactory()),
        lambda: Addressing.objects.filter(recommendation=one(Recommendation)).delete(),
        lambda: Forum.objects.filter(pk=one(Forum)).update(published_at=random.choice([None, timezone.now()])),
        lambda: Forum.objects.filter(pk=one(Forum)).update(starts_on=random.choice([None, date(2020, 5, 5)])),
        lambda: Addressee.objects.filter(pk=one(Addressee)).update(kind=random.choice(AddresseeKind.values)),
    ]
    for number in range(60):
        with transaction.atomic():
            for step in random.choices(steps, k=random.choice([1, 1, 2, 5])):
                step()
        if random.random() < 0.6:
            counts = {facet: counted(filtered(""), facet) for facet in FACETS}
            assert counts == {facet: truth()[facet] for facet in FACETS}
        if number % 10 == 9:
            assert answers(client) == truth()
            followed = contents()
            settings.INDEX_ROOT = tmp_path / str(number)
            up_to_date()
            assert followed == contents()
            settings.INDEX_ROOT = here


@pytest.mark.usefixtures("register")
def test_of_a_forum_of_many_one_text_is_read(client):
    client.get(LIST)
    say("Первый: двор 12", "Первый: дворик двенадцать")

    with CaptureQueriesContext(connection) as asked:
        assert up_to_date().is_behind is False

    (texts,) = [one["sql"] for one in asked.captured_queries if '"text"' in one["sql"]]
    assert re.search(r"CASE WHEN .{,60} IN \((\d+)\) THEN", texts)[1] == str(row("Первый: дворик двенадцать").pk)
    assert total(client, "двенадцать") == 1


# Several together


@pytest.mark.usefixtures("kept_back")
def test_while_one_change_follows_upon_another_who_asks_is_answered_from_the_index_as_it_is(client, monkeypatch):
    for place in ("11", "12", "21"):
        say(f"Первый: двор {place}", f"Первый: сквер {place}")
        assert (total(client, "сквер"), total(client, "двор")) == (0, 8)
    page = client.get(LIST)
    assert "ETag" not in page  # nobody remembers it
    assert ("Первый: сквер" in page.content.decode(), "Первый: двор 12" in page.content.decode()) == (True, False)

    monkeypatch.setattr(index, "TOGETHER", 0.0)
    state = up_to_date().state

    assert (total(client, "сквер"), total(client, "двор"), up_to_date().state) == (3, 5, state)
    assert "ETag" in client.get(LIST)


@pytest.mark.usefixtures("register")
def test_what_follows_upon_another_is_read_again_by_who_notices_once_she_has_her_answer(client):
    client.get(LIST)
    say("Первый: двор 12", "Первый: сквер 12")
    assert total(client, "сквер") == 1
    say("Первый: двор 11", "Первый: сквер 11")

    time.sleep(index.TOGETHER)

    assert [total(client, "сквер"), total(client, "сквер")] == [1, 2]


@pytest.mark.usefixtures("register")
def test_what_follows_upon_another_is_found_within_two_seconds(client):
    client.get(LIST)
    slowest = 0.0
    for number in range(6):
        say("Первый: двор 12" if number == 0 else f"Слово{number - 1}", f"Слово{number}")
        started = time.monotonic()
        while not total(client, f"слово{number}"):
            time.sleep(0.01)
        slowest = max(slowest, time.monotonic() - started)

    assert slowest < 2


CHANGES = {
    "published": lambda: publish(Forum.objects.get(title="Черновик"), by=None),
    "withdrawn": lambda: withdraw(first(), by=None),
    "deleted": lambda: delete_forum(first(), by=None),
    "words hidden": lambda: hide_words(first(), "двор", HidingReason.NAME, by=None),
    "a recommendation gone": lambda: Recommendation.objects.filter(section=section()).delete(),
    "an addressing withdrawn": lambda: withdraw_addressing(row().addressings.get(), by=None),
    "a name": lambda: Theme.objects.filter(name="возраст").update(name="Старшее поколение"),
}


@pytest.mark.usefixtures("kept_back")
@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_shape_or_of_a_name_is_not_kept_back_and_nothing_before_it(client, what):
    say("Первый: двор 21", "Первый: сквер двадцать один")
    assert (up_to_date().is_behind, up_to_date().needs_gate) == (True, False)

    CHANGES[what]()

    assert answers(client) == truth()
    assert up_to_date().is_behind is False


@pytest.mark.usefixtures("kept_back")
def test_meanwhile_names_are_understood_and_no_word_is_offered_that_nothing_says_any_more(client, monkeypatch):
    say("Первый: двор 12", "Кузявриков покормить")
    monkeypatch.setattr(index, "TOGETHER", 0.0)
    assert "кузявр" in suggested(client, "кузяв")
    monkeypatch.setattr(index, "TOGETHER", LONG)
    say("Кузявриков покормить", "Котов покормить")

    assert up_to_date().is_behind
    assert suggested(client, "кузяв").strip() == ""
    assert "двор" in suggested(client, "дво")
    answer = client.get(LIST, {"box": "1", "q": "мэрия двор"})
    assert parse_qs(urlsplit(answer["Location"]).query) == {"to": ["meriya"], "q": ["двор"]}


@pytest.mark.usefixtures("register")
def test_a_forum_is_called_as_it_is_entitled_now_whatever_else_has_changed(client):
    assert [name.label for name in named("перв")] == ["Первый"]
    say("Первый: двор 12", "Первый: сквер 12")
    assert [name.label for name in named("перв")] == ["Первый"]

    Forum.objects.filter(title="Первый").update(title="Начальный")

    assert ([name.label for name in named("перв")], [name.label for name in named("нач")]) == ([], ["Начальный"])


def named(beginning):
    return called_in(up_to_date()).with_word_that_begins(beginning)


def suggested(client, beginning):
    return client.get(SUGGEST, {"q": beginning}).content.decode().lower().replace("<mark>", "").replace("</mark>", "")


@pytest.mark.usefixtures("kept_back")
def test_nobody_waits_for_who_reads_them_again_unless_they_may_be_missing_for_long(client, monkeypatch):
    monkeypatch.setattr(index, "TOGETHER", 0.0)
    monkeypatch.setattr(index, "LATE", LONG)
    say("Первый: двор 12", "Первый: сквер 12")

    with store.writing(0) as alone:
        at_once = seconds_of(up_to_date)
        assert (alone, total(client, "сквер")) == (True, 0)
        monkeypatch.setattr(index, "LATE", 0.0)
        waited = seconds_of(up_to_date)

    assert at_once < index.PATIENCE / 2 < index.PATIENCE <= waited
    assert total(client, "сквер") == 1


@pytest.mark.usefixtures("kept_back")
def test_who_has_not_waited_waits_for_a_change_of_shape(monkeypatch):
    monkeypatch.setattr(index, "TOGETHER", 0.0)
    monkeypatch.setattr(index, "LATE", LONG)
    say("Первый: двор 12", "Первый: сквер 12")

    with store.writing(0):
        up_to_date()
        withdraw(first(), by=None)
        waited = seconds_of(up_to_date)
        assert (up_to_date().is_behind, up_to_date().needs_gate) == (True, True)

    assert waited >= index.PATIENCE


def seconds_of(do):
    started = time.monotonic()
    do()
    return time.monotonic() - started


@pytest.mark.usefixtures("kept_back")
def test_a_clock_that_was_put_back_keeps_nothing_back(client):
    current = store.read_pointer()
    store.write_pointer(current.folder, current.version, time.time() + LONG)

    say("Первый: двор 12", "Первый: сквер 12")

    assert total(client, "сквер") == 1


@pytest.mark.usefixtures("register")
def test_very_many_are_read_again_by_who_has_the_time(client, monkeypatch):
    client.get(LIST)
    monkeypatch.setattr(index, "FEW_ALONE", 2)
    Recommendation.objects.filter(section__forum__title="Первый").update(act=Act.ASK)
    assert (up_to_date().is_behind, Errand.objects.count()) == (False, 0)  # of one forum

    monkeypatch.setattr(index, "FEW_FORUMS", 1)
    Recommendation.objects.update(act=Act.RECOMMEND)

    assert (up_to_date().is_behind, Errand.objects.count()) == (True, 1)


# Two at once


@pytest.mark.several_connections
@pytest.mark.usefixtures("register")
def test_two_who_change_the_same_forums_in_another_order_do_not_wait_for_each_other(client):
    keys = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))

    def answer(order, act):
        for _ in range(20):
            with transaction.atomic():
                for key in order:
                    Addressing.objects.filter(recommendation=key).update(as_written=act)
                    Section.objects.get(recommendations=key).themes.set(Theme.objects.all()[: 1 + key % 2])

    half = len(keys) // 2
    doings = [Doing(answer, keys[:half], Act.ASK), Doing(answer, keys[half:][::-1], Act.NOTE)]
    while any(doing.is_alive() for doing in doings):
        answers(client)

    assert outcomes(*doings) == [None, None]
    time.sleep(index.QUIET * index.TOGETHER)
    assert answers(client) == truth()


@pytest.mark.several_connections
@pytest.mark.usefixtures("register")
def test_a_text_and_the_forum_that_it_is_in_changed_by_two_at_once_are_both_seen(client):
    """Whoever commits last sees that the forum is public by then."""
    answers(client)
    draft = Forum.objects.get(title="Черновик")

    def mended():
        with transaction.atomic():
            Recommendation.objects.filter(section__forum=draft, section__order=1, order=1).update(text="Сквер")

    doings = [Doing(publish, draft, None), Doing(mended)]
    for doing in doings:
        doing.join(PATIENCE)

    assert answers(client) == truth()
    assert total(Client(), "сквер") == 1
