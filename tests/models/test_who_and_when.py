"""Who did it is never known without when: by a column that is never empty, or by a rule of the database.

When without who may be: of the operator and of somebody who was erased only the time is kept.
"""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint, Field, Model
from django.utils import timezone

from resolutions.models import Draft
from tests.factories import DraftFactory

pytestmark = pytest.mark.django_db
WHO = re.compile(r"(?:(.+)_)?by")
# Pairs that are called otherwise than `…_by` and `…_at`, `…_until` or `…_since` of the same thing.
OTHERS = {"asked_by": "posted_at", "history_user": "history_date", "share_key": "shared_until"}


def pairs() -> list[tuple[type[Model], Field, Field | None]]:
    """Who and when of every table; a who whose when is not found, too."""
    return [
        (model, who, when_of(model, who))
        for model in apps.get_app_config("resolutions").get_models(include_auto_created=True)
        for who in model._meta.concrete_fields
        if who.name in OTHERS or WHO.fullmatch(who.name)
    ]


def when_of(model: type[Model], who: Field) -> Field | None:
    if who.name in OTHERS:
        names = {OTHERS[who.name]}
    else:
        stem = WHO.fullmatch(who.name)[1]
        names = {"at"} if stem is None else {f"{stem}_{word}" for word in ("at", "until", "since")}
    return next((field for field in model._meta.concrete_fields if field.name in names), None)


def is_held(model: type[Model], who: Field, when: Field | None) -> bool:
    if when is None or not when.null:
        return when is not None
    alone = model(**{who.attname: 1 if who.is_relation else "кто-то", when.name: None})
    return any(
        refuses(rule, alone)
        for rule in model._meta.constraints
        if isinstance(rule, CheckConstraint) and rule.condition.referenced_base_fields == {who.name, when.name}
    )


def refuses(rule: CheckConstraint, row: Model) -> bool:
    try:
        rule.validate(type(row), row)
    except ValidationError:
        return True
    return False


def test_the_database_keeps_no_who_without_its_when():
    found = pairs()

    assert len(found) >= 20
    assert [f"{model.__name__}.{who.name}" for model, who, when in found if not is_held(model, who, when)] == []


@pytest.fixture
def drafts():
    return [draft.pk for draft in DraftFactory.create_batch(3)]


@pytest.fixture
def without_the_rule(drafts):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table is not altered while rows of it are to be checked
            cursor.execute("ALTER TABLE resolutions_draft DROP CONSTRAINT draft_shared_until")
            yield


def test_half_a_link_to_a_draft_goes_when_the_rule_comes(drafts, without_the_rule):
    whole, without_time, without_key = drafts
    now = timezone.now()
    Draft.objects.filter(pk__in=[whole, without_time]).update(share_key="ключ")
    Draft.objects.filter(pk__in=[whole, without_key]).update(shared_until=now)

    import_module("resolutions.migrations.0013_who_and_when").drop_half_links(apps, None)

    links = Draft.objects.order_by("pk").values_list("share_key", "shared_until")
    assert list(links) == [("ключ", now), ("", None), ("", None)]
