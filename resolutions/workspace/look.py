"""«Вид портала»: what it is called in its city, its emblem and colours, and whom to ask; for administrators."""

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.characters import plain
from resolutions.colours import ACCENT, MAIN
from resolutions.models import Look
from resolutions.register.authorship import last_change
from resolutions.register.emblem import MAX_BYTES
from resolutions.register.look import COLOURS, WORDS, LookChanged, Unfit, change_look
from resolutions.web.look import REGISTER
from resolutions.wording import one_line
from resolutions.workspace.access import editor, for_people_who
from resolutions.workspace.form import number_in

USUAL = {"main_colour": MAIN, "accent_colour": ACCENT}
CHANGED = (
    "Пока вы правили, вид портала изменил кто-то другой. Ниже то, что набрали вы; сохраните ещё раз, если оно вернее."
)
COLOUR = forms.TextInput(attrs={"type": "color"})


class LookForm(forms.ModelForm):
    emblem = forms.FileField(
        label="Герб или знак",
        required=False,
        help_text="PNG, JPEG или WebP до 2 МБ, лучше квадратный и с прозрачным фоном.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
        error_messages={"empty": "Этот файл пуст."},
    )
    without_emblem = forms.BooleanField(label="Убрать герб", required=False)

    class Meta:
        model = Look
        fields = [*WORDS, *COLOURS]
        widgets = {"main_colour": COLOUR, "accent_colour": COLOUR}
        help_texts = {
            "name": f"Если пусто: «{REGISTER}».",
            "main_colour": "Шапка, кнопки и ссылки. Белый текст на нём и он сам на фоне страницы должны читаться.",
            "accent_colour": "Номера, подписи и ссылки под курсором.",
            "contact_email": "Стоит внизу каждой страницы, как телефон и адрес.",
        }

    @property
    def values(self) -> dict[str, str]:
        """As the verb takes them: the usual colour is none of the city's own."""
        typed = {name: plain(one_line(self.cleaned_data[name])) for name in (*WORDS, *COLOURS)}
        return {name: "" if value.lower() == USUAL.get(name) else value for name, value in typed.items()}

    @property
    def picture(self) -> bytes | None:
        sent: UploadedFile | None = self.cleaned_data["emblem"]
        if sent is not None:
            return sent.read(MAX_BYTES + 1)
        return b"" if self.cleaned_data["without_emblem"] else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_who("change_look")
def edit_look(request: HttpRequest) -> HttpResponse:
    look = Look.objects.current()
    shown = {name: getattr(look, name) or usual for name, usual in USUAL.items()}
    is_sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form, status = LookForm(data, files, instance=Look.objects.current(), initial=shown), 200
    if form.is_bound:
        status = saved(request, form)
        if status == 302:
            messages.success(request, "Вид портала сохранён.")
            return redirect("look")
    context = {"form": form, "version": look.version, "emblem": look.emblem_version, "changed": last_change(look)}
    return render(request, "workspace/look_form.html", context, status=status)


def saved(request: HttpRequest, form: LookForm) -> int:
    """The status of the answer; what is wrong stands in the form."""
    if not form.is_valid():
        return 422
    try:
        change_look(editor(request), number_in(request.POST.get("version", "")) or 0, form.values, form.picture)
    except Unfit as refusal:
        for name, sentence in refusal.sentences.items():
            form.add_error(name, sentence)
        return 422
    except LookChanged:
        form.add_error(None, CHANGED)
        return 409
    return 302
