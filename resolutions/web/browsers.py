"""What a browser says it is, in two words: enough to tell one's own phone from somebody else's computer."""

from __future__ import annotations

from django.http import HttpRequest

# In this order: most of them say that they are the others, too.
BROWSERS = {
    "YaBrowser": "Яндекс Браузер",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def browser_of(request: HttpRequest) -> str:
    """«Firefox, Windows»; nothing of what is not known."""
    said = request.headers.get("User-Agent", "")
    found = (next((name for sign, name in known.items() if sign in said), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
