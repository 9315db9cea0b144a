"""A corrected file of a forum in the register: it comes in, and is accepted or refused item by item."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from resolution_reader import MAX_BYTES, READERS, UnreadableDocument
from resolutions.models import Draft, Forum, User
from resolutions.review.blacked import hidden_again
from resolutions.review.editing import CameAnew, DraftClosed
from resolutions.review.in_words import pieces
from resolutions.review.receive import AlreadyReceived, NoRoom, take_in
from resolutions.review.reread_forum import CannotReread, reread_forum
from resolutions.review.revise import StaleDifferences, comparison, revise, stand_apart
from resolutions.vocabulary import DraftState
from resolutions.work.after_response import see_to
from resolutions.work.kinds import READ
from resolutions.workspace.access import editor, for_editors
from resolutions.workspace.both_texts import closed, may_accept, why_not_back
from resolutions.workspace.room import was_no_room
from resolutions.workspace.uploading import TOO_LARGE
from resolutions.workspace.waiting import for_read_drafts


class CorrectionForm(forms.Form):
    file = forms.FileField(
        label="Исправленный файл",
        help_text=f"{', '.join(f'.{name}' for name in READERS)}; до 25 МБ.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        forum: Forum,
        by: User,
        was_no_room: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.forum, self.by, self.had_no_room = forum, by, was_no_room
        self.draft: Draft | None = None
        if was_no_room:
            self.fields["file"].error_messages["required"] = str(NoRoom())

    def clean_file(self) -> UploadedFile:
        """The file, taken in: what can be refused at once is an error of the field."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            self.draft = take_in(file.read(), file.name or "без имени", self.forum.organizer, self.by, self.forum)
        except UnreadableDocument as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        except NoRoom as refusal:
            self.had_no_room = True
            raise forms.ValidationError(str(refusal)) from refusal
        except AlreadyReceived as known:
            if known.draft.revises != self.forum:
                raise forms.ValidationError("Этот файл уже загружен раньше, и в нём ничего не изменилось.") from known
            self.draft = known.draft
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    by = editor(request)
    forum = get_object_or_404(Forum.objects.owned_by(by), slug=slug)
    if request.POST.get("op") == "reread":
        return read_anew(request, forum, by)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CorrectionForm(*posted, forum=forum, by=by, was_no_room=was_no_room(request))
    if request.method == "POST" and form.is_valid() and form.draft:
        see_to(READ)
        return redirect("draft-differences", form.draft.pk)
    status = 507 if form.had_no_room else 422 if form.errors else 200
    return render(request, "workspace/correction.html", {"form": form, "forum": forum}, status=status)


def read_anew(request: HttpRequest, forum: Forum, by: User) -> HttpResponse:
    """The document that the forum has, by today's reader."""
    try:
        draft = reread_forum(forum, by)
    except CannotReread as refusal:
        messages.error(request, str(refusal))
        return redirect("draft-correct", forum.slug)
    see_to(READ)
    return redirect("draft-differences", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def differences(request: HttpRequest, draft: Draft) -> HttpResponse:
    if draft.revises is None:
        return apart_already(request, draft)
    if request.method == "POST" and request.POST.get("op") == "apart":
        return apart(request, draft)
    if draft.state == DraftState.DISCARDED or draft.revises.deleted_at or not may_accept(request, draft):
        return closed(request, draft)
    is_stale = False
    if request.method == "POST":
        try:
            forum = revise(draft, request.POST.getlist("accept"), editor(request))
        except StaleDifferences:
            is_stale = True
        except DraftClosed as late:
            return too_late(request, late.draft)
        else:
            messages.success(request, "Исправления внесены.")
            return redirect(forum)
    found = comparison(draft).differences()
    ticked = set(request.POST.getlist("accept")) if is_stale else {difference.key for difference in found}
    context = {
        "draft": draft,
        "forum": draft.revises,
        "differences": [
            {
                "difference": row,
                "pieces": pieces(row.before, row.after),
                "chosen": row.key in ticked,
                "id": f"d{number}",
            }
            for number, row in enumerate(found)
        ],
        "is_stale": is_stale,
        "stays_hidden": hidden_again(draft),
    }
    return render(request, "workspace/differences.html", context, status=409 if is_stale else 200)


def too_late(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Somebody was there in the same moment: what became of the draft."""
    if draft.revises is None:
        return apart_already(request, draft)
    return closed(request, draft) if draft.revises.deleted_at else redirect(draft.revises)


def apart_already(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A draft that corrects nothing, or not any more; only who wanted to write something is told so."""
    if request.method != "POST":
        raise Http404
    if draft.state != DraftState.OPEN:
        return closed(request, draft)
    messages.info(request, "Этот черновик теперь другая резолюция, а не исправление: в реестр ничего не записано.")
    return redirect(draft)


def apart(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What seemed a correction is a resolution of its own, and goes back to the review; also when its forum is gone."""
    try:
        return redirect(stand_apart(draft, editor(request)))
    except DraftClosed as late:
        if isinstance(late, CameAnew):
            messages.error(request, why_not_back(late))
        return closed(request, late.draft)
