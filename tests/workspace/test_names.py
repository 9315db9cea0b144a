"""From the opened review to the published page: how many presses it takes, and what the first button of all lets in."""

import io
import re

import docx
import pytest
from django.urls import reverse
from lxml import html

from resolution_reader import fault_of_name
from resolutions.models import Addressee, Draft, Recommendation
from resolutions.review.receive import receive
from tests.documents.scored import HERE, annotated

pytestmark = pytest.mark.django_db

BODIES = [
    "Администрации города Новомирска",
    "Департаменту образования города Новомирска",
    "Управлению культуры города Новомирска",
    "Совету депутатов города Новомирска",
    "Комитету по благоустройству",
    "ТОС «Заречье»",
    "Управляющим компаниям",
    "МБУ «Горзеленхоз»",
    "Центральной районной больнице",
]
TASKS = ["отремонтировать дворы", "открыть кружки", "посадить деревья"]
RED_INSIDE = ("polevskoy-plan", "nartkala-minutes", "minusinsk-eco", "gryazi-culture-plan")
OWN = ["Провести городской субботник.", "Создать общественный совет.", "Провести следующую конференцию в Новомирске."]


def conference() -> bytes:
    document = docx.Document()
    document.add_heading("Резолюция I Общественной конференции «Новый мир»", 0)
    document.add_paragraph("14 сентября 2024 года, город Новомирск")
    document.add_paragraph("Участники конференции решили:")
    asked = [f"{body} {TASKS[at // 9]} на улице № {at + 1}." for at, body in enumerate(BODIES * 3)]
    for number, text in enumerate([*asked[:24], *OWN], 1):
        document.add_paragraph(f"{number}. {text}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def opened(user, name, data) -> Draft:
    return receive(data, name, user.organizer, user)


class Editor:
    """Presses what is on the page, each time with the form as it stands there."""

    def __init__(self, client, draft):
        self.client, self.draft, self.presses = client, draft, 0

    def page(self):
        return html.fromstring(self.client.get(self.draft.get_absolute_url()).content.decode())

    def press(self, op, **typed):
        self.presses += 1
        form = self.page().get_element_by_id("review")
        fields = {name: value for name, value in form.form_values() if name != "op"}
        return self.client.post(self.draft.get_absolute_url(), fields | typed | {"op": op})

    def has(self, op):
        return bool(self.page().xpath(f"//button[@name='op'][@value='{op}']"))

    def settle_the_table(self):
        for op in ("names-right", "names-nobody"):
            if self.has(op):
                self.press(op)

    def publish(self):
        assert self.press("publish")["Location"] == reverse("draft-publish", args=[self.draft.pk])
        self.presses += 1
        revision = Draft.objects.get(pk=self.draft.pk).revision
        answer = self.client.post(reverse("draft-publish", args=[self.draft.pk]), {"revision": revision})
        assert answer.status_code == 302, answer.content.decode()
        return self.presses


def test_a_document_of_a_new_town_that_was_read_right_takes_six_presses(editor):
    at = Editor(editor, opened(editor.user, "новый.docx", conference()))
    assert len(at.page().find_class("draft-card--item")) == 27
    assert at.page().xpath("//article//*[contains(@class, 'look--doubt')]") == []

    at.settle_the_table()

    assert (at.has("names-right"), at.has("names-nobody")) == (False, False)
    assert at.publish() <= 6
    assert Recommendation.objects.public().count() == 27


def test_each_of_ten_wrong_readings_takes_two_more(editor):
    """Ten names are put wrong; each is typed anew where it stands in the table."""
    draft = opened(editor.user, "новый.docx", conference())
    wrong = [
        "А",
        "ИП",
        "соисполнитель",
        "данные органы",
        "ОМВД России по г",
        "отдел культуры 2.",
        "Управление по",
        "админиcтрация",
        "эксплуатирующие дома",
        "РЕШИЛИ",
    ]
    for card, name in zip(draft.outline["sections"][0]["recommendations"], wrong, strict=False):
        card["addressees"] = [card["addressees"][0] | {"name": name, "match": "new"}]
    draft.save()
    at = Editor(editor, draft)
    at.settle_the_table()
    assert len(at.page().find_class("names__row--red")) == 10

    for number in range(10):
        field = at.page().find_class("names__row--red")[0].xpath(".//input/@name")[0]
        at.press("save", **{field: f"Городской отдел № {number + 3} города Новомирска"})

    assert at.page().find_class("names__row--red") == []
    at.settle_the_table()
    assert at.publish() <= 6 + 2 * 10
    assert not Addressee.objects.filter(name__in=wrong).exists()


def test_the_first_button_everywhere_lets_no_red_name_in(editor):
    """Of each page of the review the first button that settles something is pressed, until none is left."""
    for row in annotated(HERE / "files" / "gold.jsonl"):
        if row["id"] not in RED_INSIDE:
            continue
        at = Editor(editor, opened(editor.user, row["file"], (HERE / "files" / row["file"]).read_bytes()))
        for _ in range(60):
            buttons = at.page().xpath("//main//button[@name='op']/@value")
            settling = [op for op in buttons if re.match(r"names-|settle", op)]
            if not settling:
                break
            at.press(settling[0])
        if at.draft.outline["sections"] and any(row["recommendations"] for row in at.draft.outline["sections"]):
            at.publish()

    entered = list(Addressee.objects.filter(addressings__isnull=False).values_list("name", flat=True).distinct())
    assert len(entered) > 20
    assert [name for name in entered if fault_of_name(name)] == []


def with_red_name(editor) -> Draft:
    draft = opened(editor.user, "новый.docx", conference())
    card = draft.outline["sections"][0]["recommendations"][0]
    card["addressees"] = [card["addressees"][0] | {"name": "ИП", "match": "new"}]
    draft.save()
    return draft


def test_published_as_it_is_a_red_name_stays_outside_and_the_last_page_says_so(editor):
    draft = with_red_name(editor)
    assert "Не войдут в реестр: «ИП»." in editor.get(reverse("draft-publish", args=[draft.pk])).content.decode()

    Editor(editor, draft).publish()

    assert not Addressee.objects.filter(name="ИП").exists()
    first = Recommendation.objects.order_by("section__order", "order").first()
    assert (first.text.startswith("Администрации"), first.addressings.count()) == (True, 0)


def test_kept_by_its_own_button_a_red_name_enters(editor):
    at = Editor(editor, with_red_name(editor))
    (keep,) = at.page().xpath("//*[contains(@class, 'names__row--red')]//button[contains(@value, 'names-keep')]/@value")

    at.press(keep)
    at.publish()

    assert Addressee.objects.filter(name="ИП").exists()


def test_a_card_that_was_looked_at_keeps_its_red_name_outside(editor):
    draft = with_red_name(editor)
    at = Editor(editor, draft)
    key = at.page().find_class("draft-card--item")[0].get("id").removeprefix("c-")

    at.press(f"settle-all:{key}")

    assert len(at.page().find_class("names__row--red")) == 1


def test_the_more_exact_name_stands_before_the_known_one(editor):
    at = Editor(editor, opened(editor.user, "новый.docx", conference()))
    row = at.page().find_class("names__row--similar")[0]
    name = row.xpath(".//input/@value")[0]

    first, second = row.xpath(".//button")

    assert " ".join(first.text_content().split()) == f"Новый: «{name}»"
    assert second.text_content().startswith("Это «")
    at.press(second.get("value"))
    assert name not in at.page().xpath("//*[contains(@class, 'names__row--similar')]//input/@value")
