"""The document a forum stands on: the file as it came, and its paragraphs with an address each."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Draft, Forum, Recommendation
from resolutions.outside.snippets import Snippet
from resolutions.web.errors import absent


def source_draft(request: HttpRequest, slug: str) -> Draft:
    forum = Forum.objects.visible_to(request.user).filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    draft = Draft.objects.source_of(forum)
    if draft is None:
        raise Http404
    return draft


@require_safe
def source_file(request: HttpRequest, slug: str) -> FileResponse:
    """To be saved, never shown in the browser: it is somebody else's file."""
    source = source_draft(request, slug).source
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
    draft = source_draft(request, slug)
    forum = draft.became
    assert forum is not None  # source_of() asks for drafts of a forum
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
            "paragraphs": [
                {"number": number, "label": block["label"], "text": block["text"], "recommendation": starts.get(number)}
                for number, block in enumerate(draft.blocks)
            ],
        },
    )
