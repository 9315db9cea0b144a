"""What became of the words of a part in the text of the whole."""

import pytest

from resolutions.register.mending_items import followed

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("before", "after", "words", "found"),
    [
        ("а) ели; б) сосны.", "а) ёлки; б) сосны.", "ели;", "ёлки;"),
        ("а) ели; б) сосны.", "а) ели; б) сосны.", "ели;", "ели;"),
        ("а) ели; б) сосны.", "а) ели; б) кедры.", "ели;", "ели;"),
        ("а) ели; б) сосны.", "в) ёлки; б) сосны.", "ели;", "ели;"),
        ("Убрать снег: ели", "Убрать снег: ели и сосны", "ели", "ели и сосны"),
        ("Убрать ели", "Убрать", "ели", "ели"),
        ("Убрать снег", "Убрать лёд", "ели", "ели"),
    ],
)
def test_a_change_within_them_alone_is_theirs(before, after, words, found):
    assert followed(before, after, words) == found
