"""The document as the presses get it, made by resolutions/exports/document.py; JSON on the way into the cage.

It knows no Django: a press must not load it.
"""

from typing import TypedDict


class Request(TypedDict):
    """One recommendation: its number as printed, its paragraphs, to whom, and where it stands for good."""

    number: str
    lines: list[str]
    to: str
    link: str


class Part(TypedDict):
    """A heading and what stands under it before the next one."""

    level: int
    title: str
    note: str
    lines: list[str]
    lead_in: str
    requests: list[Request]


class Document(TypedDict):
    """`facts` are (label, value) lines under the title; `address` is the page that shows the same; `made` is a day."""

    title: str
    motto: str
    facts: list[tuple[str, str]]
    address: str
    parts: list[Part]
    made: str
