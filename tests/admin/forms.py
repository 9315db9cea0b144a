"""What a browser would send back from a page of the admin, or from the card of a row, read from the page itself."""

from html.parser import HTMLParser

from django.http import HttpResponse


class FormFields(HTMLParser):
    """The fields of the page's main form, as {name: value or list of values}."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, object] = {}
        self.inside = False
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = dict(pairs)
        name = attributes.get("name")
        if tag == "form":
            self.inside = (attributes.get("id") or "").endswith("_form") or "data-asks" in attributes
        if not self.inside:
            return
        if tag == "input" and name and attributes.get("type") not in ("submit", "file"):
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.fields[name] = attributes.get("value") or ""
        elif tag == "textarea" and name:
            self.textarea = name
            self.fields[name] = ""
        elif tag == "select" and name:
            self.select = name
            self.fields[name] = [] if "multiple" in attributes else ""
        elif tag == "option" and self.select and "selected" in attributes:
            value = attributes.get("value") or ""
            chosen = self.fields[self.select]
            self.fields[self.select] = [*chosen, value] if isinstance(chosen, list) else value

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea:
            # The line break after <textarea> is markup, and a browser sends CR LF.
            self.fields[self.textarea] = self.fields[self.textarea].removeprefix("\n").replace("\n", "\r\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def filled(response: HttpResponse, **changes: object) -> dict[str, object]:
    """The form on the page with `changes`; "-" in a name is written as "__"."""
    parser = FormFields()
    parser.feed(response.content.decode())
    return parser.fields | {name.replace("__", "-"): value for name, value in changes.items()}
