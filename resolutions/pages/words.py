"""Pages of plain words: about, help, glossary, privacy, and whom to tell of a hole."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolutions.models import Organizer
from resolutions.models.gate import listed
from resolutions.outside.snippets import Snippet
from resolutions.web.look import shown_look
from resolutions.web.remembering import remembered


@require_safe
@remembered()
def about(request: HttpRequest) -> HttpResponse:
    organizers = Organizer.objects.filter(listed("forums__")).distinct()
    snippet = Snippet(
        title="О портале",
        description="Что такое реестр резолюций, откуда в нём тексты, чего в нём нет и кому писать об ошибке.",
        path=request.path,
    )
    return render(request, "resolutions/about.html", {"snippet": snippet, "organizers": organizers})


@require_safe
@remembered()
def help_page(request: HttpRequest) -> HttpResponse:
    snippet = Snippet(
        title="Как пользоваться порталом",
        description="По шагам: найти и следить за новым, узнать, что обращено к вашему органу, внести резолюцию.",
        path=request.path,
    )
    return render(request, "resolutions/help.html", {"snippet": snippet})


@require_safe
@remembered()
def glossary(request: HttpRequest) -> HttpResponse:
    snippet = Snippet(
        title="Словарь сокращений",
        description="Слова и сокращения, которые встречаются в резолюциях общественных форумов, простыми словами.",
        path=request.path,
    )
    return render(request, "resolutions/glossary.html", {"snippet": snippet})


@require_safe
@remembered()
def privacy(request: HttpRequest) -> HttpResponse:
    snippet = Snippet(
        title="Личные данные",
        description="Что хранит реестр резолюций, какие записи оставляет в браузере и зачем. Чужих счётчиков нет.",
        path=request.path,
    )
    return render(request, "resolutions/privacy.html", {"snippet": snippet})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; without a contact there is nothing to say."""
    email = shown_look().email
    if not email:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{email}", f"Expires: {expires}", "Preferred-Languages: ru, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
