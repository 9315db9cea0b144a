"""How automatic numbers are judged: what is one, and when a reader has it right."""

from collections import Counter

import pytest

from tests.documents import numbers_beside_others
from tests.documents.numbers_beside_others import judged, report, right
from tests.resolution_reader.readers.numbered_documents import PRINTED, document

pytestmark = pytest.mark.pure


def test_numbers_are_what_stands_before_typed_words_and_bullets_are_none(tmp_path):
    for name in ("levels", "bullets", "legal_figures"):
        (tmp_path / f"{name}.docx").write_bytes(document(name))
    numbers = {
        path.stem: [
            number
            for number, _ in judged(path, (PRINTED / f"{path.stem}.txt").read_text(encoding="utf-8-sig").splitlines())
        ]
        for path in tmp_path.glob("*.docx")
    }

    assert numbers["bullets"] == []
    assert numbers["legal_figures"][2] == "2.1."  # LibreOffice 7 prints II.1.
    assert "1." in numbers["levels"]


def test_a_number_is_right_before_the_same_words_with_its_mark_or_without():
    numbers = [("1.", "сад"), ("2.1.", "двор"), ("а)", "сад")]

    assert right(numbers, ["1. сад", "2.1) дв ор", "", "b) сад"]) == (1, 2)
    assert right(numbers, ["сад"]) == (0, 0)


def test_who_reads_no_odt_has_no_figure():
    rows = report(Counter({("ours", ".odt", "bare"): 3, ("mammoth", ".docx", "whole"): 1})).splitlines()

    assert [row.split() for row in rows[1:]] == [
        ["ours", "0", "(0)", "3", "(0)"],
        ["pandoc", "0", "(0)", "0", "(0)"],
        ["mammoth", "0", "(1)", "-"],
        ["docx2python", "0", "(0)", "-"],
    ]


def test_without_the_judge_it_is_said_and_nothing_else(monkeypatch, capsys):
    monkeypatch.setattr(numbers_beside_others.shutil, "which", lambda name: None)

    numbers_beside_others.main()

    assert capsys.readouterr().out == f"{numbers_beside_others.NOT_HERE}\n"
