"""Pieces of text that are hardly a resolution: cuts of real ones, and lines made of all that means something."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from resolution_reader import read
from tests.documents.every import ALL, documents

KEPT_BACK = ("mixed", "towns", "volumes")
PRINTED = st.characters(codec="utf-8", exclude_characters="\0")

LABELS = [
    *("1.", "2)", "(3)", "1.1.", "№ 3.", "§ 4.", "3", "I.", "i)", "а)", "(б)", "В.", "Пункт 2."),
    *("–", "-", "•", "1", "==", "№", "", "", "", "\t", "  "),
]  # fmt: skip
BEGINNINGS = [
    *("Рекомендовать", "Просить", "Предложить", "Поручить", "Решили:", "Утвердить", "Принять к сведению"),
    *("Участники отмечают:", "Секция «Дом»", "Раздел 2.", "ШКОЛЫ", "Приложение 1", "Голосовали: за – 5"),
    *("Председатель И.И. Иванов", "г. Томск, 5 июня 2023 г.", "Контроль возложить на", "Направить в", "Срок:"),
    *("Ответственный:", "Необходимо", "Кому: мэрия", "При участии: НКО", "Вводная строка: 1. Мэрии:"),
    *("Вводная строка, уровень 2: а) школам:", "Конец вводной строки", "Обсуждение: поспорили.", "Обсуждение:"),
    *("Название: Форум", "Место:", "Преамбула: о городе", "Первый день: 5.5.2023", ""),
]  # fmt: skip
ENDS = [
    *(" мэрии города", " школам и НКО", " создать совет", " до 1 июня 2027 года", " ежеквартально", " «Дом"),
    *(" (далее – Совет)", "»", ".", ";", ":", ",", "…", " –", "==", "  ", "\n\n", "\u00ad", "\ufeff", "\u00a0"),
    *("\v", "\f", "\x1c", "\x85", "\u2028", "\u3000"),
]  # fmt: skip
LINE = st.builds(
    lambda label, beginning, ends: f"{label} {beginning}{''.join(ends)}".removeprefix(" "),
    st.sampled_from(LABELS),
    st.sampled_from(BEGINNINGS) | st.text(PRINTED, max_size=20),
    st.lists(st.sampled_from(ENDS), max_size=3),
)
MADE = st.lists(LINE, min_size=1, max_size=14).map("\n".join)


@cache
def real_texts() -> list[str]:
    """Of every document of the repository that may be looked at."""
    with TemporaryDirectory() as folder:
        return [
            "\n\n".join(block.printed for block in read(path.read_bytes(), path.suffix[1:]))
            for name in ALL
            if name not in KEPT_BACK
            for _, path in documents(name, Path(folder))
        ]


@st.composite
def cuts(draw: st.DrawFn) -> str:
    """Some lines, or so many letters, of one to four documents, put together."""
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        text: str | list[str] = draw(st.sampled_from(real_texts()))
        by_lines = draw(st.booleans())
        text = text.split("\n") if by_lines else text
        begins = draw(st.integers(0, len(text) - 1))
        piece = text[begins : begins + draw(st.integers(1, 14 if by_lines else 900))]
        pieces.append("\n".join(piece) if by_lines else piece)
    return draw(st.sampled_from(["\n", "\n\n", "", " "])).join(pieces)


def has_signs(text: str) -> bool:
    """An empty file is refused, as it is no text."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


PIECES = (st.deferred(cuts) | MADE).filter(has_signs)
