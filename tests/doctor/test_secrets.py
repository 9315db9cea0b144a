"""What the doctor prints may be pasted into a letter: no setting that is somebody's alone stands in it."""

import re

import pytest
from aiosmtpd.controller import Controller

from resolutions.contracts.environment import variables
from resolutions.doctor.letters import letters
from tests.admin.letterbox import SMTP, Letterbox, free_port
from tests.test_production import manage

pytestmark = pytest.mark.pure
PLANTED = "Zqx7planted"
# What would stop the settings from being read if words stood there, or is the site's name.
OTHERWISE = {
    "PRODUCTION": "1",
    "ALLOWED_HOSTS": "portal.invalid",
    "DATABASE_URL": f"postgresql://{PLANTED}user:{PLANTED}word@127.0.0.1:1/{PLANTED}base",
    "EMAIL_HOST": f"{PLANTED}.invalid",
    "EMAIL_PORT": "1",
    "PORT": "1",
    "SECRET_KEY": f"{PLANTED}-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJK",
    "SECRET_KEY_FALLBACKS": f"{PLANTED}-one,{PLANTED}-two",
    "METRICS_TOKEN": f"{PLANTED}-01234567890123456789",
    "OPEN_DATA_INN": "7707083893",
    "API_REQUESTS_PER_MINUTE": "300",
    "TIME_ZONE": "Europe/Moscow",
    "LOG_FORMAT": "line",
    "SHARE_WITH": "vk",
}
SWITCHES = {"DEBUG", "DEMO", "TRUSTED_PROXY", "PGBOUNCER", "WEB", "WORK_APART", "READERS_APART", "WEB_SENDS_LETTERS"}
SWITCHES |= {"EMAIL_USE_TLS"}
# Which say where something lies or what is used, and have to be what they are.
LEFT = {"DATA_DIR", "SITE_ADDRESS", "EMAIL_BACKEND", "FORCE_SCRIPT_NAME"}


def test_of_no_setting_but_the_name_of_the_site_is_anything_told(tmp_path):
    planted = {name: f"{PLANTED}-{name}@secret.example" for name in variables()}
    given = {name: value for name, value in planted.items() if name not in SWITCHES | LEFT} | OTHERWISE

    answer = manage("doctor", "--mail", f"{PLANTED}@secret.example", tmp_path=tmp_path, **given)

    said = answer.stdout + answer.stderr
    assert (answer.returncode, answer.stdout.count("хорошо") + answer.stdout.count("НАДО")) == (1, 19)
    assert len([name for name in given if PLANTED in given[name]]) > 12
    assert re.findall(PLANTED, said, re.IGNORECASE) == []
    assert "Портал portal.invalid" in said


def test_a_mail_server_that_quotes_what_it_was_told_is_not_quoted(settings):
    class Refusing(Letterbox):
        async def handle_DATA(self, server, session, envelope):
            return f"554 5.7.1 <{PLANTED}@secret.example> is not welcome"

    controller = Controller(Refusing(), hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", controller.port
    try:
        said = letters(f"{PLANTED}@secret.example").said
    finally:
        controller.stop()

    assert said == "почтовый сервер отказал (код 554)"
