"""A portal below a folder of its host: the proxy takes it off what comes in, and all that goes out has it."""

import json

import pytest

from tests.test_production import SECRETS, manage, setting

FOLDER = "/register"
pytestmark = pytest.mark.pure
# In a process of its own, as what static files are called is said once, at the start. The last part asks for links.
PAGES = """
import json, re
from io import BytesIO
from wsgiref.util import setup_testing_defaults
from forum_portal.wsgi import application
from tests.factories import AddressingFactory

def answered(path):
    path, _, query = path.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1", "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    return b"".join(application(environ, lambda *_: None)).decode()

addressing = AddressingFactory()
rows = [addressing.recommendation.section.forum, addressing.recommendation, addressing.addressee]
pages = ["/", "/recommendations/?q=%D0%B4%D0%B2%D0%BE%D1%80", "/statistics/", "/login/", "/nothing/"]
pages += [row.get_absolute_url().removeprefix("/register") for row in rows]
links = re.compile('(?:href|src|action|data-[a-z-]+)="(/[^"]*)"')
print(json.dumps({path: links.findall(answered(path)) for path in pages}))
"""


def test_every_link_of_a_page_stays_below_the_folder(tmp_path):
    manage("migrate", "--no-input", tmp_path=tmp_path)

    told = manage("shell", "--no-imports", "-c", PAGES, tmp_path=tmp_path, FORCE_SCRIPT_NAME=FOLDER).stdout

    links = json.loads(told)
    assert {address: len(found) > 8 for address, found in links.items()} == dict.fromkeys(links, True)
    assert len(links) == 8
    assert [(address, link) for address in links for link in links[address] if not link.startswith(f"{FOLDER}/")] == []


def test_what_is_written_without_a_request_is_below_the_folder_and_cookies_are_its_own(tmp_path):
    folder = {"PRODUCTION": "1", "FORCE_SCRIPT_NAME": FOLDER, **SECRETS}
    code = "from django.urls import reverse; from resolutions.records import absolute; print(absolute(reverse('home')))"

    told = manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **folder)

    assert told.stdout.strip() == "https://portal.example/register/"
    assert setting("SESSION_COOKIE_NAME", tmp_path, **folder) == "'__Host-sessionid-register'"
    assert setting("CSRF_COOKIE_NAME", tmp_path, **folder) == "'__Host-csrftoken-register'"


@pytest.mark.parametrize("folder", ["register", "/register/", "/", "/Реестр"])
def test_a_folder_that_is_none_is_named(tmp_path, folder):
    result = manage("check", tmp_path=tmp_path, FORCE_SCRIPT_NAME=folder)

    assert (result.returncode, f"FORCE_SCRIPT_NAME={folder} is no folder" in result.stderr) == (1, True)
