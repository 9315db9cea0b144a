"""Ten wrong readings of ten kinds, and how many presses put them right; «Это…» and «изменить» count, too."""

import io
import re
from functools import partial

import docx
import pytest

from resolution_reader.language import fold
from resolutions.models import Recommendation
from resolutions.review.operations import addressees, cards, paragraphs, sections, terms
from resolutions.review.receive import receive, register_directory
from resolutions.review.sheet import blocks_from_json, sheet_from_json, sheet_json
from tests.workspace.test_names import BODIES, OWN, TASKS, Editor

pytestmark = pytest.mark.django_db

LEAD_IN, TALK = "Участники секции решили:", "В обсуждении отметили, что дворы города стали чище."
DUE, CUT = "до 1 марта 2025 года", "Итоги подвести осенью."
SECTIONS = ("Секция «Дворы»", "Секция «Соседи»")


def items() -> list[str]:
    asked = [f"{body} {TASKS[at // 9]} на улице № {at + 1}." for at, body in enumerate(BODIES * 3)][:24]
    asked[7] = asked[7].replace(".", f" {DUE}.")
    asked[9] = f"{asked[9]} {CUT}"
    return [*asked, *OWN]


def conference() -> bytes:
    document = docx.Document()
    document.add_heading("Резолюция I Общественной конференции «Новый мир»", 0)
    document.add_paragraph("14 сентября 2024 года, город Новомирск")
    for title, said in zip(SECTIONS, (items()[:14], items()[14:]), strict=True):
        document.add_heading(title, 1)
        document.add_paragraph(TALK) if title == SECTIONS[0] else None
        document.add_paragraph(LEAD_IN)
        for number, text in enumerate(said, 1):
            document.add_paragraph(f"{number}. {text}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def said(sheet):
    """What its items say, as the register is going to."""
    return [
        (
            section.title,
            section.groups[card.group].text if card.group is not None else "",
            card.number,
            card.text,
            card.deadline,
            tuple(sorted(fold(mention.name) for mention in card.addressees)),
        )
        for section in sheet.sections
        for card in section.recommendations
    ]


def published():
    rows = Recommendation.objects.public().in_document_order().select_related("section", "group")
    return [
        (
            row.section.title,
            row.group.text if row.group else "",
            row.number,
            row.text,
            row.due_on.isoformat() if row.due_on else (row.due_as_written or None),
            tuple(sorted(one.addressee.name_key for one in row.addressings.select_related("addressee"))),
        )
        for row in rows
    ]


class Hand(Editor):
    """Knows paragraphs and cards by their words."""

    @property
    def sheet(self):
        self.draft.refresh_from_db()
        return sheet_from_json(self.draft.outline)

    def paragraph(self, words, nth=0):
        blocks = blocks_from_json(self.draft.blocks)
        return [index for index, block in enumerate(blocks) if words in block.printed][nth]

    def card(self, words):
        return next(card for card in self.sheet.cards if words in card.text)

    def assign(self, index, kind):
        self.presses += 1  # «Это…»
        self.press(f"assign:{index}:{kind}")

    def split(self, words, at):
        key = self.card(words).key
        self.press(f"split:{key}")
        address = f"{self.draft.get_absolute_url()}split/{key}/"
        page = self.client.get(address).content.decode()
        place = next(found[1] for found in re.finditer(r'name="at" value="(\d+)"', page) if self.begins(key, found, at))
        self.presses += 1
        self.client.post(address, {"revision": self.draft.revision, "at": place})

    def begins(self, key, found, at):
        return self.sheet.card(key).text[int(found[1]) :].startswith(at)


def put_in(at: Hand) -> None:
    """Ten wrong readings."""
    blocks, directory = blocks_from_json(at.draft.blocks), register_directory()
    by_words = {card.text: card.key for card in at.sheet.cards}
    text = items()
    wrong = addressees.mention_of("контрольно-счётная палата", directory)
    of_third = at.card(text[4]).addressees[0].name
    second_title = at.paragraph(SECTIONS[1])
    steps = [
        partial(cards.merge_with_previous, key=by_words[text[2]]),  # an item swallowed its neighbour
        partial(paragraphs.assign, index=at.paragraph(LEAD_IN), kind="recommendation", blocks=blocks),
        partial(addressees.choose_body, key=by_words[text[4]], name=of_third, body=wrong),
        partial(addressees.remove_addressee, key=by_words[text[6]], name=at.card(text[6]).addressees[0].name),
        partial(terms.edit_deadline, key=by_words[text[7]], text="01.01.2020"),
        partial(cards.split, key=by_words[text[9]], offsets=[text[9].index(CUT)]),  # an item was cut in two
        partial(cards.remove_card, key=by_words[text[11]]),  # an item was passed over
        partial(paragraphs.assign, index=at.paragraph(TALK), kind="recommendation", blocks=blocks),
        partial(paragraphs.assign, index=at.paragraph(text[20]), kind="remark", blocks=blocks),
        partial(sections.remove_section, key=at.sheet.sections[1].key),
    ]
    sheet = at.sheet
    for step in steps:
        sheet = step(sheet)
    sheet = paragraphs.skip(sheet, second_title, blocks)
    at.draft.outline = sheet_json(sheet)
    at.draft.save()


def test_ten_wrong_readings_of_ten_kinds_take_two_presses_each_at_the_most(editor):
    at = Hand(editor, receive(conference(), "новый.docx", editor.user.organizer, editor.user))
    right, text, bodies = said(at.sheet), items(), {words: at.card(words).addressees[0].name for words in items()[:24]}
    assert len(right) == 27
    put_in(at)
    assert len(set(right) ^ set(said(at.sheet))) > 10

    third, seventh, eighth = (at.card(text[place]) for place in (4, 6, 7))
    at.assign(at.paragraph(LEAD_IN), "group")
    at.assign(at.paragraph(TALK), "remark")
    at.split(text[2], at=f"3. {text[2]}")
    at.presses += 1  # «изменить»
    # What is typed elsewhere goes with the same press.
    typed = {f"card-{seventh.key}-add": bodies[text[6]], f"card-{eighth.key}-deadline": "01.03.2025"}
    at.press(f"choose:{third.key}:0", **typed, **{f"body-{third.key}-0": bodies[text[4]]})
    at.press(f"merge:{at.card(CUT).key}")
    at.assign(at.paragraph(text[11]), "recommendation")
    at.assign(at.paragraph(SECTIONS[1]), "section")
    at.assign(at.paragraph(text[20]), "recommendation")

    assert said(at.sheet) == right
    at.settle_the_table()
    assert at.publish() <= 6 + 2 * 10
    assert published() == right
