"""Everything that is kept: pages and files of every address for every visitor, and the letters that wait."""

from django.core import mail
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from resolutions.mail.sending import send_waiting
from resolutions.open_data.dump import dump_open_data
from tests.golden.addresses import addresses
from tests.golden.page import page
from tests.golden.register import World
from tests.golden.shown import shown

SET_SLOWLY = ("/docx/", "/odt/", "/pdf/")


def everything(world: World) -> dict[str, str]:
    """Name of the file -> its text."""
    dump_open_data(timezone.now())
    pages = {name: page(address, answers(world, address)) for name, address in addresses(world).items()}
    return pages | letters()


def answers(world: World, address: str) -> dict[str, list[str]]:
    """What every visitor gets; a document that takes a second to be set, the first of them alone."""
    visitors = list(world.clients.items())[: 1 if address.partition("?")[0].endswith(SET_SLOWLY) else None]
    return {visitor: shown(client.get(iri_to_uri(address))) for visitor, client in visitors}


def letters() -> dict[str, str]:
    """As they are handed to the mail server, by number and reader."""
    send_waiting()
    names = [f"mail/{number}-{letter.to[0].partition('@')[0]}" for number, letter in enumerate(mail.outbox, 1)]
    return dict(zip(names, map(written, mail.outbox), strict=True))


def written(letter: mail.EmailMultiAlternatives) -> str:
    headers = {"To": letter.to[0], "From": letter.from_email, "Subject": letter.subject, **letter.extra_headers}
    head = [f"{name}: {value}" for name, value in headers.items()]
    return "\n".join([*head, "", letter.body, *(part.content for part in letter.alternatives)])
