"""What is published is mended where it is read: two presses from the public page, and nobody's text is overwritten."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from resolutions.models import Addressee, Addressing, Forum, Line, Part, Recommendation, Section
from resolutions.register.deleting import delete_forum
from resolutions.register.edit import remove
from resolutions.register.mending import TakenOut, mark_of, mend
from resolutions.register.merge import merge_addressees
from resolutions.vocabulary import Act, AddressingRole, LineKind, Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
PENCILS = ".//*[contains(@class, 'pencil')]/a"
LEAD, HELPS = AddressingRole.LEAD, AddressingRole.CO_EXECUTOR


@pytest.fixture
def forum(editor):
    return ForumFactory(organizer=editor.user.organizer, title="Форум сосдей", published_at=timezone.now())


@pytest.fixture
def item(forum):
    """To «мэрия», in words of the text, with a part that asks it."""
    section = SectionFactory(forum=forum, title="Дворы", title_as_written="Секция 1. Дворы")
    row = RecommendationFactory(section=section, number="2", label="2)", text="Осветить двр:\nа) поставить фонрь.")
    part = PartFactory(recommendation=row, label="а)", text="поставить фонрь.", order=1)
    body = AddresseeFactory(name="мэрия")
    AddressingFactory(recommendation=row, addressee=body, as_written="мэрии", part=part, order=1)
    return row


def address_of(row):
    match row:
        case Forum():
            return reverse("mend-forum", args=[row.slug])
        case Recommendation():
            return reverse("mend-recommendation", args=[row.code])
        case _:
            return reverse(f"mend-{row._meta.model_name}", args=[row.pk])


def opened(client, row):
    return filled(client.get(address_of(row)))


def mended(client, row, **typed):
    """Opened and saved with these fields; «who__new__name» is «who-new-name»."""
    return client.post(address_of(row), opened(client, row) | names(typed))


def names(typed):
    return {name.replace("__", "-"): value for name, value in typed.items()}


def asked(row):
    return [(one.code, str(one.addressee), one.role, one.as_written) for one in row.addressings.order_by("order", "pk")]


# Two presses


def test_a_misprint_is_two_presses_from_the_public_page_and_back_at_its_place(editor, forum, item):
    page = html.fromstring(editor.get(forum.get_absolute_url()).content)
    [pencil] = [link.get("href") for link in page.get_element_by_id(f"r-{item.code}").xpath(PENCILS)]
    assert pencil == address_of(item)

    answer = mended(editor, item, text="Осветить двор:\r\nа) поставить фонрь.")

    assert answer["Location"] == f"{forum.get_absolute_url()}#r-{item.code}"
    shown = editor.get(answer["Location"])
    assert [str(message) for message in shown.context["messages"]] == ["Исправлено."]
    item.refresh_from_db()
    assert (item.text, item.number, item.label, item.version) == (
        "Осветить двор:\nа) поставить фонрь.",
        "2",
        "2)",
        2,
    )


def test_from_the_page_of_the_item_she_comes_back_to_it(editor, item):
    page = html.fromstring(editor.get(item.get_absolute_url()).content)
    [pencil] = [link.get("href") for link in page.xpath(PENCILS)]
    fields = opened(editor, item)
    [back] = html.fromstring(editor.get(pencil).content).xpath("//*[@name='back']")

    answer = editor.post(pencil, fields | {"back": back.get("value"), "repeats": "ежегодно"})

    assert answer["Location"] == item.get_absolute_url()


def test_a_visitor_sees_what_she_saw_and_so_do_strangers(client, signed_in, editor, forum, item):
    line = LineFactory(section=item.section)
    strangers = [client, signed_in(), signed_in(role=Role.MODERATOR), signed_in(role=Role.OFFICIAL)]
    pages = [forum.get_absolute_url(), item.get_absolute_url()]

    def seen(door):
        texts = [door.get(page).content.decode() for page in pages]
        return ["/mend/" in text for text in texts]

    assert [seen(door) for door in strangers] == [[False, False]] * 4
    assert seen(editor) == [True, True]
    rows = (forum, item.section, line, item)
    assert [[door.get(address_of(row)).status_code for row in rows] for door in (*strangers, editor)] == [
        [302] * 4,
        *[[404] * 4] * 3,
        [200] * 4,
    ]
    assert [[door.post(address_of(row), {}).status_code for row in rows] for door in strangers[1:]] == [[404] * 4] * 3
    assert client.post(address_of(item), {"text": "Чужое."}).status_code == 403


def ways_on(client, page):
    bar = "//nav[contains(@class, 'edit-bar')]//a"
    return [link.get("href") for link in html.fromstring(client.get(page).content).xpath(bar)]


def test_the_bar_is_for_who_may(client, signed_in, forum, item):
    moderator, others = signed_in(role=Role.MODERATOR), [client, signed_in(), signed_in(role=Role.OFFICIAL)]

    for page in (forum.get_absolute_url(), item.get_absolute_url()):
        assert [ways_on(door, page) for door in others] == [[]] * 3
        assert ways_on(moderator, page) == [reverse("forum-hide", args=[forum.slug])]


def test_the_bar_leads_to_what_there_is(editor, forum, item):
    bars = [ways_on(editor, page) for page in (forum.get_absolute_url(), item.get_absolute_url())]

    assert bars[0] == [
        address_of(forum),
        reverse("draft-correct", args=[forum.slug]),
        reverse("forum-take-back", args=[forum.slug]),
        reverse("forum-hide", args=[forum.slug]),
        reverse("admin:resolutions_forum_history", args=[forum.pk]),
    ]
    assert [bars[1][0], bars[1][-1]] == [
        f"{address_of(item)}?back=item",
        reverse("admin:resolutions_recommendation_history", args=[item.pk]),
    ]
    assert {editor.get(address).status_code for bar in bars for address in bar} == {200}


def test_taking_back_is_asked_once(editor, forum, item):
    address = reverse("forum-take-back", args=[forum.slug])

    assert editor.get(address).status_code == 200
    assert Forum.objects.public().filter(pk=forum.pk).exists()
    answers = [editor.post(address), editor.post(address)]

    assert [answer["Location"] for answer in answers] == [forum.get_absolute_url()] * 2
    assert not Forum.objects.public().filter(pk=forum.pk).exists()
    bar = html.fromstring(editor.get(forum.get_absolute_url()).content).xpath("//nav[contains(@class, 'edit-bar')]//a")
    assert reverse("taken-back-list") in [link.get("href") for link in bar]


# Everything that can be mended


def test_every_field_of_an_item(editor, item):
    mended(editor, item, number="3", act=Act.ASK, deadline="30 дней со дня получения", repeats="ежегодно")

    item.refresh_from_db()
    assert (item.number, item.label, item.act, item.due_in_days, item.repeats) == ("3", "3)", Act.ASK, 30, "ежегодно")
    mended(editor, item, deadline="1.05.2027")
    item.refresh_from_db()
    assert (item.due_on, item.due_in_days) == (date(2027, 5, 1), None)


def test_a_misprint_in_a_part_is_mended_in_the_part_as_well(editor, item):
    mended(editor, item, text="Осветить двр:\nа) поставить фонарь.")

    [part] = item.parts.all()
    assert (part.text, part.label, part.version) == ("поставить фонарь.", "а)", 2)
    assert Addressing.objects.get(recommendation=item).part == part


def test_a_part_comes_and_another_goes_and_whom_it_asked_is_asked_by_the_whole(editor, item):
    [part] = item.parts.all()
    added = {"part__new__text": "убрать снег.", "part__new__label": "б)", "part__new__deadline": "2.05.2027"}

    mended(editor, item, **{f"part-{part.pk}-text": ""}, **added)

    assert list(item.parts.values_list("label", "text", "due_on")) == [("б)", "убрать снег.", date(2027, 5, 2))]
    assert not Part.objects.filter(pk=part.pk).exists()
    [addressing] = item.addressings.all()
    assert (addressing.part, addressing.as_written) == (None, "мэрии")


def test_whom_it_asks(editor, item):
    """One gives way to another and keeps the words of the text; one is added, known or new; who is left out goes."""
    AddresseeFactory(name="дума", is_reviewed=True)
    [(code, *_)] = asked(item)

    mended(editor, item, who__new__name="ДУМА", who__new__role=HELPS)
    [(_, *first), (dumas, *second)] = asked(item)
    assert (first, second) == (["мэрия", LEAD, "мэрии"], ["дума", HELPS, ""])
    assert asked(item)[0][0] == code

    mended(editor, item, **{f"who-{code}-name": "совет ТОС «Ромашка»", f"who-{dumas}-name": ""})
    assert [row[1:] for row in asked(item)] == [("совет ТОС «Ромашка»", LEAD, "мэрии")]
    assert Addressee.objects.get(name="совет ТОС «Ромашка»").is_reviewed is False
    assert Addressing.everything.filter(recommendation=item, withdrawn_at__isnull=False).count() == 2
    item.refresh_from_db()
    assert item.version == 3


def test_a_name_left_as_it_was_is_the_same_body_whatever_else_is_called_so(editor, item):
    AddresseeFactory(name="Мэрия", locality=item.section.forum.locality)

    mended(editor, item, text="Осветить двор:\nа) поставить фонрь.")

    assert Addressing.objects.get(recommendation=item).addressee.locality is None


def test_names_of_what_she_may_see_are_offered(editor, item):
    AddresseeFactory(name="комитет")
    hidden = AddressingFactory(
        addressee__name="тайный совет",
        addressee__is_reviewed=False,
        recommendation__section__forum__published_at=None,
    )

    page = html.fromstring(editor.get(address_of(item)).content.decode())

    names = [option.get("value") for option in page.get_element_by_id("bodies")]
    assert names == ["комитет", "мэрия"]
    assert hidden.addressee.name not in page.text_content()


def test_nothing_is_written_where_nothing_was_changed(editor, forum, item):
    line = LineFactory(section=item.section)
    rows = (forum, item.section, line, item)
    records = [row.history.count() for row in rows]

    answers = [mended(editor, row) for row in rows]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert [row.history.count() for row in rows] == records
    assert {type(row)._default_manager.get(pk=row.pk).version for row in rows} == {1}


def test_a_forum_a_section_and_a_line(editor, forum, item):
    line = LineFactory(section=item.section, label="3.", text="Упрвлению культуры:")
    remark = LineFactory(section=item.section, kind=LineKind.REMARK, text="Говорили догло.")

    answers = [
        mended(editor, forum, title="Форум соседей", starts_on="13.12.2019"),
        mended(editor, item.section, title="Дворы и парки"),
        mended(editor, line, text="Управлению культуры:", label="4."),
        mended(editor, remark, text="Говорили долго."),
    ]

    page = forum.get_absolute_url()
    assert [answer["Location"] for answer in answers] == [
        page,
        f"{page}#s-{item.section.slug}",
        f"{page}#l-{line.pk}",
        f"{page}#l-{remark.pk}",
    ]
    forum.refresh_from_db()
    assert (forum.title, forum.starts_on) == ("Форум соседей", date(2019, 12, 13))
    section = Section.objects.get(pk=item.section.pk)
    assert (section.title, section.title_as_written) == ("Дворы и парки", "Секция 1. Дворы и парки")
    assert [row.printed for row in Line.objects.order_by("pk")] == ["4. Управлению культуры:", "Говорили долго."]
    anchors = {tag.get("id") for tag in html.fromstring(editor.get(page).content).iter() if tag.get("id")}
    assert {f"l-{line.pk}", f"l-{remark.pk}", f"s-{item.section.slug}", f"r-{item.code}"} <= anchors


# Bad input


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "  "}, "Обязательное поле."),
        ({"act": "sing"}, "Выберите корректный вариант"),
        ({"number": "1" * 25}, "не более 20 символов"),
        ({"part__new__text": "а", "part__new__deadline": "9" * 301}, "не более 300 символов"),
    ],
)
def test_what_cannot_be_written_is_said_beside_what_was_typed(editor, item, typed, sentence):
    answer = mended(editor, item, repeats="ежегодно", **typed)

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, 'value="ежегодно"' in page) == (422, True, True)
    item.refresh_from_db()
    assert (item.version, item.repeats) == (1, "")


def test_a_day_before_the_first_is_refused_in_a_sentence(editor, forum):
    answer = mended(editor, forum, ends_on="1.01.2019")

    assert answer.status_code == 422
    assert "Последний день форума не может быть раньше первого." in answer.content.decode()


# Somebody else at the same row


def test_a_colleague_was_first_and_both_texts_stay(editor, signed_in, item):
    colleague = signed_in(organizer=editor.user.organizer, full_name="Анна")
    form = opened(editor, item)
    mended(colleague, item, text="Осветить сквер.", who__new__name="дума")
    [_, (code, *_)] = asked(item)

    answer = editor.post(address_of(item), form | {"text": "Осветить двор."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Осветить двор.", "Сейчас в реестре: Осветить сквер.", "Анна"))
    item.refresh_from_db()
    assert (item.text, len(asked(item))) == ("Осветить сквер.", 2)
    fields = filled(answer)
    assert fields[f"who-{code}-name"] == "дума"  # whom she has never seen is not taken away by her press
    again = editor.post(address_of(item), fields)
    item.refresh_from_db()
    assert (again.status_code, item.text, len(asked(item))) == (302, "Осветить двор.", 2)


def test_another_addressee_meanwhile_is_a_change_as_well(editor, item):
    form = opened(editor, item)
    mended(editor, item, who__new__name="дума")

    answer = editor.post(address_of(item), form | {"text": "Осветить двор."})

    assert (answer.status_code, len(asked(item))) == (409, 2)


def test_the_same_correction_twice_is_one(editor, item):
    form = opened(editor, item)
    mended(editor, item, repeats="ежегодно")

    answer = editor.post(address_of(item), form | {"repeats": "ежегодно"}, follow=True)

    assert [str(message) for message in answer.context["messages"]][-1] == "Это тем временем исправили так же."


def test_a_merge_meanwhile_is_nobodys_correction_of_the_text(editor, item):
    """What she is shown then is the heir's name; her text is there."""
    keep, form = AddresseeFactory(name="администрация"), opened(editor, item)
    merge_addressees(keep, Addressee.objects.get(name="мэрия"), by=None)

    answer = editor.post(address_of(item), form | {"text": "Осветить двор."})

    assert (answer.status_code, "Сейчас в реестре: администрация" in answer.content.decode()) == (409, True)
    fresh = mended(editor, item, text="Осветить двор.")
    assert (fresh.status_code, asked(item)[0][1]) == (302, "администрация")


def test_an_item_that_was_taken_out_gives_both_texts_back(editor, item):
    form = opened(editor, item) | {"text": "Мой текст."}
    remove(item, editor.user)

    answer = editor.post(address_of(item), form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Этого в реестре уже нет", "Мой текст.", "Осветить двр"))
    assert editor.get(address_of(item)).status_code == 404


def test_a_line_a_section_and_a_forum_that_are_gone(editor, signed_in, forum, item):
    line = LineFactory(section=item.section, text="Управлению:")
    of_line, of_section, of_forum = (opened(editor, row) for row in (line, item.section, forum))
    at_line = address_of(line)
    remove(line, editor.user)
    answers = [editor.post(at_line, of_line)]
    stranger = signed_in()
    section, address = item.section, address_of(item.section)
    remove(section, editor.user)
    delete_forum(forum, editor.user)
    answers += [editor.post(address, of_section), editor.post(address_of(forum), of_forum)]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert stranger.post(address, of_section).status_code == 404


def test_a_forum_that_is_deleted_between_two_presses(editor, forum, item):
    """Between the moment when the door found the row and the one when the verb locks it."""
    line = LineFactory(section=item.section)
    rows = (forum, item.section, line)
    marks = [mark_of(row) for row in rows]
    delete_forum(forum, editor.user)

    for row, mark in zip(rows, marks, strict=True):
        with pytest.raises(TakenOut):
            mend(row, mark, {}, editor.user)


def test_what_is_typed_after_the_session_ended_is_given_back(client, editor, item):
    form = opened(editor, item) | {"text": "Мой текст.", "who-new-name": "дума"}

    page = client.post(address_of(item), form).content.decode()

    assert all(words in page for words in ("Мой текст.", "дума", "Ещё адресат", ">Текст<"))
