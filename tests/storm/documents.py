"""Resolutions that nobody has sent before: many bodies to merge, places that the register meets for the first time."""

import random

from benchmarks.documents import as_text, paragraphs

ITEMS = 9
DEPARTMENTS = ["культуры", "образования", "транспорта", "спорта", "связи", "экологии", "строительства", "финансов"]
PLACES = ["Красноозёрск", "Верхнеречинск", "Новоградинск", "Староборск", "Нижнеозёрск", "Белореченск", "Каменоградск"]
CONSONANTS, VOWELS = "бвгдзклмнпрст", "аоу"


def word(chance: random.Random) -> str:
    """One that stands nowhere else."""
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(5))


def resolution(chance: random.Random, place: str) -> str:
    lines = []
    for style, text in paragraphs(chance.randrange(10**6), ITEMS):
        text = text.replace("г. Томск", f"г. {place}")
        if style == "item":
            text = text.replace("департаменту культуры", f"департаменту {chance.choice(DEPARTMENTS)}")
            text = text.replace(" году.", f" году по программе «{word(chance)}».")
            if chance.random() < 0.3:
                lines.append(("text", f"Департаменту {chance.choice(DEPARTMENTS)} города {place}:"))
        lines.append((style, text))
    return as_text(lines)


def corrected(text: str, chance: random.Random) -> str:
    """One item says something else, one is gone."""
    lines = text.split("\n")
    items = [number for number, line in enumerate(lines) if line[:1].isdigit() and ". " in line[:5]]
    changed, gone = chance.sample(items, 2)
    lines[changed] = f"{lines[changed].rstrip('.')}, а также «{word(chance)}»."
    del lines[gone]
    return "\n".join(lines)
