"""One's own account: the password, the second step, where one is signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from resolutions.models import RecoveryCodes, User
from resolutions.people.passkeys import passkeys_of
from resolutions.people.sessions import end_sessions, sessions_of
from resolutions.permissions import must_have_second_factor

ALL = "all"


@never_cache
@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    codes = RecoveryCodes.objects.filter(user=user).first()
    return render(
        request,
        "registration/security.html",
        {
            "codes_left": len(codes.left) if codes else 0,
            "passkeys": passkeys_of(user),
            "is_required": must_have_second_factor(user),
            "sessions": sessions_of(user),
            "own_key": request.session.session_key,
        },
    )


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """The session of that name, or all but this one. This one ends by «Выйти»."""
    user = request.user
    assert isinstance(user, User)
    name = request.POST.get("session", "")
    ended = end_sessions(user, name="" if name == ALL else name or "none", but=request.session.session_key or "")
    messages.success(request, f"Закончено сеансов: {ended}." if ended else "Этот сеанс уже закончился.")
    return redirect("security")
