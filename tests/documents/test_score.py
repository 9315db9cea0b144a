"""What the scorer counts of groups, acts, repetitions and others, on outlines written by hand."""

import json
import subprocess
import sys

import pytest

from .evaluate import OLDER
from .gold import score
from .scored import HERE, SEEDS, annotated
from .strangers.generate import SETS

pytestmark = pytest.mark.pure

COUNCIL = {"name": "совет", "as_written": "совет", "role": "controller"}
MEASURES = {
    "groups": ("gg", "ggf", "gp", "gpr"),
    "acts": ("act", "actok", "oact", "oactok"),
    "repeats": ("tg", "tgf", "tp", "tpr"),
    "others": ("og", "ogf", "op", "opr"),
}
ALL_RIGHT = {"groups": (2, 2, 2, 2), "acts": (3, 3, 2, 2), "repeats": (1, 1, 1, 1), "others": (1, 1, 1, 1)}


def gold():
    items = [
        {"number": "1", "starts_with": "Принять доклад", "ends_with": "к сведению", "act": "note"},
        {"number": "а", "starts_with": "открывать клуб", "ends_with": "в полгода", "act": "recommend"},
        {"number": "3", "starts_with": "Контроль", "ends_with": "на совет", "act": "instruct", "others": [COUNCIL]},
    ]
    items[1]["repeats"] = "раз в полгода"
    groups = [
        {"starts_with": "Обсудив доклады", "number": None, "aliases": ["Форум решил"], "before": 0},
        {"starts_with": "Управлению культуры", "number": "2", "before": 1},
        {"starts_with": "Городской Думе", "number": None, "before": 1, "optional": True},
    ]
    recommendations = [{"addressees": []} | row for row in items]
    return {"id": "d", "title": None, "sections": [section(recommendations, groups)]}


def outline():
    """As a reader should have it; a remark stands between the first item and the second group."""
    recommendations = [
        {"number": "1", "text": "Принять доклад к сведению.", "act": "note"},
        {"number": "а", "text": "открывать клуб раз в полгода;", "act": "recommend", "repeats": "раз в полгода"},
        {"number": "3", "text": "Контроль возложить на совет.", "act": "instruct", "others": [COUNCIL]},
    ]
    groups = [
        {"number": None, "text": "Форум решил:", "place": 0},
        {"number": "2", "text": "Управлению культуры:", "place": 3},
    ]
    remarks = [{"text": "Клубов мало.", "place": 2}]
    return {"format": 2, "sections": [section(recommendations, groups) | {"remarks": remarks}]}


def section(recommendations, groups):
    return {"title": None, "recommendations": recommendations, "groups": groups}


def counted(given, asked=None):
    counts = score.score_doc(asked or gold(), given, False)
    return {name: tuple(counts[key] for key in keys) for name, keys in MEASURES.items()}


def test_what_is_right_counts_everywhere():
    assert counted(outline()) == ALL_RIGHT


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"place": 1}, (2, 1, 2, 1)),
        ({"place": 4}, (2, 1, 2, 1)),
        ({"number": None}, (2, 1, 2, 1)),
        ({"text": "Культуры управлению:"}, (2, 1, 2, 1)),
        ({"text": "2. Управлению культуры города:"}, (2, 2, 2, 2)),
    ],
)
def test_a_group_is_its_words_its_number_and_the_item_that_it_stands_before(change, counts):
    given = outline()
    given["sections"][0]["groups"][1] |= change

    assert counted(given) == ALL_RIGHT | {"groups": counts}


def test_a_remark_takes_a_place_and_is_no_item():
    given = outline()
    given["sections"][0]["groups"][1]["place"] = 2
    given["sections"][0]["remarks"][0]["place"] = 3

    assert counted(given) == ALL_RIGHT


def test_an_optional_group_costs_nothing_wherever_it_stands():
    given = outline()
    given["sections"][0]["groups"].append({"number": None, "text": "Городской Думе:", "place": 5})

    assert counted(given) == ALL_RIGHT


def test_of_a_group_before_an_item_that_was_missed_words_and_number_suffice():
    given = outline()
    del given["sections"][0]["recommendations"][1]

    assert counted(given)["groups"] == (2, 2, 2, 2)


def test_a_group_before_the_first_item_of_the_next_section_may_end_the_one_before():
    asked, given = gold(), outline()
    rest = asked["sections"][0]["recommendations"].pop()
    asked["sections"].append(section([rest], [{"starts_with": "Принять", "number": "3", "before": 0}]))
    rest = given["sections"][0]["recommendations"].pop()
    given["sections"][0]["groups"].append({"number": "3", "text": "Принять:", "place": 5})
    given["sections"].append(section([rest], []))

    assert counted(given, asked)["groups"] == (3, 3, 3, 3)


def test_a_wrong_act_counts_twice_where_it_is_not_recommend():
    given = outline()
    given["sections"][0]["recommendations"][0]["act"] = "recommend"

    assert counted(given) == ALL_RIGHT | {"acts": (3, 2, 2, 1)}


def test_what_the_rules_leave_open_does_not_count():
    asked, given = gold(), outline()
    asked["sections"][0]["recommendations"][0]["act_optional"] = True
    asked["sections"][0]["recommendations"][1]["repeats_optional"] = True
    asked["sections"][0]["recommendations"][2]["others"] = [COUNCIL | {"optional": True}]
    given["sections"][0]["recommendations"][0]["act"] = "ask"
    del given["sections"][0]["recommendations"][1]["repeats"]

    left = {"acts": (2, 2, 1, 1), "repeats": (0, 0, 0, 0), "others": (0, 0, 0, 0)}
    assert counted(given, asked) == ALL_RIGHT | left


def test_repetitions_and_others_too_many_and_too_few():
    given = outline()
    items = given["sections"][0]["recommendations"]
    items[0]["repeats"] = "ежегодно"
    items[1]["parts"] = [{"text": "", "others": [{"name": "Дума", "as_written": "Думу", "role": "recipient"}]}]
    items[2]["others"] = [COUNCIL | {"role": "recipient"}]

    assert counted(given) == ALL_RIGHT | {"repeats": (1, 1, 2, 1), "others": (1, 0, 2, 0)}


def test_an_outline_of_the_first_format_has_none_of_it():
    given = outline()
    given["sections"][0] = {
        "title": None,
        "lead_in": "Форум решил:",
        "recommendations": [
            {"number": row["number"], "text": row["text"]} for row in given["sections"][0]["recommendations"]
        ],
    }

    none = {"groups": (2, 0, 0, 0), "acts": (3, 0, 2, 0), "repeats": (1, 0, 0, 0), "others": (1, 0, 0, 0)}
    assert counted(given) == none


def test_groups_of_a_document_without_acts_are_counted_apart():
    asked, given = gold(), outline()
    for row in asked["sections"][0]["recommendations"]:
        del row["act"]
    given["sections"][0]["groups"][0]["text"] = "Совсем другое:"

    counts = score.score_doc(asked, given, False)
    assert (counts["gleft"], counts["gleftf"]) == (2, 1)
    assert counted(given, asked) == dict.fromkeys(MEASURES, (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("written", "given", "right"),
    [
        ("в течение 30 дней", {"days": 30, "from": "receipt"}, True),
        ("30 календарных дней", {"days": 30, "from": "receipt"}, True),
        ("в течение 130 дней", {"days": 30, "from": "receipt"}, False),
        ("2024-05-01", {"days": 30, "from": "receipt"}, False),
        ("в течение 30 дней", None, False),
        ("2024-05-01", "2024-05-01", True),
    ],
    ids=["inside", "calendar", "longer", "a-day", "nothing", "the-same-day"],
)
def test_a_term_in_days_compares_by_its_days(written, given, right):
    assert score.deadline_ok({"deadline": written}, given) is right


def test_the_totals_say_what_was_not_asked(tmp_path):
    asked = gold()
    del asked["sections"][0]["recommendations"][2]["others"]
    (tmp_path / "gold.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    given = outline()
    del given["sections"][0]["recommendations"][2]["others"]
    (tmp_path / "d.json").write_text(json.dumps(given), encoding="utf-8")

    command = [sys.executable, score.__file__, str(tmp_path), str(tmp_path / "gold.jsonl")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    line = next(line for line in printed.splitlines() if line.startswith("TOTAL_JSON"))
    totals = json.loads(line.removeprefix("TOTAL_JSON"))
    assert list(totals.items())[5:] == [
        ("group_f1", 1.0),
        ("act_accuracy", 1.0),
        ("act_other_accuracy", 1.0),
        ("repeats_f1", 1.0),
        ("others_f1", None),
    ]


def as_outline(row):
    """The outline that the gold asks for."""
    return {"title": row["title"], "sections": [section_as_outline(found) for found in row["sections"]]}


def section_as_outline(asked):
    groups = sorted(asked.get("groups", []), key=lambda group: group["before"])
    given = [
        {"number": group["number"], "text": group["starts_with"], "place": group["before"] + at}
        for at, group in enumerate(groups)
    ]
    recommendations = [
        found | {"text": f"{found['starts_with']} … {found['ends_with']}."} for found in asked["recommendations"]
    ]
    return {"title": asked["title"], "recommendations": recommendations, "groups": given}


@pytest.mark.parametrize(
    "row",
    [
        row
        for path in [SEEDS, *SETS.values(), *(HERE / "corpus" / f"{name}.jsonl" for name in OLDER)]
        for row in annotated(path)
    ],
    ids=lambda row: row["id"],
)
def test_the_gold_agrees_with_itself(row):
    counts = score.score_doc(row, as_outline(row), False)

    for asked, found, given, right in [MEASURES["groups"], MEASURES["repeats"], MEASURES["others"]]:
        assert (counts[found], counts[right]) == (counts[asked], counts[given])
    assert (counts["actok"], counts["oactok"], counts["gleftf"]) == (counts["act"], counts["oact"], counts["gleft"])
