"""The certificate of the site, as browsers see it."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from resolutions.doctor.outside import certificate, name

pytestmark = pytest.mark.pure


def made(where: Path, days: int, host: str = "IP:127.0.0.1") -> Path:
    """A certificate that nobody has signed but itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: there is no certificate to be looked at")
    both = where / "both.pem"
    making = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-subj", "/CN=portal", "-addext", f"subjectAltName={host}", "-days", str(days)]
    files = ["-keyout", str(where / "key"), "-out", str(where / "certificate")]
    subprocess.run([*making, *named, *files], check=True, stderr=subprocess.DEVNULL)
    both.write_text((where / "key").read_text() + (where / "certificate").read_text())
    return both


@contextmanager
def served(both: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    client, _ = server.accept()
                    with client, suppress(OSError), context.wrap_socket(client, server_side=True):
                        pass

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]


def test_one_that_the_server_has_made_itself_is_to_be_replaced(settings, tmp_path):
    with served(made(tmp_path, 300)) as port:
        settings.SITE_ADDRESS = f"https://127.0.0.1:{port}"
        found = certificate()

    assert found.said == "браузеры не верят сертификату (он сделан самим сервером)"
    assert "docs/server.md" in found.to_do


@pytest.mark.parametrize(("days", "said", "well"), [(300, "299 дней", True), (5, "4 дня", False)])
def test_one_that_is_trusted_says_for_how_long(settings, tmp_path, monkeypatch, days, said, well):
    both = made(tmp_path, days)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    with served(both) as port:
        settings.SITE_ADDRESS = f"https://127.0.0.1:{port}"
        found = certificate()

    assert (found.said, not found.to_do) == (f"сертификат действует ещё {said}", well)


def test_one_for_another_name_is_named_as_such(settings, tmp_path, monkeypatch):
    both = made(tmp_path, 300, "DNS:elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    with served(both) as port:
        settings.SITE_ADDRESS = f"https://localhost:{port}"
        found = certificate()

    assert found.said == "браузеры не верят сертификату (он на другое имя)"


def test_where_nobody_answers_and_where_there_is_no_tls(settings):
    settings.SITE_ADDRESS = "https://127.0.0.1:1"
    nobody = certificate()
    settings.SITE_ADDRESS = "http://127.0.0.1:8000"
    without = certificate()

    assert (nobody.said, bool(nobody.to_do)) == ("на порту HTTPS никто не отвечает", True)
    assert without.to_do == ""


def test_a_name_that_leads_nowhere(settings):
    settings.SITE_ADDRESS = "https://portal.invalid"
    nowhere = name()
    settings.SITE_ADDRESS = "https://localhost"
    here = name()

    assert (nowhere.said, "DNS" in nowhere.to_do) == ("portal.invalid никуда не ведёт", True)
    assert (here.said.startswith("localhost → "), here.to_do) == (True, "")
