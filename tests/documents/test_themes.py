"""The themes proposed for sections stay as good as docs/evaluation.md says."""

from tests.documents.themes.evaluate import judged


def test_what_is_proposed_fits_and_nothing_is_proposed_where_nothing_does():
    rows = judged()
    proposed = [row for row in rows if row.theme and row.proposed]
    unfit = [row for row in rows if not row.theme]

    assert len(rows) == 60
    assert sum(row.proposed[0] in row.fitting for row in proposed) / len(proposed) >= 0.95
    assert sum(not row.proposed for row in unfit) / len(unfit) >= 0.8
    assert len(proposed) >= 30
