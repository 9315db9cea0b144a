"""Every column that can tell of a person is classed: kept as authorship, erased on demand, or the machine's own."""

import pytest
from django.apps import apps
from django.db import models

from resolutions.models import User

pytestmark = pytest.mark.pure
TELLING = (models.EmailField, models.GenericIPAddressField)
BY_NAME = {"full_name", "username", "user_agent", "path_info", "get_data", "post_data", "session_data", "password"}
# Who did it stays, under the number of an account that has no name any more; an organizer's address is no person's.
KEEP = {
    "admin.LogEntry.user",
    "resolutions.Complaint.settled_by",
    "resolutions.Draft.changed_by",
    "resolutions.Draft.created_by",
    "resolutions.DraftEdit.by",
    "resolutions.HistoricalDraft.changed_by",
    "resolutions.HistoricalDraft.created_by",
    "resolutions.HistoricalLook.contact_email",
    "resolutions.HistoricalOrganizer.contact_email",
    "resolutions.HiddenWords.hidden_by",
    "resolutions.HiddenWords.taken_back_by",
    "resolutions.HistoricalUser_addressees.user",
    "resolutions.Look.contact_email",
    "resolutions.Offer.settled_by",
    "resolutions.Organizer.contact_email",
    "resolutions.ToldApart.said_by",
    "resolutions.User_addressees.user",
}
ERASE = {
    *(
        f"axes.{record}.{field}"
        for record in ("AccessFailureLog", "AccessLog")
        for field in ("ip_address", "path_info")
    ),
    *(f"axes.{record}.{field}" for record in ("AccessFailureLog", "AccessLog") for field in ("user_agent", "username")),
    *(f"axes.AccessAttempt.{field}" for field in ("ip_address", "path_info", "user_agent", "username")),
    *(f"axes.AccessAttempt.{field}" for field in ("get_data", "post_data")),
    "django_otp_webauthn.WebAuthnCredential.user",
    "django_otp_webauthn.WebAuthnUserHandle.user",
    "otp_totp.TOTPDevice.user",
    "resolutions.AuthenticatorApp.user",
    "resolutions.RecoveryCodes.user",
    "resolutions.HistoricalUser.email",
    "resolutions.HistoricalUser.full_name",
    "resolutions.Mail.asked_by",
    "resolutions.Mail.user",
    "resolutions.Offer.consent_from",
    "resolutions.Offer.email",
    "resolutions.Subscription.consent_from",
    "resolutions.Subscription.email",
    "resolutions.User.email",
    "resolutions.User.full_name",
    "resolutions.User.password",
}
INTERNAL = {"sessions.Session.session_data"}  # of who is signed in, until it expires


def tells_of_a_person(field: models.Field) -> bool:
    return isinstance(field, TELLING) or field.related_model is User or field.name in BY_NAME


def test_every_column_that_tells_of_a_person_is_classed():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if tells_of_a_person(field) and field.name != "history_user"  # authorship of every history, always kept
    }

    assert found == KEEP | ERASE | INTERNAL
    assert len(found) == len(KEEP) + len(ERASE) + len(INTERNAL)
