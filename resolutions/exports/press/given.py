"""The document as the presses get it: JSON of what resolutions/exports/document.py describes. No Django in the cage."""

from typing import TypedDict


class Request(TypedDict):
    number: str
    lines: list[str]
    to: str
    link: str


class Part(TypedDict):
    level: int
    title: str
    note: str
    lines: list[str]
    lead_in: str
    requests: list[Request]


class Document(TypedDict):
    title: str
    motto: str
    facts: list[tuple[str, str]]
    address: str
    parts: list[Part]
    made: str
