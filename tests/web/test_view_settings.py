"""«Настройки вида»."""

import pytest
from django.urls import reverse

ADDRESS = reverse("view-settings")


def html_classes(answer) -> str:
    return answer.context["view_settings"].html_classes


@pytest.mark.django_db
def test_chosen_settings_hold_on_every_page(client):
    answer = client.post(ADDRESS, {"text": "150", "contrast": "dark", "spacing": "wide", "next": "/about/"})

    assert answer["Location"] == "/about/"
    assert html_classes(client.get("/about/")) == "text-150 contrast-dark spacing-wide"


@pytest.mark.django_db
def test_the_usual_look_comes_back(client):
    client.post(ADDRESS, {"text": "150"})
    client.post(ADDRESS, {"text": "", "contrast": "", "spacing": ""})

    assert html_classes(client.get("/about/")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["", "x", "150", "150.evil", '"><script>', "....", "dark.150.wide", "1" * 4000])
def test_a_forged_cookie_means_only_what_is_a_choice(client, cookie):
    client.cookies["view"] = cookie

    assert html_classes(client.get("/about/")) in ("", "text-150", "spacing-wide")


def test_an_unknown_choice_is_an_error_and_sets_nothing(client):
    answer = client.post(ADDRESS, {"text": "9000"})

    assert (answer.status_code, "view" in answer.cookies) == (200, False)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "", "\\\\evil"])
def test_the_way_back_is_to_our_own_pages_only(client, address):
    assert client.post(ADDRESS, {"next": address})["Location"] == "/"
