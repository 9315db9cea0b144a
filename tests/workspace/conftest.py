"""An editor and her draft of one small document."""

import pytest

from resolutions.review.receive import receive
from tests.review.sheets import TEXT


@pytest.fixture
def editor(signed_in):
    return signed_in()


@pytest.fixture
def draft(editor):
    return receive(TEXT.encode(), "форум.txt", editor.user.organizer, editor.user)


@pytest.fixture
def press(editor, draft):
    """press("merge:3", **{"card-2-text": ...}) -> the answer; the form is posted with the revision as it is now."""

    def post(op, **fields):
        draft.refresh_from_db()
        return editor.post(draft.get_absolute_url(), {"op": op, "revision": draft.revision} | fields)

    return post
