"""What subscribers get, as a real mail server received it."""

import re
from email.header import decode_header, make_header
from urllib.parse import urlsplit

from resolutions.mail.sending import send_waiting
from tests.admin.letterbox import mail_server


def sent(settings) -> list:
    """The mails that were waiting, in the order in which they were sent."""
    with mail_server(settings) as box:
        send_waiting()
    return box.letters


def subject_of(mail) -> str:
    return str(make_header(decode_header(mail["Subject"].replace("\r\n", "")))).strip()


def text_of(mail) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")


def html_of(mail) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/html")
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")


def link_in(mail, page: str) -> str:
    """The path of the only address in the mail that leads to this page (`subscriptions`, `unsubscribe`)."""
    (address,) = set(re.findall(rf"https?://\S+/{page}/\S+", text_of(mail)))
    return urlsplit(address).path
