"""What subscribers get, as a real mail server received it."""

import re
from email.header import decode_header, make_header
from urllib.parse import urlsplit

from resolutions.letters.sending import send_waiting
from tests.admin.letterbox import mail_server


def sent(settings) -> list:
    """The letters that were waiting, in the order in which they were sent."""
    with mail_server(settings) as box:
        send_waiting()
    return box.letters


def subject_of(letter) -> str:
    return str(make_header(decode_header(letter["Subject"].replace("\r\n", "")))).strip()


def text_of(letter) -> str:
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")


def html_of(letter) -> str:
    part = next(part for part in letter.walk() if part.get_content_type() == "text/html")
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")


def link_in(letter, page: str) -> str:
    """The path of the only address in the letter that leads to this page (`subscriptions`, `unsubscribe`)."""
    (address,) = set(re.findall(rf"https?://\S+/{page}/\S+", text_of(letter)))
    return urlsplit(address).path
