"""A form that could not be taken gives back what was typed: to be copied, or to be sent anew by one press."""

import errno

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from resolutions.models import Draft, SourceDocument
from resolutions.review.receive import receive
from resolutions.review.sheet import sheet_from_json
from resolutions.review.text_mode import text_of
from resolutions.web.errors import server_error
from resolutions.web.middleware import DatabaseLimitsMiddleware
from tests.accidents import database_away, database_full
from tests.factories import RecommendationFactory, SectionFactory, UserFactory
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db

OURS = "http://testserver"
HERS = 'Долго думала: <b>"дворы"</b> & скверы.\r\n\r\nВторая строка.'


@pytest.fixture
def strict():
    """A browser that is signed in and has the token of an earlier sign-in in its forms."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": OURS})
    client.user = UserFactory()
    client.force_login(client.user)
    client.cookies[settings.CSRF_COOKIE_NAME] = "n" * 32
    return client


@pytest.fixture
def draft(strict):
    return receive(TEXT.encode(), "форум.txt", strict.user.organizer, strict.user)


def stale(**fields):
    return {"csrfmiddlewaretoken": "o" * 32} | fields


def page_of(answer):
    return html.fromstring(answer.content.decode())


def shown(answer) -> dict[str, str]:
    """What the page gives back: {label: text}, line ends as a browser would send them."""
    page = page_of(answer)
    labels = {label.get("for"): label.text_content().strip() for label in page.xpath("//label")}
    return {
        labels[area.get("id")]: (area.text or "").removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
        for area in page.xpath("//textarea[@readonly]")
    }


def resent(answer):
    """The form that the button sends: its address, and its fields as a browser would send them; None without one."""
    forms = page_of(answer).xpath("//section[@class='typed']//form")
    if not forms:
        return None
    fields = dict(forms[0].fields)
    for area in forms[0].xpath(".//textarea"):
        fields[area.get("name")] = area.text.removeprefix("\n")
    return forms[0].action, {name: value for name, value in fields.items() if value is not None}


def test_after_a_second_sign_in_one_press_saves_what_was_typed(strict, draft):
    address = draft.get_absolute_url()
    typed = stale(revision="1", op="save", **{"card-2-text": HERS, "card-2-number": "7", "card-3-add": "НКО"})
    refused = strict.post(address, typed)

    assert (refused.status_code, refused["Cache-Control"]) == (403, "private, no-store")
    assert shown(refused) == {"Текст: № 7": HERS, "Ещё адресат": "НКО"}
    action, fields = resent(refused)
    token = fields.pop("csrfmiddlewaretoken")
    assert (action, sorted(fields)) == (address, ["card-2-number", "card-2-text", "card-3-add", "op", "revision"])

    saved = strict.post(action, fields | {"csrfmiddlewaretoken": token})

    assert saved["Location"].startswith(address)
    draft.refresh_from_db()
    assert sheet_from_json(draft.outline).card(2).text == HERS.replace("\r\n", "\n")


def test_every_kind_of_form_gives_back_its_text_with_its_labels(strict, draft):
    section = SectionFactory(forum__organizer=strict.user.organizer, title="Дворы")
    row = RecommendationFactory(section=section)
    in_admin = {
        "title": "Дворы и дома",
        "lead_in": "",
        "order": "3",
        "forum": str(section.forum_id),
        "opened_version": "1.abc",
        "recommendations-TOTAL_FORMS": "1",
        "recommendations-0-id": str(row.pk),
        "recommendations-0-text": HERS,
        "recommendations-0-leads": "12",
        "_save": "Сохранить",
    }
    forms = {
        reverse("draft-text", args=[draft.pk]): {"text": HERS, "revision": "1"},
        reverse("draft-upload"): {"text": HERS, "organizer": "1"},
        reverse("draft-both", args=[draft.pk]): {"about-title": "Другое", "section-1-lead_in": HERS, "keep-now": "x"},
        reverse("admin:resolutions_section_change", args=[section.pk]): in_admin,
        reverse("subscribe"): {"email": "resident@example.org", "frequency": "weekly", "consent": "on"},
    }

    found = {address: shown(strict.post(address, stale(**fields))) for address, fields in forms.items()}

    assert list(found.values()) == [
        {"Текст": HERS},
        {"Текст": HERS},
        {"Название": "Другое", "Вводная строка": HERS},
        {"Название": "Дворы и дома", "Порядок": "3", "Текст, 1-я строка": HERS},
        {"Электронная почта": "resident@example.org"},
    ]


def test_a_file_is_named_and_chosen_again(strict):
    file = SimpleUploadedFile("итог <1>.txt", TEXT.encode())
    refused = strict.post(reverse("draft-upload"), stale(documents=file, text=""))
    action, fields = resent(refused)

    field = page_of(refused).xpath("//section[@class='typed']//input[@type='file']")[0]
    label = page_of(refused).xpath(f"//label[@for='{field.get('id')}']")[0]
    assert (field.get("name"), label.text_content().strip()) == ("documents", "Файл «итог <1>.txt» выберите снова")
    two = [SimpleUploadedFile(name, TEXT.encode()) for name in ("а.txt", "б.txt")]
    several = strict.post(reverse("draft-upload"), stale(documents=two, text=""))
    assert "Файлы «а.txt», «б.txt» выберите снова" in " ".join(page_of(several).text_content().split())
    again = SimpleUploadedFile("итог.txt", TEXT.encode())
    assert strict.post(action, fields | {"documents": again}).status_code == 302
    assert SourceDocument.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": "null", "Referer": f"{OURS}/editor/"},
        {"Origin": "", "Referer": f"{OURS}/editor/"},
        {"Referer": "http://evil.example/http://testserver/"},
        {"Referer": "http://[testserver/"},
        {},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_gets_no_button(strict, draft, headers):
    del strict.defaults["HTTP_ORIGIN"]
    refused = strict.post(draft.get_absolute_url(), stale(op="save", **{"card-2-text": HERS}), headers=headers)

    assert (refused.status_code, shown(refused), resent(refused)) == (403, {"Текст": HERS}, None)


def test_a_browser_that_names_the_page_instead_of_the_origin_gets_the_button(strict, draft):
    del strict.defaults["HTTP_ORIGIN"]
    fields = stale(op="save", **{"card-2-text": HERS})

    assert resent(strict.post(draft.get_absolute_url(), fields, headers={"Referer": f"{OURS}/editor/"})) is not None


def test_who_is_signed_out_gets_the_text_alone(strict, draft):
    strict.logout()
    refused = strict.post(draft.get_absolute_url(), stale(op="save", **{"card-2-text": HERS}))

    assert (refused.status_code, shown(refused), resent(refused)) == (403, {"Текст": HERS}, None)


@pytest.mark.parametrize("route", ["password-change", "login", "draft-upload"])
def test_passwords_and_codes_are_shown_to_nobody_and_not_sent_anew(strict, route):
    secrets = {"old_password": "тайна-1", "new_password1": "тайна-2", "otp_token": "тайна-3", "code": "тайна-4"}
    refused = strict.post(reverse(route), stale(username="me@example.org", password="тайна-5", **secrets))

    page = refused.content.decode()
    assert (shown(refused), resent(refused)) == ({"Электронная почта": "me@example.org"}, None)
    assert [name for name in ("тайна", "o" * 32) if name in page] == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_keeps_the_text_and_takes_it_when_it_is_back(strict, draft, caplog):
    address = draft.get_absolute_url()
    token = page_of(strict.get(address)).xpath("//form[@id='review']/input[@name='csrfmiddlewaretoken']/@value")[0]
    typed = {"csrfmiddlewaretoken": token, "revision": "1", "op": "save", "card-2-text": HERS}
    with database_away():
        refused = strict.post(address, typed)

    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (503, "5", "private, no-store")
    assert shown(refused) == {"Текст": HERS}
    assert "Долго" not in caplog.text
    action, fields = resent(refused)
    assert strict.post(action, fields)["Location"].startswith(address)
    draft.refresh_from_db()
    assert sheet_from_json(draft.outline).card(2).text == HERS.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("has_passed", "cookie", "origin", "is_offered"),
    [
        (True, settings.SESSION_COOKIE_NAME, OURS, True),
        (False, settings.SESSION_COOKIE_NAME, OURS, False),
        (True, "other", OURS, False),
        (True, settings.SESSION_COOKIE_NAME, "https://evil.example", False),
    ],
    ids=["hers", "did not pass the check", "without a session", "from elsewhere"],
)
def test_without_a_database_the_button_is_for_a_form_that_passed_the_check(rf, has_passed, cookie, origin, is_offered):
    request = rf.post("/editor/", {"text": HERS}, headers={"Origin": origin})
    request.COOKIES[cookie] = "x"
    request.csrf_processing_done = has_passed

    answer = DatabaseLimitsMiddleware(lambda _: HttpResponse()).process_exception(request, OperationalError("gone"))

    assert (answer.status_code, answer["Cache-Control"]) == (503, "private, no-store")
    assert (shown(answer), resent(answer) is not None) == ({"Текст": HERS}, is_offered)


def told(answer):
    return page_of(answer).xpath("//div[@class='error-page']/p[2]")[0].text_content().split(". ")


@pytest.mark.parametrize(
    ("page", "is_offered", "advice"),
    [
        ("change", True, ["Подождите немного и нажмите «Отправить ещё раз»"]),
        (
            "add",
            False,
            [
                "Подождите немного и посмотрите в списке, нет ли там уже новой записи",
                "Если её нет, обновите эту страницу: браузер предложит отправить форму ещё раз",
            ],
        ),
    ],
)
def test_what_may_be_there_already_is_not_sent_again_by_one_press(rf, page, is_offered, advice):
    """The answer to a COMMIT can be lost: nobody knows then, and what is new would be there twice."""
    address = reverse(f"admin:resolutions_section_{page}", args=[1] if page == "change" else [])
    request = rf.post(address, {"title": HERS}, headers={"Origin": OURS})
    request.COOKIES[settings.SESSION_COOKIE_NAME], request.csrf_processing_done = "x", True

    answer = DatabaseLimitsMiddleware(lambda _: HttpResponse()).process_exception(request, OperationalError("gone"))

    assert (list(shown(answer).values()), resent(answer) is not None) == ([HERS], is_offered)
    assert told(answer) == [
        "База данных занята или ненадолго недоступна",
        "Скорее всего, ничего не записано; то, что вы отправляли, ниже",
        *advice,
        "На всякий случай скопируйте текст.",
    ]


def test_a_full_disk_speaks_of_a_form_only_where_there_was_one(rf):
    full = DatabaseLimitsMiddleware(lambda _: HttpResponse())
    read, sent = (
        full.process_exception(request, OSError(errno.ENOSPC, "full"))
        for request in (rf.get("/editor/"), rf.post("/editor/", {"text": HERS}))
    )

    assert [told(read), told(sent)] == [
        [
            "Скажите об этом администратору и попробуйте ещё раз, когда место появится",
            "Если вы что-то меняли, это не записано.",
        ],
        [
            "Ничего не записано",
            "Скажите об этом администратору; когда место появится, обновите эту страницу: "
            "браузер предложит отправить форму ещё раз",
            "На всякий случай скопируйте текст.",
        ],
    ]


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_507_and_keeps_the_text(strict, draft):
    strict.handler.enforce_csrf_checks = False
    typed = "Долго думала. " * 10_000
    with database_full():
        refused = strict.post(
            draft.get_absolute_url(), {"revision": "1", "op": "save", "about-title": HERS, "card-2-text": typed}
        )

    assert (refused.status_code, refused["Cache-Control"]) == (507, "private, no-store")
    assert shown(refused) == {"Название": HERS, "Текст": typed}
    assert resent(refused)[0] == draft.get_absolute_url()
    assert Draft.objects.get().revision == 1


def test_a_mistake_of_ours_gives_the_text_back_to_be_copied(rf):
    answer = server_error(rf.post("/editor/", {"text": HERS, "csrfmiddlewaretoken": "o" * 32}))

    assert (answer.status_code, answer["Cache-Control"]) == (500, "private, no-store")
    assert (shown(answer), resent(answer)) == ({"Текст": HERS}, None)


def test_a_form_with_too_many_fields_gives_the_text_back(strict, draft, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    body = "&".join(f"card-{key}-text=Дворы+{key}" for key in range(5))
    refused = strict.post(draft.get_absolute_url(), body.encode(), content_type="application/x-www-form-urlencoded")

    assert refused.status_code == 400
    assert [area.text.strip() for area in page_of(refused).xpath("//textarea")] == [f"Дворы {key}" for key in range(5)]


def test_what_is_gone_or_forbidden_meanwhile_gives_the_text_back(strict, draft):
    strict.handler.enforce_csrf_checks = False
    address, section = draft.get_absolute_url(), SectionFactory()
    draft.delete()

    gone = strict.post(address, {"card-2-text": HERS})
    others = strict.post(reverse("admin:resolutions_section_change", args=[section.pk]), {"title": HERS})
    forbidden = strict.post(reverse("admin:resolutions_user_add"), {"full_name": HERS})

    assert [(answer.status_code, list(shown(answer).values())) for answer in (gone, others, forbidden)] == [
        (404, [HERS]),
        (404, [HERS]),
        (403, [HERS]),
    ]


def test_the_desk_for_entry_by_hand_keeps_the_text_when_the_session_has_ended(strict):
    section = SectionFactory(forum__organizer=strict.user.organizer)
    address = reverse("admin:resolutions_section_change", args=[section.pk])
    strict.handler.enforce_csrf_checks = False
    strict.logout()

    answer = strict.post(address, {"title": HERS})

    assert (answer.status_code, shown(answer)) == (403, {"Название": HERS})
    assert strict.get(address).status_code == 302


def test_a_form_that_cannot_be_read_is_refused_as_ever(strict, draft):
    broken = strict.post(draft.get_absolute_url(), b"x", content_type="multipart/form-data; boundary=")

    assert broken.status_code in (400, 403)


def test_text_mode_goes_back_to_the_letter(strict, draft):
    """The whole document is one field: line ends, spaces in front and blank lines must come back as they went."""
    text = "\r\n  " + text_of(sheet_from_json(draft.outline)).replace("\n", "\r\n") + "\r\n\r\n"
    refused = strict.post(reverse("draft-text", args=[draft.pk]), stale(text=text, revision="1"))

    assert shown(refused) == {"Текст": text}
    # As the form itself was sent: in the other way a long text would take three times the room.
    assert page_of(refused).xpath("//section[@class='typed']/form/@enctype") == ["multipart/form-data"]
