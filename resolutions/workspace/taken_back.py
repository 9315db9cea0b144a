"""Taking back, what was taken back or deleted, and the way back: published again, or restored."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from resolutions.models import Forum
from resolutions.register.publish import NotPublishable, publish, withdraw
from resolutions.review.restoring import CannotRestore, restore_forum
from resolutions.web.paging import page_of
from resolutions.workspace.access import editor, for_editors

FORUMS_ON_A_PAGE = 50


@require_safe
@for_editors
def taken_back_list(request: HttpRequest) -> HttpResponse:
    """Also those that were typed in by hand and have no draft."""
    forums = Forum.everything.owned_by(editor(request)).taken_back().select_related("organizer", "locality")
    page = page_of(Paginator(forums, FORUMS_ON_A_PAGE), request.GET.get("page"))
    return render(request, "workspace/taken_back_list.html", {"page": page, "total": page.paginator.count})


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Asked once; what is not public is not taken back again."""
    forum = own_forum(request, slug)
    if forum.deleted_at:
        raise Http404
    if forum.published_at is None:
        return redirect(forum)
    if request.method != "POST":
        return render(request, "workspace/take_back.html", {"forum": forum})
    forum = withdraw(forum, editor(request))
    messages.success(request, "Снято с публикации: посетители этого больше не видят.")
    return redirect(forum)


@require_POST
@for_editors
def publish_again(request: HttpRequest, slug: str) -> HttpResponse:
    forum = own_forum(request, slug)
    try:
        forum = publish(forum, editor(request))
    except NotPublishable as refusal:
        messages.error(request, str(refusal))
        return redirect("taken-back-list")
    messages.success(request, "Резолюция снова опубликована: её видят все.")
    return redirect(forum)


@require_POST
@for_editors
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    forum = own_forum(request, slug)
    try:
        restored = restore_forum(forum, editor(request))
    except CannotRestore as refusal:
        messages.error(request, str(refusal))
        return redirect("taken-back-list")
    messages.success(request, restored.sentence)
    return redirect(restored.forum)


def own_forum(request: HttpRequest, slug: str) -> Forum:
    forum: Forum = get_object_or_404(Forum.everything.owned_by(editor(request)), slug=slug)
    return forum
