"""The door of the web server, before any middleware."""

import subprocess
import sys
from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest

pytestmark = pytest.mark.django_db
TOKEN = "a" * 32
FORM = f"csrfmiddlewaretoken={TOKEN}&text=150".encode()
# What a process that has loaded the portal holds, before it parts into those that answer.
LOADED = """
import sys, threading
import forum_portal.wsgi
from django.db import connections
from resolution_reader.language.morphology import analyzer
print("resolutions.pages.home" in sys.modules, analyzer.cache_info().currsize)
print(threading.active_count(), [one.connection for one in connections.all(initialized_only=True)])
"""
CHARSETS = ["hex", "rot13", "utf-16", "idna", "punycode", "undefined", "unicode_escape", "zlib", "cp1251", "utf-80"]


def status_of(web_server, method: str, path: str, content_type: str, body: bytes = b"") -> str:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "place=&x=%D0%B0",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": f"csrftoken={TOKEN}",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    said: list[str] = []
    list(web_server(environ, lambda status, headers, *_: said.append(status)))
    return said[0]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("path", ["/", "/recommendations/", "/api/v1/recommendations/", "/login/"])
def test_an_address_is_read_whatever_charset_a_body_is_said_to_be_in(web_server, path, charset):
    assert status_of(web_server, "GET", path, f"text/plain; charset={charset}") == "200 OK"


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_in_another_charset_is_no_form(web_server, charset):
    kind = f"application/x-www-form-urlencoded; Charset = {charset}"

    assert status_of(web_server, "POST", "/view-settings/", kind, FORM) == "403 Forbidden"


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', " utf-8"])
def test_a_form_in_utf8_is_one_under_any_spelling(web_server, charset):
    kind = f"application/x-www-form-urlencoded;charset={charset}"

    assert status_of(web_server, "POST", "/view-settings/", kind, FORM) == "302 Found"


def test_what_every_worker_needs_is_loaded_before_they_part_and_nothing_that_they_must_not_share():
    said = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout

    assert said.splitlines() == ["True 1", "1 [None]"]
