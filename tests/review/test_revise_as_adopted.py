"""A correction knows lines, parts, acts, terms: what is accepted stands as the document has it, the rest as before."""

import random
from dataclasses import replace

import pytest

from resolution_reader import DaysFrom, Group, Outline, Remark, Section, to_json
from resolution_reader import Recommendation as Item
from resolutions.models import Addressing, Draft, Forum, Line, Part, Recommendation
from resolutions.register.as_outline import outline_of
from resolutions.review.enter import enter
from resolutions.review.revise import comparison, revise
from tests.factories import DraftFactory, UserFactory
from tests.review.outlines import adopted, item, yards

pytestmark = pytest.mark.django_db

# As intake of format 1 gave it: one line over all, no labels, acts, parts or terms of its own.
GLUED = "Рекомендовать администрации города: Управлению культуры: Соседям:"


def of_format_1() -> Outline:
    rows = [
        item(row.text, row.source[0], number=row.number, addressees=row.addressees, group=0)
        for row in yards().recommendations
    ]
    section = Section("Дворы", yards().preamble, GLUED, tuple(rows), ((2, 2),), "Дворы", (Group(GLUED, 0),))
    return replace(adopted(), sections=(section,), head=None, adopted=None)


def entered(outline: Outline) -> Forum:
    return enter(DraftFactory(outline=to_json(outline)), by=None)


def correction(forum: Forum, outline: Outline) -> Draft:
    return DraftFactory(
        source__organizer=forum.organizer, revises=Forum.objects.get(pk=forum.pk), outline=to_json(outline)
    )


def keys(draft: Draft) -> list[str]:
    return [difference.key for difference in comparison(draft).differences()]


def codes() -> list[tuple[str, str]]:
    rows = Addressing.everything.order_by("recommendation__code", "code")
    return list(rows.values_list("recommendation__code", "code"))


def test_the_same_document_differs_in_nothing():
    forum = entered(adopted())

    assert keys(correction(forum, adopted())) == []


@pytest.mark.parametrize("title", ["Дворы", None])
def test_sections_of_one_title_are_told_apart_by_their_order(title):
    first = replace(yards(), title=title)
    second = replace(first, groups=(), remarks=(), recommendations=(item("Школам открыть залы.", 40),))
    twice = replace(adopted(), sections=(first, second))
    forum = entered(twice)

    assert keys(correction(forum, twice)) == []


def test_what_was_entered_in_format_1_differs_in_what_that_did_not_know():
    forum = entered(of_format_1())
    found = {
        row.label: (row.kind, row.before, row.after) for row in comparison(correction(forum, adopted())).differences()
    }

    assert found == {
        "Шапка документа": ("forum", "", "РЕЗОЛЮЦИЯ\nII форума дворов"),
        "Как принята": ("forum", "", "6 июня 2023 г., № 12-р, за – 31, против – 0"),
        "Дворы: заголовок, как напечатан": ("section", "Дворы", "Секция 1. «Дворы»"),
        "Дворы: приложение": ("section", "", "Приложение 1"),
        "Дворы: строки между пунктами": (
            "lines",
            f"{GLUED} [перед пунктом 1.1, под ней 1.1, 2, «принять к сведению доклад.»]",
            "Рекомендовать администрации города: [перед пунктом 1.1, под ней 1.1]\n"
            "Обсуждение: Участники отметили, что дворы пусты. [перед пунктом 2]\n"
            "– 3. Управлению культуры: [перед пунктом 2, под ней 2]\n"
            "4. Соседям: [перед пунктом «принять к сведению доклад.», под ней «принять к сведению доклад.»]",
        ),
        "Дворы: рекомендация 2": ("changed", *(found["Дворы: рекомендация 2"][1:])),
        "Дворы: рекомендация «принять к сведению доклад.»": (
            "changed",
            "принять к сведению доклад.",
            "– принять к сведению доклад.\nЧто делает: отмечает\nСрок: 31 декабря 2024 г.",
        ),
    }
    before, after = found["Дворы: рекомендация 2"][1:]
    assert after.removeprefix(before.replace("2. ", "2) ", 1)) == (
        "\nЧто делает: поручает\nКак часто: ежеквартально\nКонтролирует: на первого заместителя мэра\n"
        "Части: а) Управлению культуры провести конкурс (кому: Управлению культуры, срок: 1 мая 2024 г.); "
        "б) бассейну «Волна» открыть дорожку (кому: бассейну «Волна», срок: 30 дней со дня получения, "
        "получатель: в городскую Думу); в) провести праздник (срок: до конца года)"
    )


def test_accepting_all_of_it_makes_the_forum_what_the_document_says_and_codes_stay():
    forum, twin = entered(of_format_1()), entered(adopted())
    before = codes()
    draft = correction(forum, adopted())

    revise(draft, keys(draft), UserFactory(organizer=forum.organizer))

    now, wanted = outline_of(Forum.objects.get(pk=forum.pk)), outline_of(twin)
    assert now.sections[0].recommendations == wanted.sections[0].recommendations
    assert now == wanted
    assert codes() == before
    assert list(forum.sections.get().lines.values_list("order", flat=True)) == [1, 3, 4, 6]
    assert keys(correction(forum, adopted())) == []


def test_refusing_all_of_it_leaves_everything():
    forum = entered(of_format_1())
    before = outline_of(forum)
    records = Recommendation.history.count(), Line.history.count()

    revise(correction(forum, adopted()), [], by=None)

    assert outline_of(Forum.objects.get(pk=forum.pk)) == before
    # As it is printed anyway; nobody has refused anything about the first.
    assert list(Recommendation.objects.in_document_order().values_list("label", flat=True)) == ["1.1.", "", ""]
    assert (Recommendation.history.count(), Line.history.count()) == records


def test_lines_alone_are_taken_without_a_word_of_the_recommendations():
    forum = entered(of_format_1())
    texts = list(Recommendation.objects.values_list("code", "number", "act", "text"))
    draft, editor = correction(forum, adopted()), UserFactory(organizer=forum.organizer)

    revise(draft, [key for key in keys(draft) if key.startswith("lines:")], editor)

    assert list(Recommendation.objects.values_list("code", "number", "act", "text")) == texts
    assert [group.printed for group in outline_of(forum).sections[0].groups] == [
        "Рекомендовать администрации города:",
        "3. Управлению культуры:",
        "4. Соседям:",
    ]
    rows = Recommendation.objects.in_document_order()
    assert [row.group.text for row in rows] == [
        "Рекомендовать администрации города:",
        "Управлению культуры:",
        "Соседям:",
    ]
    # What has another line above it is changed, and by whom; the first line is the same row as before.
    assert [row.version for row in rows] == [1, 2, 2]
    first = Line.objects.in_section_order().first()
    assert (first.version, first.history.first().history_user) == (2, editor)


def test_recommendations_alone_are_taken_and_stay_under_their_line():
    forum = entered(of_format_1())
    draft = correction(forum, adopted())

    revise(draft, [key for key in keys(draft) if key.startswith("changed:")], by=None)

    assert [line.printed for line in Line.objects.all()] == [GLUED]
    assert [(row.group.text, row.act) for row in Recommendation.objects.in_document_order()] == [
        (GLUED, "recommend"),
        (GLUED, "instruct"),
        (GLUED, "note"),
    ]
    assert list(Addressing.objects.values_list("part__label", flat=True).order_by("pk")) == [None, "а)", "б)"]


def test_a_part_that_is_gone_leaves_its_addressing_to_the_whole():
    forum = entered(adopted())
    rows = yards().recommendations
    whole = replace(rows[1], parts=rows[1].parts[:1])
    draft = correction(
        forum, replace(adopted(), sections=(replace(yards(), recommendations=(rows[0], whole, rows[2])),))
    )
    before = codes()

    revise(draft, keys(draft), by=None)

    assert [part.label for part in Part.objects.all()] == ["а)"]
    assert list(Addressing.objects.values_list("part__label", flat=True).order_by("pk")) == [None, "а)", None]
    assert (codes(), Part.history.filter(history_type="-").count()) == (before, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"act": "ask"},
        {"repeats": "ежегодно"},
        {"deadline": DaysFrom(10)},
        {"label": "–"},
        {"others": ()},
        {"parts": ()},
    ],
    ids=str,
)
def test_each_thing_that_a_recommendation_says_is_a_difference(change):
    forum = entered(adopted())
    rows = yards().recommendations
    changed = replace(yards(), recommendations=(rows[0], replace(rows[1], **change), rows[2]))
    draft = correction(forum, replace(adopted(), sections=(changed,)))
    found = keys(draft)

    revise(draft, found, by=None)

    assert [key.partition(":")[0] for key in found] == ["changed"]
    assert outline_of(Forum.objects.get()) == outline_of(entered(replace(adopted(), sections=(changed,))))


# Whatever is accepted

WORDS = [f"{verb} {what}" for verb in ("украсить", "убрать", "осветить") for what in ("двор", "сквер", "сад", "лес")]
LINES = ["Просят:", "Школам:", "Садам:", "Жителям:"]


def drawn(chance: random.Random, title: str) -> Section:
    """A few items with words of this section's own, and lines of all kinds and levels among them."""
    own = [f"{words} у {title}" for words in WORDS]
    words = chance.sample(own, chance.randint(1, 6))
    groups, remarks, items = [], [], []
    for place in range(len(words) + chance.randint(0, 4)):
        kind = chance.choice(["item", "item", "group", "remark"]) if place else "item"
        if kind == "group":
            groups.append(Group(chance.choice(LINES), place, level=chance.randint(1, 4)))
        elif kind == "remark":
            remarks.append(Remark(f"Обсудили {chance.choice(LINES)}", place))
        elif words:
            under = len(groups) - 1 if groups and chance.random() < 0.8 else None
            items.append(item(words.pop(), place, number=str(place), label=f"{place})", group=under))
    places = iter(range(len(items) + len(groups) + len(remarks)))
    kinds = sorted([*groups, *remarks, *items], key=lambda row: row.source[0] if isinstance(row, Item) else row.place)
    placed = {id(row): place for row, place in zip(kinds, places, strict=True)}
    return Section(
        title=title,
        preamble=None,
        lead_in=None,
        recommendations=tuple(items),
        groups=tuple(replace(row, place=placed[id(row)]) for row in groups),
        remarks=tuple(replace(row, place=placed[id(row)]) for row in remarks),
    )


def resolution(chance: random.Random) -> Outline:
    titles = chance.sample(["школы", "сада", "вокзала"], chance.randint(1, 3))
    return replace(adopted(), sections=tuple(drawn(chance, title) for title in titles))


@pytest.mark.parametrize("seed", range(40))
def test_all_accepted_is_the_document_none_is_the_register_and_some_stand_in_order(seed):
    chance = random.Random(seed)
    before, after = resolution(chance), resolution(chance)
    forum = entered(before)
    was = shape(forum)
    revise(correction(forum, after), [], by=None)
    assert shape(forum) == was

    draft = correction(forum, after)
    found = keys(draft)
    revise(draft, [key for key in found if chance.random() < 0.5], by=None)
    for section in forum.sections.all():
        rows = sorted([*section.lines.all(), *section.recommendations.all()], key=lambda row: row.order)
        assert len({row.order for row in rows}) == len(rows)
        seen: set[int] = set()
        for row in rows:
            above = row.above_id if isinstance(row, Line) else row.group_id
            assert above is None or above in seen
            seen |= {row.pk} if isinstance(row, Line) else set()

    draft = correction(forum, after)
    revise(draft, keys(draft), by=None)
    found, expected = shape(forum), shape(entered(after))
    assert {title: found[title] for title in expected} == expected
    assert keys(correction(forum, after)) == []


def shape(forum: Forum) -> dict[str, list[object]]:
    """{section: what stands in it, and under what}."""
    return {
        section.title: [
            (row.label or f"{row.number}.", row.text, row.group)
            if isinstance(row, Item)
            else (row.text, getattr(row, "level", 0))
            for row in section.body
        ]
        for section in outline_of(Forum.objects.get(pk=forum.pk)).sections
    }
