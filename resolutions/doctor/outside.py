"""What visitors come through: the name, the certificate, the web server."""

import os
import socket
import ssl
import time
import urllib.request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from django.conf import settings

from resolutions.doctor.finding import Finding, instance
from resolutions.wording import plural

PATIENCE = 5.0  # seconds
A_DAY = 86_400
SOON = 14  # days
GET_ONE = "Получите сертификат и повторите make install-server (docs/server.md, «TLS»)."


def name() -> Finding:
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:
        return Finding(f"{host} никуда не ведёт", "Заведите в DNS запись A (и AAAA) с адресом этой машины.")
    return Finding(f"{host} → {', '.join(sorted(map(str, found)))}")


def certificate() -> Finding:
    address = urlsplit(settings.SITE_ADDRESS)
    if address.scheme != "https":
        return Finding("портал открыт без TLS, как бывает при разработке")
    try:
        until = trusted_until(address.hostname or "", address.port or 443)
    except ssl.SSLCertVerificationError as error:
        return Finding(f"браузеры не верят сертификату ({REASONS.get(error.verify_code, 'не та цепочка')})", GET_ONE)
    except OSError:
        return Finding("на порту HTTPS никто не отвечает", f"systemctl status nginx; systemctl status {instance()}-web")
    days = int((until - time.time()) // A_DAY)
    said = f"сертификат действует ещё {plural(days, 'день,дня,дней')}"
    return Finding(said, "" if days >= SOON else f"Пора продлить: certbot renew. {GET_ONE}")


REASONS = {
    10: "он истёк",
    18: "он сделан самим сервером",
    19: "он сделан самим сервером",
    62: "он на другое имя",
}  # of OpenSSL


def trusted_until(host: str, port: int) -> float:
    """Seconds since 1970. Raises OSError, of which ssl.SSLCertVerificationError is one."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as raw,
        context.wrap_socket(raw, server_hostname=host) as secured,
    ):
        told = secured.getpeercert()
    assert told is not None  # of a peer that was verified
    return float(ssl.cert_time_to_seconds(str(told["notAfter"])))


def web_server() -> Finding:
    """Past nginx, which may show pages while nobody answers behind it."""
    port = os.environ.get("PORT") or "8000"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE).close()
    except HTTPError:
        return Finding("отвечает, но не достаёт до базы", f"systemctl status postgresql {instance()}-web")
    except (URLError, OSError):
        return Finding(
            f"не отвечает на 127.0.0.1:{port}", f"systemctl restart {instance()}-web; journalctl -u {instance()}-web"
        )
    return Finding("отвечает")
