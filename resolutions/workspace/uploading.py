"""Bringing documents in: several files at once or pasted text. They are kept here and read by somebody else.

What can be refused at once is refused here, in one sentence beside the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django import forms
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from resolution_reader import MAX_BYTES, READERS, UnreadableDocument
from resolution_reader.language import plural
from resolutions.models import Draft, Organizer, User
from resolutions.review.receive import AlreadyReceived, NoRoom, take_in
from resolutions.work.after_response import see_to
from resolutions.work.kinds import READ
from resolutions.workspace.access import editor, for_editors, organizers_of
from resolutions.workspace.room import was_no_room

MOST_FILES = 20
MOST_AN_HOUR = 100  # documents one person may bring in; a year's archive of a city is smaller
HOUR = int(timedelta(hours=1).total_seconds())
TOO_LARGE = "Файл больше 25 МБ: оставьте в нём только текст резолюции и загрузите снова."


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as they came; what is wrong with one of them is said of that one."""

    widget = Files(attrs={"accept": ",".join(f".{name}" for name in READERS)})

    def clean(self, data: list[UploadedFile] | None, initial: None = None) -> list[UploadedFile]:
        return list(data or [])


class UploadForm(forms.Form):
    documents = FilesField(
        label="Файлы",
        required=False,
        help_text=f"{', '.join(f'.{name}' for name in READERS)}; до 25 МБ каждый, не больше {MOST_FILES} за раз.",
    )
    text = forms.CharField(
        label="Или текст резолюции",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Скопируйте его из письма или с сайта и вставьте сюда.",
    )
    organizer = forms.ModelChoiceField(Organizer.objects.none(), label="Организатор")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        by: User,
        was_no_room: bool = False,
    ) -> None:
        super().__init__(data, files)
        organizers = organizers_of(by)
        if by.organizer_id:
            del self.fields["organizer"]
        else:
            self.fields["organizer"].queryset = organizers  # type: ignore[attr-defined]  # the stubs know a plain Field
        self.by, self.was_no_room = by, was_no_room

    @property
    def whose(self) -> Organizer:
        chosen = self.cleaned_data.get("organizer") or self.by.organizer
        assert chosen is not None
        return chosen

    def clean(self) -> None:
        if self.was_no_room:
            raise forms.ValidationError(str(NoRoom()))
        files, text = self.cleaned_data.get("documents") or [], self.cleaned_data.get("text") or ""
        if not files and not text.strip():
            raise forms.ValidationError("Выберите файл или вставьте текст резолюции.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"Выбрано {len(files)} {plural(len(files), 'файл', 'файла', 'файлов')}, "
                f"а за раз можно {MOST_FILES}: загрузите частями."
            )
        if not may_bring(self.by, len(files) + bool(text.strip())):
            raise forms.ValidationError(
                f"За час можно загрузить не больше {MOST_AN_HOUR} документов: продолжите немного позже."
            )

    def brought(self) -> Iterator[tuple[str, UploadedFile | bytes]]:
        for file in self.cleaned_data["documents"]:
            yield file.name or "без имени", file
        text = self.cleaned_data["text"]
        if text.strip():
            moment = timezone.localtime().strftime("%d.%m.%Y %H-%M")
            yield f"Вставленный текст {moment}.txt", text.encode()


@dataclass(frozen=True)
class Outcome:
    """What became of one document: a draft, the draft it was before, or a sentence."""

    name: str
    draft: Draft | None = None
    is_known: bool = False
    refusal: str = ""
    had_no_room: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def upload(request: HttpRequest) -> HttpResponse:
    by = editor(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, by=by, was_no_room=was_no_room(request))
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = [brought(name, what, form.whose, by) for name, what in form.brought()]
        see_to(READ)
        if len(outcomes) == 1 and outcomes[0].draft and not outcomes[0].is_known:
            return redirect(outcomes[0].draft)
    refused = any(outcome.refusal for outcome in outcomes)
    # What was taken in is not offered again; the text of a refused one stays in the form.
    shown = form if request.method == "POST" and (refused or not outcomes) else UploadForm(by=by)
    context = {"form": shown, "outcomes": as_they_stand(outcomes)}
    no_room = form.was_no_room or any(outcome.had_no_room for outcome in outcomes)
    status = 507 if no_room else 422 if refused or form.errors else 200
    return render(request, "workspace/upload.html", context, status=status)


def brought(name: str, what: UploadedFile | bytes, organizer: Organizer, by: User) -> Outcome:
    if not isinstance(what, bytes) and (what.size or 0) > MAX_BYTES:
        return Outcome(name, refusal=TOO_LARGE)
    data = what if isinstance(what, bytes) else what.read()
    try:
        return Outcome(name, take_in(data, name, organizer, by))
    except AlreadyReceived as known:
        return Outcome(name, known.draft, is_known=True)
    except UnreadableDocument as refusal:
        return Outcome(name, refusal=str(refusal))
    except NoRoom as refusal:
        return Outcome(name, refusal=str(refusal), had_no_room=True)


def as_they_stand(outcomes: list[Outcome]) -> list[Outcome]:
    """With each draft's place in the queue, now that all are in it."""
    keys = [outcome.draft.pk for outcome in outcomes if outcome.draft]
    drafts = {draft.pk: draft for draft in Draft.objects.filter(pk__in=keys).for_listing(timezone.now())}
    return [replace(outcome, draft=drafts[outcome.draft.pk]) if outcome.draft else outcome for outcome in outcomes]


def may_bring(by: User, number: int) -> bool:
    """Counts what this person brings in an hour: refused ones here, accepted ones in the database of all servers."""
    key = f"uploads-{by.pk}-{int(timezone.now().timestamp()) // HOUR}"
    cache.add(key, 0, HOUR)
    tried = cache.incr(key, number)
    since = timezone.now() - timedelta(hours=1)
    return max(tried, Draft.objects.filter(created_by=by, created_at__gte=since).count() + number) <= MOST_AN_HOUR
