"""Names of OpenDocument, for the readers of .odt and .ods, and its numbers."""

NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}".format
OFFICE, TEXT, TABLE, STYLE = NAMESPACE("office"), NAMESPACE("text"), NAMESPACE("table"), NAMESPACE("style")
PARAGRAPHS = (TEXT + "p", TEXT + "h")
HIDDEN = ("collapse", "filter")  # of rows and columns


def number(written: str | None, default: int) -> int:
    """`default` for what is no number or an absurd one."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else default
