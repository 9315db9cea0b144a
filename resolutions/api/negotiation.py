"""JSON for everyone who can take it, and for browsers."""

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class JsonOrNothing(DefaultContentNegotiation):
    """Who wants a page gets JSON, too: data has no other form. Who asks for something else alone gets 406."""

    def get_accept_list(self, request: Request) -> list[str]:
        accepted: list[str] = super().get_accept_list(request)
        return [*accepted, "*/*"] if any(kind.startswith("text/html") for kind in accepted) else accepted
