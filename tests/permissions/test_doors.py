"""Each verb through a door where it is done: whoever the matrix lets in is let in, and nobody else."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.admin.site import site
from resolutions.models import Draft, Forum, Mail, User
from resolutions.permissions.grants import GRANTS
from resolutions.vocabulary import DraftState, MailKind
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    LocalityFactory,
    OfferFactory,
    OrganizerFactory,
    RegionFactory,
    SubscriptionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.permissions.scene import Scene, kind_of, matrix

pytestmark = pytest.mark.django_db
# Done beside the row they hang on, or by the operator.
ROWS_OF_OTHERS = ("line", "part", "addressing", "addresseealias")
NO_DOOR = {"forget", *(f"{what}_{model}" for what in ("view", "add", "change", "delete") for model in ROWS_OF_OTHERS)}
NO_DOOR -= {"change_line"}
SHARED = {
    "addressee": AddresseeFactory,
    "locality": LocalityFactory,
    "organizer": OrganizerFactory,
    "region": RegionFactory,
    "subscription": SubscriptionFactory,
    "theme": ThemeFactory,
    "user": UserFactory,
    "mail": lambda: Mail.objects.create(kind=MailKind.INVITATION, user=UserFactory()),
}
Door = Callable[[Client, Model], bool]


def admin(model: str, screen: str, *keys: object) -> str:
    return reverse(f"admin:resolutions_{model}_{screen}", args=keys)


def let_in(answer) -> bool:
    """Not sent to sign in, not refused, not told that there is no such thing; 409 is said to who may."""
    return answer.status_code in (200, 409) or (answer.status_code == 302 and "login" not in answer["Location"])


def page_of_admin(verb: str) -> Door:
    action, _, model = verb.partition("_")
    match action:
        case "add":
            return lambda client, row: let_in(client.get(admin(model, "add")))
        case "view":
            return lambda client, row: let_in(client.get(admin(model, "change", row.pk)))
        case "change":
            return lambda client, row: let_in(client.post(admin(model, "change", row.pk), {"nothing": "typed"}))
        case _:
            return lambda client, row: let_in(client.get(admin(model, "delete", row.pk)))


def pressed(name: str, **data: object) -> Door:
    """A button of the workspace, at the address of a draft or a forum."""

    def press(client: Client, row: Model) -> bool:
        key = row.slug if isinstance(row, Forum) else row.pk
        return let_in(client.post(reverse(name, args=[key]), {"revision": getattr(row, "revision", "")} | data))

    return press


def set_first(door: Door, **values: object) -> Door:
    """The same with a row that is in a state in which the button means something."""

    def after(client: Client, row: Model) -> bool:
        type(row)._base_manager.filter(pk=row.pk).update(**values)
        return door(client, row)

    return after


def unpublished(client: Client, forum: Forum) -> bool:
    """By the form of the admin, as an administrator gets it, and by the button of the page that asks."""
    whole = Client()
    whole.force_login(UserFactory(role="administrator"))
    page, asks = admin("forum", "change", forum.pk), reverse("forum-take-back", args=[forum.slug])
    taken = []
    for address, data in [(page, lambda: filled(whole.get(page)) | {"_unpublish": "1"}), (asks, dict)]:
        Forum.objects.filter(pk=forum.pk).update(published_at=timezone.now(), withdrawn_at=None)
        client.post(address, data())
        taken.append(not Forum.objects.public().filter(pk=forum.pk).exists())
    assert len(set(taken)) == 1
    return taken[0]


def brought_in(client: Client, organizer: Model) -> bool:
    before = set(Draft.objects.values_list("pk", flat=True))
    client.post(reverse("draft-start"), {"organizer": organizer.pk})
    return Draft.objects.exclude(pk__in=before).filter(organizer=organizer).exists()


def revised(client: Client, draft: Draft) -> bool:
    forum = Forum.objects.get(organizer=draft.organizer)
    return set_first(pressed("draft-differences"), revises=forum)(client, draft)


def marked(client: Client, _: Model) -> bool:
    body = AddresseeFactory(is_reviewed=False)
    data = {"action": "mark_reviewed", "_selected_action": [body.pk], "index": "0"}
    client.post(admin("addressee", "changelist"), data)
    body.refresh_from_db()
    return body.is_reviewed


def merged(client: Client, _: Model) -> bool:
    pair = AddresseeFactory(), AddresseeFactory()
    rows = "&".join(f"row={body.pk}" for body in pair)
    return let_in(client.get(f"{admin('addressee', 'merge')}?{rows}"))


def themes_merged(client: Client, _: Model) -> bool:
    rows = "&".join(f"row={ThemeFactory().pk}" for _ in range(2))
    return let_in(client.get(f"{admin('theme', 'merge')}?{rows}"))


def struck_out(client: Client, _: Model) -> bool:
    body = AddressingFactory(addressee=AddresseeFactory(is_reviewed=False)).addressee
    client.post(reverse("desk"), {"op": f"strike:{body.pk}"})
    return not body.addressings.exists()


def invited(client: Client, _: Model) -> bool:
    data = {"action": "invite_again", "_selected_action": [UserFactory().pk], "index": "0"}
    return let_in(client.post(admin("user", "changelist"), data))


def forgotten(client: Client, _: Model) -> bool:
    """By the action of the admin, of somebody whose phone is gone."""
    person = UserFactory(second_factor_since=timezone.now())
    data = {"action": "reset_second_factor", "_selected_action": [person.pk], "index": "0"}
    client.post(admin("user", "changelist"), data)
    person.refresh_from_db()
    return person.second_factor_since is None


DOORS: dict[str, Door] = {
    "enter_admin": lambda client, _: let_in(client.get(reverse("admin:index"))),
    "view_forum": lambda client, forum: let_in(client.get(forum.get_absolute_url())),
    "view_recommendation": lambda client, row: let_in(client.get(row.get_absolute_url())),
    "change_line": lambda client, line: let_in(client.get(reverse("mend-line", args=[line.pk]))),
    "publish": set_first(pressed("forum-publish-again"), withdrawn_at=timezone.now()),
    "unpublish": unpublished,
    "restore_forum": set_first(pressed("forum-restore"), deleted_at=timezone.now()),
    "correct": lambda client, forum: let_in(client.get(reverse("draft-correct", args=[forum.slug]))),
    "hide": lambda client, forum: let_in(client.get(reverse("forum-hide", args=[forum.slug]))),
    "settle": pressed("complaint-settle"),
    "settle_offer": lambda client, _: pressed("offer-settle")(client, OfferFactory()),
    "change_look": lambda client, _: let_in(client.get(reverse("look"))),
    "monitor": lambda client, _: let_in(client.get(reverse("admin:monitoring"))),
    "receive": brought_in,
    "edit": pressed("draft-review", op="save"),
    "accept": pressed("draft-publish"),
    "revise": revised,
    "discard": pressed("draft-discard"),
    "restore_draft": set_first(pressed("draft-restore"), state=DraftState.DISCARDED),
    "share": pressed("draft-share"),
    "mark_reviewed": marked,
    "merge": merged,
    "merge_themes": themes_merged,
    "assign_themes": pressed("section-themes"),
    "strike_out": struck_out,
    "invite": invited,
    "reset_second_factor": forgotten,
}
VERBS = sorted(set(GRANTS) - NO_DOOR)


def row_pair(scene: Scene, verb: str) -> tuple[Model, Model]:
    made = SHARED.get(verb.partition("_")[2])
    if kind_of(verb) or made is None:
        return scene.pair(verb)
    row = made()
    return row, row


def test_the_verbs_without_a_door_have_none():
    screens = {model._meta.model_name for model in site._registry}

    assert NO_DOOR - set(GRANTS) == set()
    assert ("recommendation" in screens, screens & set(ROWS_OF_OTHERS)) == (True, set())


def test_whom_each_door_lets_in():
    """What a door does is taken back before the next person comes to it."""
    scene = Scene()
    clients = {role: signed_in(person) for role, person in scene.people.items()}
    found, expected = {}, {}
    for verb in VERBS:
        door = DOORS.get(verb) or page_of_admin(verb)
        own, others = row_pair(scene, verb)
        for role, client in clients.items():
            answers = dict(zip(("own", "others", "none"), matrix()[verb, role], strict=True))
            # An empty form names no row yet, and a directory has no owner.
            rows = {"none": own} if verb.startswith("add_") or own == others else {"own": own, "others": others}
            for whose, row in rows.items():
                with transaction.atomic():
                    found[verb, role, whose] = "yes" if door(client, row) else "no"
                    transaction.set_rollback(True)
                expected[verb, role, whose] = answers[whose]

    assert found == expected


def signed_in(person: User | AnonymousUser) -> Client:
    client = Client()
    if isinstance(person, User):
        client.force_login(person)
    return client
