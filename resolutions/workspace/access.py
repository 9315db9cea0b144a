"""Who may work on drafts: editors on their organizer's, administrators on all; for anyone else there is nothing.
And who may keep the directory of addressees."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from resolutions.models import Draft, Organizer, User
from resolutions.permissions import may, rows
from resolutions.web.typed import signed_out

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
LONGEST_KEY = 18  # digits; a longer number is no row of any database


def for_people_who(verb: str) -> Callable[[View[P]], View[P]]:
    """Asks to sign in, and is not there for people who may do that to nothing."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def show(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                return signed_out(request)
            return show_to_her(request, *args, **kwargs)

        @login_required
        def show_to_her(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may(editor(request), verb):
                raise Http404
            return view(request, *args, **kwargs)

        return show

    return decorate


def for_editors(view: View[P]) -> View[P]:
    """The same for people who review drafts."""
    return for_people_who("edit")(view)


def for_moderators(view: View[P]) -> View[P]:
    """The same for people who keep the directory."""
    return for_people_who("mark_reviewed")(view)


def editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def draft_of(request: HttpRequest, pk: int) -> Draft:
    """Her draft; 404 for another organizer's, so that nobody learns that it exists."""
    drafts = Draft.objects.edited_by(editor(request)).select_related("source", "organizer", "forum", "changed_by")
    if len(str(pk)) > LONGEST_KEY:
        raise Http404
    return get_object_or_404(drafts, pk=pk)


def organizers_of(user: User) -> QuerySet[Organizer]:
    """For whom this person may bring in resolutions."""
    return Organizer.objects.filter(rows(user, "receive", organizer="pk"))
