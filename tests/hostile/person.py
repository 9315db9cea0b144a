"""Somebody in front of a server that runs, with nothing but what browsers of all times have."""

import http.cookiejar
import re
import urllib.request
import uuid

PATIENCE = 300.0  # seconds: for a machine that has much else to do


class Person:
    """Somebody with a browser and without JavaScript."""

    def __init__(self, port: int) -> None:
        self.site = f"http://127.0.0.1:{port}"
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        return self.browser.open(self.site + path, timeout=PATIENCE).read().decode()

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """The address one is led to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path)).group(1)
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "csrfmiddlewaretoken": token}.items()
        ]
        if file:
            head = f'--{border}\r\nContent-Disposition: form-data; name="documents"; filename="{file[0]}"\r\n'
            head += "Content-Type: application/octet-stream\r\n\r\n"
            parts.append(head.encode() + file[1] + b"\r\n")
        request = urllib.request.Request(self.site + path, b"".join(parts) + f"--{border}--\r\n".encode())
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        return self.browser.open(request, timeout=PATIENCE).geturl()
