"""The document as the presses get it, made by resolutions/exports/document.py; JSON on the way into the cage.

It knows no Django: a press must not load it.
"""

from typing import TypedDict


class Request(TypedDict):
    """One recommendation: its number as printed, its paragraphs, by when and the like, to whom, where it stands for
    good."""

    number: str
    lines: list[str]
    terms: list[str]
    to: str
    link: str


class Line(TypedDict):
    """What stands above recommendations: it opens a list, or is talk."""

    text: str
    opens: bool


class Block(TypedDict):
    """Lines, and the recommendations below them before the next line; either may be none."""

    lines: list[Line]
    requests: list[Request]


class Part(TypedDict):
    """A heading and what stands under it before the next one."""

    level: int
    title: str
    note: str
    lines: list[str]
    blocks: list[Block]


class Document(TypedDict):
    """`facts` are (label, value) lines under the title; `address` is the page that shows the same; `made` is a day.
    `register` is what the portal is called, `foot` what stands below each page."""

    title: str
    motto: str
    facts: list[tuple[str, str]]
    address: str
    parts: list[Part]
    made: str
    register: str
    foot: str
