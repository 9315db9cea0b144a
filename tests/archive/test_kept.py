"""Every column of the register is in an archive, or it is said why not."""

import pytest
from django.apps import apps

from resolutions.archive.kept import EVERYWHERE_LEFT_OUT, KEPT, LEFT_OUT, NOTHING_OF, row_of, told
from resolutions.models import Line, Recommendation
from resolutions.vocabulary import LineKind

pytestmark = pytest.mark.pure
# Of people, of what they do, of machines; and of documents, which sources.py tells.
NOT_OF_THE_REGISTER = {
    *("User", "Complaint", "Offer", "Subscription", "Digest", "Mail", "Errand", "ForumReads", "SoughtInVain"),
    *("ContentVersion", "ForumChange", "RecommendationChange", "ToldApart", "HiddenWords"),
    *("Draft", "DraftEdit", "SourceDocument", "AddresseeAlias", "AuthenticatorApp", "RecoveryCodes"),
}


def test_each_column_is_kept_or_left_out_for_a_reason():
    said = {model: {*KEPT[model], *LEFT_OUT[model], *EVERYWHERE_LEFT_OUT} for model in KEPT}
    there = {model: {field.name for field in model._meta.concrete_fields} for model in KEPT}

    assert {model: there[model] - said[model] for model in KEPT if there[model] - said[model]} == {}
    assert {model for model in KEPT if {*KEPT[model], *LEFT_OUT[model]} - there[model]} == set()
    assert [model for model in KEPT if set(KEPT[model]) & set(LEFT_OUT[model])] == []


def test_each_table_is_kept_or_none_of_the_register():
    tables = {model.__name__ for model in apps.get_app_config("resolutions").get_models()}
    ours = {name for name in tables if not name.startswith("Historical")}

    assert ours - {model.__name__ for model in KEPT} == NOT_OF_THE_REGISTER


@pytest.mark.parametrize("model", KEPT)
def test_what_is_empty_comes_back_empty_whatever_a_column_has_by_default(model):
    row = row_of(model, {})

    assert {name: getattr(row, name) for name in KEPT[model]} == {
        field.name: None if field.null else NOTHING_OF.get(type(field), str)()
        for field in (model._meta.get_field(name) for name in KEPT[model])
    }


def test_a_zero_is_no_nothing():
    row = Line(order=0, kind=LineKind.REMARK, text="Спорили.", source_first=0, source_last=0)

    assert told(row) == {
        "order": 0,
        "kind": "remark",
        "text": "Спорили.",
        "level": 1,
        "source_first": 0,
        "source_last": 0,
    }
    assert row_of(Line, told(row)).source_first == 0


def test_values_come_back_as_they_were():
    row = Recommendation(
        code="abcd2345",
        order=3,
        text="до\x01после\r\nи ещё\u2028«да»",
        due_in_days=30,
        others=[{"name": "совет", "as_written": "на совет", "role": "controller"}],
    )

    again = row_of(Recommendation, told(row))

    assert {name: getattr(again, name) for name in KEPT[Recommendation]} == {
        name: getattr(row, name) for name in KEPT[Recommendation]
    }
