"""A draft of any number of recommendations, made without reading a document: what a reader would have understood."""

from resolution_reader import Block, Mention, Problem
from resolutions.models import Draft
from resolutions.review.doubts import left_to_check
from resolutions.review.sheet import Card, Sheet, SheetSection, blocks_json, sheet_json
from tests.factories import DraftFactory

IN_SECTION = 50
DOUBT = Problem("two-requests", None, "Похоже, в одном пункте две просьбы к разным адресатам.")


def paragraph(text: str, label: str = "") -> Block:
    return Block(kind="paragraph", level=0, label=label, text=text, emphasis=False, span=(0, 0))


def said(number: int) -> str:
    return f'Рекомендовать штабу озеленения и НКО посадить «сад» № {number} и "аллею" до 1 мая, отчитавшись жителям.'


def large_draft(editor, cards: int, *, skipped: int = 0, doubted: bool = False) -> Draft:
    """Every card names one body that the directory knows and one that it lacks; `doubted`: bears a doubt, too."""
    blocks = [paragraph("Резолюция"), *(paragraph(f"Участник {number} выступил.") for number in range(skipped))]
    bodies = (Mention("НКО", "НКО", match="known"), Mention("штаб озеленения", "штабу озеленения"))
    sections: list[SheetSection] = []
    key = 1
    for start in range(0, cards, IN_SECTION):
        items = []
        head, key = key, key + 1
        for number in range(start + 1, min(start + IN_SECTION, cards) + 1):
            blocks.append(paragraph(said(number), f"{number}."))
            items.append(
                Card(
                    str(number),
                    said(number),
                    None,
                    False,
                    (-1, -1),
                    (),
                    bodies,
                    key=key,
                    blocks=(len(blocks) - 1,),
                    reported=(DOUBT,) if doubted else (),
                )
            )
            key += 1
        sections.append(SheetSection(f"Секция {len(sections) + 1}", None, None, tuple(items), key=head))
    sheet = Sheet(
        "Большой форум",
        None,
        "2024-05-01",
        None,
        "Томск",
        None,
        tuple(sections),
        skipped=((1, skipped),) if skipped else (),
        blocks=(0,),
        next_key=key,
    )
    draft: Draft = DraftFactory(
        source__organizer=editor.organizer,
        outline=sheet_json(sheet),
        blocks=blocks_json(blocks),
        doubts_left=left_to_check(sheet),
    )
    return draft
