"""What is pressed on the moderator's desk: each press a verb of the register, and a sentence of what became of it."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from resolution_reader.language import fold
from resolutions.models import Addressee, User
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.register.bodies import merge_all, put_below, rename, strike_out, tell_apart
from resolutions.register.directory import mark_reviewed
from resolutions.register.merge import CannotMerge, merge_addressees
from resolutions.wording import plural
from resolutions.workspace.access import editor
from resolutions.workspace.desk_rows import called

MOST = 100  # ticked at once; a page has fewer
BODIES = "адресат,адресата,адресатов"


class Refusal(Exception):
    """With the Russian sentence; nothing was changed, and what she had ticked and typed is shown again."""

    def __init__(self, sentence: str, ticked: Sequence[int] = (), names: Mapping[int, str] | None = None) -> None:
        super().__init__(sentence)
        self.ticked = ticked
        self.names = names or {}


def press(request: HttpRequest) -> HttpResponse:
    """Does it and goes back to the same page of the list. Raises Refusal."""
    verb, _, key = request.POST.get("op", "").partition(":")
    by = editor(request)
    if verb in OF_MANY:
        ticked = keys_in(request.POST.getlist("body"))
        try:
            told, refused = OF_MANY[verb](ticked, request.POST.get("target", ""), by)
        except ValidationError as refusal:
            raise Refusal(refusal.messages[0], ticked) from refusal
        for sentence in refused:
            messages.warning(request, sentence)
    else:
        told = one(verb, keys_in(key.split("-")), request.POST.get("name", ""), by)
    if told:
        messages.success(request, told)
    back = {name: values for name, values in request.GET.lists() if name != "all"}  # which ticks what nobody has seen
    return redirect(f"{request.path}?{urlencode(back, doseq=True)}" if back else request.path)


def keys_in(values: Sequence[str]) -> list[int]:
    return [int(value) for value in values[:MOST] if value.isascii() and value.isdigit() and len(value) <= 18]


# Many at once


def accept(ticked: Sequence[int], _: str, by: User) -> tuple[str, list[str]]:
    marked = mark_reviewed(some(ticked), by)
    left = [marked.sentence] if marked.left else []
    return (f"Проверено: {plural(marked.count, BODIES)}." if marked.count or not left else ""), left


def put_many_below(ticked: Sequence[int], target: str, by: User) -> tuple[str, list[str]]:
    parent = meant(target, ticked)
    done = put_below(ticked, parent, by)
    return (f"{plural(done.count, BODIES)}: теперь в «{parent}»." if done.count else ""), done.refused


def merge_many(ticked: Sequence[int], target: str, by: User) -> tuple[str, list[str]]:
    keep = meant(target, ticked)
    done = merge_all(ticked, keep, by)
    return (
        f"{plural(done.count, BODIES)}: теперь «{keep}», прежние названия сохранены." if done.count else ""
    ), done.refused


OF_MANY: dict[str, Callable[[Sequence[int], str, User], tuple[str, list[str]]]] = {
    "accept-many": accept,
    "below": put_many_below,
    "merge-many": merge_many,
}


def some(ticked: Sequence[int]) -> AddresseeQuerySet:
    if not ticked:
        raise ValidationError("Отметьте адресатов, с которыми это сделать.")
    return Addressee.objects.filter(pk__in=ticked)


def meant(target: str, ticked: Sequence[int]) -> Addressee:
    """The body of the directory that she has typed, with its place in brackets where names repeat."""
    some(ticked)
    words = " ".join(target.split())
    if not words:
        raise ValidationError("Впишите адресата, в которого они входят или с которым объединить.")
    plain = words.rpartition(" (")[0] if words.endswith(")") else ""
    rows = Addressee.objects.current().called(words).select_related("locality")
    found = list(rows) or [row for row in Addressee.objects.current().called(plain).select_related("locality") if plain]
    exact = [row for row in found if fold(called(row)) == fold(words)]
    if len(found) > 1 and len(exact) != 1:
        names = ", ".join(f"«{called(row)}»" for row in found[:5])
        raise ValidationError(f"Таких адресатов несколько: {names}. Впишите одного с местом в скобках.")
    if not found or (plain and not exact and fold(found[0].name) != fold(words)):
        raise ValidationError(f"Адресата «{words[:100]}» в справочнике нет: впишите название, как оно там стоит.")
    return (exact or found)[0]


# One, or a pair


def one(verb: str, keys: Sequence[int], name: str, by: User) -> str:
    rows = Addressee.objects.select_related("merged_into").in_bulk(keys)
    if verb not in OF_ONE or not len(keys) == len(rows) == OF_ONE[verb][0]:
        raise Refusal("Такого адресата больше нет: список обновлён.")
    bodies = [rows[key] for key in keys]
    try:
        return OF_ONE[verb][1](bodies, name, by)
    except ValidationError as refusal:
        raise Refusal(refusal.messages[0], names={bodies[0].pk: name} if name else None) from refusal


def accept_one(bodies: Sequence[Addressee], _: str, by: User) -> str:
    body = bodies[0]
    if body.merged_into:
        raise CannotMerge(f"«{body}» тем временем объединён с адресатом «{body.merged_into}».")
    return (
        f"«{body}» проверен."
        if mark_reviewed(Addressee.objects.filter(pk=body.pk), by).count
        else f"«{body}» уже проверен."
    )


def rename_one(bodies: Sequence[Addressee], name: str, by: User) -> str:
    before = str(bodies[0])
    return f"«{before}» теперь «{rename(bodies[0], name, by)}», проверен."


def strike_one(bodies: Sequence[Addressee], _: str, by: User) -> str:
    count = strike_out(bodies[0], by)
    return f"«{bodies[0]}» убран: {plural(count, 'рекомендация,рекомендации,рекомендаций')} к нему больше не обращены."


def keep_first(bodies: Sequence[Addressee], _: str, by: User) -> str:
    keep = merge_addressees(bodies[0], bodies[1], by)
    return f"«{bodies[1]}» объединён с «{keep}»: прежнее название сохранено."


def set_apart(bodies: Sequence[Addressee], _: str, by: User) -> str:
    tell_apart(bodies[0], bodies[1], by)
    return f"«{bodies[0]}» и «{bodies[1]}» разные: больше не спросим."


# How many bodies it is about, the one that stays first; and what it does.
OF_ONE: dict[str, tuple[int, Callable[[Sequence[Addressee], str, User], str]]] = {
    "accept": (1, accept_one),
    "rename": (1, rename_one),
    "strike": (1, strike_one),
    "same": (2, keep_first),
    "apart": (2, set_apart),
}
