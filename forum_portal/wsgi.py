"""The entry point of a web server."""

import gc
import os
import re
from collections.abc import Iterable
from importlib import import_module
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines

from resolution_reader.language import is_word

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
portal = get_wsgi_application()
# What each process would load for itself with its first pages: views, what templates are written with, a dictionary.
import_module(settings.ROOT_URLCONF)
engines.all()
is_word("слово")
gc.freeze()  # a server that loads before it forks (--preload) shares what no collection looks through: 50 MB a worker
OTHER_CHARSET = re.compile(r"charset\s*=(?!\s*\"?utf-?8\b)", re.IGNORECASE)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """What is said to be in another charset than UTF-8 is no form to us.

    Django would read the address in that charset as well, before any middleware; «hex» or «idna» are charsets to Python
    and fail on any address, so that one header made an error of every page.
    """
    if OTHER_CHARSET.search(environ.get("CONTENT_TYPE", "")):
        environ = {**environ, "CONTENT_TYPE": "application/octet-stream"}
    return portal(environ, start_response)
