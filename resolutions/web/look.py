"""How the portal looks at this moment, for every page, those as well that are shown while the database is away.

Read once for each state of the register that this machine has seen: a change of the look is one of the register.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import Error
from django.template.loader import render_to_string
from django.urls import reverse

from resolutions import last_seen
from resolutions.colours import ACCENT, MAIN, by_day, in_the_dark, on_brand
from resolutions.models import Look

REGISTER = "Реестр резолюций"
UNCHOSEN = "html:not(.contrast-light, .contrast-dark, .contrast-sepia)"  # whose colours nobody has chosen for herself


@dataclass(frozen=True)
class Shown:
    """What pages say of the portal; addresses are empty where nothing of that sort was chosen."""

    name: str = REGISTER
    whole_name: str = f"{REGISTER} общественных форумов"
    main: str = MAIN
    accent: str = ACCENT
    style_url: str = ""
    emblem_url: str = ""
    own_email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def email(self) -> str:
        return self.own_email or settings.CONTACT_EMAIL

    @property
    def style(self) -> str:
        """The tokens that hang on the colours, as static/css/tokens.css has them."""
        return (
            f":root {{ {lines(by_day(self.main, self.accent))} }}\n"
            "@media screen and (prefers-color-scheme: dark) {\n"
            f"{UNCHOSEN} {{ {lines(in_the_dark(self.main, self.accent))} }}\n"
            "}\n"
            f":root .hero {{ {lines(on_brand(self.main))} }}\n"
        )


def lines(tokens: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in tokens.items())


def shown(row: Look) -> Shown:
    look = Shown(
        name=row.name or Shown.name,
        whole_name=row.name or Shown.whole_name,
        main=row.main_colour or MAIN,
        accent=row.accent_colour or ACCENT,
        emblem_url=emblem_url(row),
        own_email=row.contact_email,
        phone=row.contact_phone,
        address=row.contact_address,
    )
    if (look.main, look.accent) == (MAIN, ACCENT):
        return look
    version = sha256(look.style.encode()).hexdigest()[:16]
    return replace(look, style_url=f"{reverse('look-style')}?v={version}")


def emblem_url(row: Look) -> str:
    return f"{reverse('emblem')}?v={row.emblem_version}" if row.emblem_version else ""


class Known:
    """What this process has read last, with the state of the register that it is of: threads exchange both at once."""

    last: tuple[int, Shown] | None = None


def shown_look() -> Shown:
    """As it is now; while the database is away, as it was last."""
    number = last_seen.newest()
    if Known.last is None or Known.last[0] != number:
        with suppress(Error):
            Known.last = number, read_look()
    return last_look()


def last_look() -> Shown:
    """Without asking the database."""
    return Known.last[1] if Known.last else shown(Look())


def read_look() -> Shown:
    """As it is now, for who sees nothing of the register's state by itself: a worker."""
    return shown(Look.objects.current())


def without_request(page: str, **context: Any) -> str:
    """A page that needs neither the database nor a session."""
    return render_to_string(page, {"look": last_look(), **context})
