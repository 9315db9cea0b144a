"""Invented resolutions of any length in every format that tools write for us."""

import io
import random
import subprocess
from pathlib import Path

import docx
import pypandoc

BODIES = ["мэрии города", "городской думе", "органам ТОС", "некоммерческим организациям", "департаменту культуры"]
TASKS = ["разработать план", "провести смотр", "поддержать проекты", "организовать обучение", "создать площадку"]
OBJECTS = ["благоустройства дворов", "соседских центров", "молодёжных инициатив", "школьных музеев", "городских парков"]
SECTIONS = ["Город соседей", "Молодёжь", "Экология двора"]
FORMATS = ["docx", "txt", "odt", "docx", "rtf", "html"]


def paragraphs(number: int, items: int) -> list[tuple[str, str]]:
    """(style, text) of a resolution; the number makes each another one."""
    chance = random.Random(number)
    lines = [
        ("title", f"Резолюция {number}-го городского форума «Город вместе»"),
        ("", f"г. Томск, {1 + number % 28} июня {2005 + number % 20} г."),
        ("", "В работе форума приняли участие представители общественных организаций и жители."),
    ]
    for place, section in enumerate(SECTIONS):
        lines += [("heading", f"Секция «{section}»"), ("", "Участники секции рекомендуют:")]
        for _ in range(items // len(SECTIONS)):
            body, task, object_ = chance.choice(BODIES), chance.choice(TASKS), chance.choice(OBJECTS)
            lines.append(("item", f"Рекомендовать {body} {task} {object_} в {2030 + place} году."))
    return lines


def document(number: int, items: int, format: str) -> bytes:
    lines = paragraphs(number, items)
    if format == "docx":
        return as_docx(lines)
    text = as_text(lines)
    if format == "txt":
        return text.encode()
    command = [pypandoc.get_pandoc_path(), "--from=markdown", f"--to={format}", "--standalone", "--output=-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def as_docx(lines: list[tuple[str, str]]) -> bytes:
    file = docx.Document()
    for style, text in lines:
        if style in ("title", "heading"):
            file.add_heading(text, level=0 if style == "title" else 1)
        else:
            file.add_paragraph(text, style="List Number" if style == "item" else None)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def as_text(lines: list[tuple[str, str]]) -> str:
    printed, number = [], 0
    for style, text in lines:
        number = number + 1 if style == "item" else 0
        printed.append(f"{number}. {text}" if style == "item" else text)
    return "\n\n".join(printed) + "\n"


def fill(folder: Path, count: int, items: int = 12) -> None:
    """A folder of different documents in mixed formats."""
    for number in range(1, count + 1):
        format = FORMATS[number % len(FORMATS)]
        (folder / f"{number:04}.{format}").write_bytes(document(number, items, format))
