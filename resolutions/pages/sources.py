"""The document a forum stands on: the file as it came, and its paragraphs with an address each."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Draft, Forum, Recommendation
from resolutions.models.blacking import blacked_paragraphs
from resolutions.outside.snippets import Snippet
from resolutions.permissions import Visitor, may
from resolutions.web.errors import Withheld, absent


def may_have_file(user: Visitor, forum: Forum, draft: Draft) -> bool:
    """Everybody, as long as nothing is hidden; then who may see the draft."""
    return not forum.hidden_words or may(user, "view_draft", draft)


def source_draft(request: HttpRequest, slug: str) -> tuple[Forum, Draft]:
    forum = Forum.objects.visible_to(request.user).filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    draft = Draft.objects.source_of(forum)
    if draft is None:
        raise Http404
    return forum, draft


@require_safe
def source_file(request: HttpRequest, slug: str) -> FileResponse:
    """To be saved, never shown in the browser: it is somebody else's file."""
    forum, draft = source_draft(request, slug)
    if not may_have_file(request.user, forum, draft):
        raise Withheld(instead=forum.get_absolute_url())
    source = draft.source
    assert source is not None  # source_of() asks for drafts with a document
    try:
        file = source.file.open()
    except FileNotFoundError as lost:
        raise Http404 from lost
    return FileResponse(
        file, as_attachment=True, filename=source.original_name, content_type="application/octet-stream"
    )


@require_safe
def source_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paragraph in the document's order; those that became recommendations lead to them."""
    forum, draft = source_draft(request, slug)
    rows = Recommendation.objects.filter(section__forum=forum, source_first__isnull=False).with_way().with_rank()
    starts = {row.source_first: row for row in rows.in_document_order()}
    return render(
        request,
        "resolutions/source_text.html",
        {
            # The forum's own page is the one to be found; the same words twice would compete.
            "snippet": Snippet(
                title=f"Текст резолюции: {forum.heading}",
                description="Абзацы документа в том порядке, в каком они напечатаны.",
                path=request.path,
                is_indexed=False,
            ),
            "forum": forum,
            "source": draft.source,
            "has_file": may_have_file(request.user, forum, draft),
            "paragraphs": [
                {"number": number, "text": text, "recommendation": starts.get(number)}
                for number, text in enumerate(paragraphs(forum, draft))
            ],
        },
    )


def paragraphs(forum: Forum, draft: Draft) -> list[str]:
    """As printed, with their numbers; what is hidden in the resolution is hidden here, for everybody alike."""
    printed = [f"{block['label']} {block['text']}".strip() for block in draft.blocks]
    return blacked_paragraphs(printed, forum.hidden_words)
