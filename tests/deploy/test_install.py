"""`make install-server`: what is refused before anything is done. What it does, `make drill-install` tries for real."""

import subprocess

import pytest

from tests.deploy.filling import DEPLOY

pytestmark = pytest.mark.pure
NO_SITE = "не имя сайта: нужно имя вида portal.example.ru, без https:// и без косой черты."


def install(**variables: str) -> tuple[int, str]:
    """Without a single program at hand: whatever is refused is refused before one is called."""
    done = subprocess.run(
        [str(DEPLOY / "install.sh")],
        env={"PATH": "/nowhere", "LANG": "C.UTF-8", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "domain",
    [
        *("localhost", "https://portal.ru", "portal.ru/", "10.0.0.7", "a_b.ru", "-a.ru", "a..ru", ".ru", "a b.ru"),
        *("a.ru;ls", "a.ru\nlisten 1", "$(ls).ru", f"{'a' * 64}.ru", f"{'a.' * 130}ru"),
    ],
)
def test_a_domain_name_that_is_none_is_refused_in_one_sentence(domain):
    assert install(DOMAIN=domain) == (2, f"Не установлено: DOMAIN={domain} {NO_SITE}\n")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"NAME": "nobodyhere"},
            "не сказано, под каким именем откроется портал: make install-server DOMAIN=",
        ),
        ({"DOMAIN": "портал.рф"}, "имя портал.рф напишите так, как его знает DNS, латиницей (xn--…)."),
        ({"DOMAIN": "a.ru", "NAME": "My-Portal"}, "NAME=My-Portal не годится: нужно до 21 латинской буквы или цифры"),
        ({"DOMAIN": "a.ru", "NAME": "../x"}, "NAME=../x не годится"),
        ({"DOMAIN": "a.ru", "FOLDER": "register"}, "FOLDER=register не годится: нужен путь вида /register"),
        ({"DOMAIN": "a.ru", "FOLDER": "/a;b"}, "FOLDER=/a;b не годится"),
        ({"DOMAIN": "a.ru", "START": "yes"}, "START=yes не годится: нужно 1 или 0."),
    ],
)
def test_so_is_everything_else_that_is_none(variables, sentence):
    status, said = install(**variables)

    assert (status, said.startswith(f"Не установлено: {sentence}"), said.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("domain", ["portal.example.ru", "Portal.Example.RU", "xn--80aswg.xn--p1ai", "a.b.c.d-e.org"])
def test_a_name_of_a_site_is_taken(domain):
    status, said = install(DOMAIN=domain)

    # On a Debian it goes on to the first program, which is not there; elsewhere it says why it cannot.
    assert (status in (127, 2), NO_SITE in said) == (True, False)
