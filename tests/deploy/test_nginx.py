"""The shipped file of nginx, in a real one: what it keeps and for whom, what it hands on, what it refuses."""

import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from tests.commands.test_serve import free_port
from tests.deploy.filling import filled
from tests.deploy.proxying import NAME, NGINX, Behind, proxy, running, write

pytestmark = pytest.mark.pure
KEPT = {"X-Accel-Expires": "1", "Cache-Control": "no-cache", "Vary": "Cookie"}  # as the portal says of its pages
A_SECOND = 2.1  # nginx counts whole seconds: what has begun in one is good until the end of the next
MEGABYTE = 1024 * 1024


@pytest.fixture
def behind():
    portal = Behind(says={"/": KEPT, "/gone/": dict(KEPT)})
    with running(portal):
        yield portal


@pytest.fixture
def site(tmp_path, behind):
    with proxy(tmp_path, behind) as found:
        yield found


def test_nginx_takes_the_whole_site(tmp_path):
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed: nobody says whether the site is right")
    key, certificate = str(tmp_path / "key"), str(tmp_path / "certificate")
    making = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [*making, "-subj", "/CN=x", "-keyout", key, "-out", certificate], check=True, stderr=subprocess.DEVNULL
    )
    names = {"HOSTS": "portal.example.ru xn--e1afmkfd.xn--p1ai", "CERTIFICATE": certificate, "CERTIFICATE_KEY": key}
    site = filled("nginx/site.conf", NAME=NAME, **names)
    for port in ("80", "443"):  # which somebody may hold already, or only root may
        site = re.sub(rf"listen (\[::\]:)?{port}\b", rf"listen \g<1>{free_port()}", site)
    write(tmp_path, 8000, re.sub(r"listen \[::\].*;", "", site).replace(f"{NAME}.conf", "portal.conf"))

    done = subprocess.run(
        [NGINX, "-q", "-t", "-p", str(tmp_path), "-c", f"{tmp_path}/nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.replace(f"{tmp_path}", "")) == (0, "")


def test_a_page_is_kept_for_a_second_and_asked_for_again_then(site):
    within = {site.get("/").text for _ in range(5)}
    time.sleep(A_SECOND)
    later = site.get("/").text

    assert (within, later) == ({"answer 1 to /"}, "answer 2 to /")


def test_every_address_and_every_look_has_its_own(site):
    asked = [site.get(path, Cookie=f"view={look}").text for path in ("/", "/?year=2025") for look in ("", "150.dark.")]

    assert asked == ["answer 1 to /", "answer 2 to /", "answer 3 to /", "answer 4 to /"]


@pytest.mark.parametrize("cookie", ["__Host-sessionid=abc", "view=1; __Host-sessionid-register=abc", "messages=x"])
def test_who_may_be_signed_in_is_given_nothing_that_was_kept_and_leaves_nothing_behind(site, cookie):
    first, hers, again = site.get("/").text, site.get("/", Cookie=cookie).text, site.get("/").text
    site.get("/?of=hers", Cookie=cookie)
    after = site.get("/?of=hers").text

    assert (first, hers, again, after) == ("answer 1 to /", "answer 2 to /", "answer 1 to /", "answer 4 to /")


@pytest.mark.parametrize(
    "says", [{}, {"Cache-Control": "public, max-age=600"}, KEPT | {"Set-Cookie": "__Host-csrftoken=secret"}]
)
def test_nothing_is_kept_of_what_the_portal_says_so_or_gives_to_one_alone(site, behind, says):
    behind.says["/"] = says

    assert [site.get("/").text for _ in range(2)] == ["answer 1 to /", "answer 2 to /"]


def test_while_the_portal_is_away_what_was_kept_is_shown_and_all_else_is_a_sentence(tmp_path):
    portal = Behind(says={"/": KEPT})
    with running(portal), proxy(tmp_path, portal) as site:
        site.get("/")
        with_it = site.get("/").text
    # The same nginx begun anew finds what it has kept on the disk; nobody is behind it.
    with proxy(tmp_path, portal) as site:
        time.sleep(A_SECOND)
        started = time.monotonic()
        kept, other = site.get("/"), site.get("/forums/")
        took = time.monotonic() - started
        hers = site.get("/", Cookie="__Host-sessionid=abc")

    assert (kept.status, kept.text) == (200, with_it)
    assert (other.status, hers.status, other.headers["Retry-After"]) == (503, 503, "30")
    assert "Портал сейчас не отвечает" in other.text
    assert took < 0.5


def test_what_was_taken_back_takes_the_place_of_the_page_that_was_kept(tmp_path):
    portal = Behind(says={"/gone/": KEPT})
    with running(portal), proxy(tmp_path, portal) as site:
        site.get("/gone/")
        portal.statuses["/gone/"] = 410
        time.sleep(A_SECOND)
        site.get("/gone/")
    with proxy(tmp_path, portal) as site:
        time.sleep(A_SECOND)
        kept = site.get("/gone/")

    assert (kept.status, kept.text) == (410, "answer 2 to /gone/")


def test_the_portal_itself_says_what_may_be_shown_while_its_database_is_away(site, behind):
    site.get("/")
    behind.statuses["/"], behind.says["/"] = 503, {}
    time.sleep(A_SECOND)

    assert site.get("/").status == 503


def test_where_a_request_comes_from_is_what_nginx_sees_and_no_word_of_the_visitor(site, behind):
    given = {"X_Forwarded_For": "203.0.113.7", "X_Forwarded_Proto": "https", "X_Request_ID": "0" * 32, "Proxy": "evil"}

    answer = site.get("/about/", **given)

    handed_on = {name.lower(): value for name, value in behind.asked[0].headers.items()}
    assert {name: handed_on.get(name) for name in ("host", "x-forwarded-for", "x-forwarded-proto", "proxy")} == {
        "host": "portal.example.ru",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-proto": "http",
        "proxy": None,
    }
    assert (behind.asked[0].protocol, handed_on["x-request-id"]) == ("HTTP/1.1", answer.headers["X-Request-ID"])
    assert re.fullmatch(r"(?!0{32})[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_each_who_is_given_a_kept_page_has_a_number_of_her_own(site):
    numbers = [site.get("/").headers.get_all("X-Request-ID") for _ in range(2)]

    assert [len(found) for found in numbers] == [1, 1]
    assert numbers[0] != numbers[1]


def test_a_document_of_25_mb_with_its_form_goes_through_and_more_is_a_sentence(site, behind):
    largest, more = site.get("/editor/upload/", b"x" * (25 * MEGABYTE + 5000)), site.get("/", b"x" * (27 * MEGABYTE))

    assert (largest.status, more.status, len(behind.asked)) == (200, 413, 1)
    assert behind.asked[0].body == 25 * MEGABYTE + 5000
    assert "Вместе файлы больше 25 МБ" in more.text


def test_a_body_that_does_not_come_is_not_waited_for_and_the_portal_hears_nothing_of_it(tmp_path, behind):
    with proxy(tmp_path, behind, **{"client_body_timeout 10s": "client_body_timeout 1s"}) as site:
        with socket.create_connection(("127.0.0.1", site.port), timeout=20) as client:
            client.sendall(b"POST / HTTP/1.1\r\nHost: portal.example.ru\r\nContent-Length: 1000\r\n\r\nabc")
            began = time.monotonic()
            said = client.recv(1000)
        took = time.monotonic() - began

    assert (said[:12] in (b"", b"HTTP/1.1 408"), behind.asked) == (True, [])
    assert 0.8 < took < 5


def test_one_address_holds_a_hundred_requests_and_no_more(site, behind):
    with ThreadPoolExecutor(100) as visitors:
        held = [visitors.submit(site.get, "/slow/") for _ in range(100)]
        until = time.monotonic() + 20
        while len(behind.asked) < 100 and time.monotonic() < until:
            time.sleep(0.05)
        refused = site.get("/about/")
        behind.held.set()

    assert ({answer.result().status for answer in held}, len(held)) == ({200}, 100)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "10")
    assert "слишком много запросов" in refused.text


def test_under_a_folder_the_portal_is_asked_as_ever_and_nothing_else_is_its_own(tmp_path, behind):
    with proxy(tmp_path, behind, "/register") as site:
        answers = [site.get(path) for path in ("/register/r/1/?a=%20b", "/register/static/x.css", "/", "/register")]

    assert [answer.status for answer in answers] == [200, 200, 404, 301]
    assert [asked.path for asked in behind.asked] == ["/r/1/?a=%20b", "/static/x.css"]


def test_what_is_good_for_ever_is_kept_for_everybody_and_while_the_portal_is_away(tmp_path):
    portal = Behind(says={"/static/x.1.css": {"Cache-Control": "max-age=315360000, public, immutable"}})
    with running(portal), proxy(tmp_path, portal) as site:
        first = [site.get("/static/x.1.css", Cookie=cookie).text for cookie in ("", "__Host-sessionid=a", "view=1..")]
    with proxy(tmp_path, portal) as site:
        away = site.get("/static/x.1.css").text

    assert {*first, away} == {"answer 1 to /static/x.1.css"}


def test_the_log_names_no_words_and_no_token(site):
    for path in (f"/recommendations/?q={quote('тайна')}", "/subscriptions/to-ken/", "/invitation/a/b/"):
        site.get(path)
    site.get("/about/", Referer="https://portal.example.ru/subscriptions/to-ken/")

    told = re.findall(r'"GET ([^"]*)"', site.log())
    assert told[-4:] == ["/recommendations/", "/subscriptions/...", "/invitation/...", "/about/"]
    assert "to-ken" not in site.log()
