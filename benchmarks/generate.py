"""An invented register of any size as CSV files, of the standard library alone.

python -m benchmarks.generate --recommendations 100000 --seed 1 --out FOLDER

  forums.csv                      id,city,year,held_on,title
  sections.csv                    id,forum_id,position,theme,title
  recommendations.csv             id,section_id,number,status,text
  addressees.csv                  id,name,kind
  recommendation_addressees.csv   recommendation_id,addressee_id,position

1,500 invented cities (Zipf, exponent 0.6), years 2005-2026, 40 themes, 3,000 addressees (Zipf, exponent 1.0, 1-3
distinct per recommendation), about 35 recommendations per forum in 3-6 sections, about 45 words each. Words and
phrases (words.txt) are those of two real resolutions, lengthened by compounding to some 19,000 word forms and drawn
after Zipf-Mandelbrot; one text in ten carries an almost unique number.

The same seed, number and minor version of Python give the same bytes: every random draw below stands in its place.
A smaller register is not the beginning of a larger one.
"""

import argparse
import csv
import itertools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

YEARS = range(2005, 2027)
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII"]
STATUSES = {"new": 34, "accepted": 14, "in_progress": 16, "done": 18, "rejected": 7, "unknown": 11}
BODIES = [
    ("authority", "Мэрия города {}"),
    ("authority", "Администрация города {}"),
    ("council", "Совет депутатов города {}"),
    ("chamber", "Общественная палата города {}"),
    ("authority", "Управление образования города {}"),
    ("authority", "Департамент социальной политики города {}"),
    ("council", "Консультативный совет по ТОС города {}"),
    ("ngo", "Совет ветеранов города {}"),
    ("council", "Молодёжный парламент города {}"),
    ("institution", "Центр развития НКО города {}"),
]
BEGINNINGS = [
    "Рекомендовать:",
    "Предложить:",
    "Просить:",
    "Обратиться с предложением:",
    "Поручить:",
    "Считать необходимым для:",
]
CITY_BEGINNINGS = ["", "Ново", "Старо", "Верхне", "Нижне"]
CITY_ENDINGS = ["инск", "овград", "еозёрск", "огорск", "енск", "ореченск"]
PER_FORUM = 35


def word_lists() -> dict[str, list[str]]:
    """The lists of words.txt: a name on a line, items divided by |, an empty line."""
    blocks = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").strip().split("\n\n")
    lists = (block.split("\n") for block in blocks)
    return {name: "".join(lines).split("|") for name, *lines in lists}


LISTS = word_lists()
THEMES = LISTS["themes"]
# The most frequent first.
FREQUENT_WORDS = LISTS["vocab"]


def of_city(city: str) -> str:
    """As the name stands after «города»."""
    return city + "а" if city.endswith(("ск", "град")) else city


def zipf(count: int, exponent: float, offset: float = 0.0) -> list[float]:
    """Cumulative weights."""
    return list(itertools.accumulate(1.0 / (n + 1 + offset) ** exponent for n in range(count)))


class Texts:
    """Draws the text of a recommendation."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        # A long tail of word forms by compounding.
        tail = [
            beginning + word
            for beginning in LISTS["prefixes"]
            for word in FREQUENT_WORDS
            if len(word) > 5 and "-" not in word
        ]
        chance.shuffle(tail)
        self.words = FREQUENT_WORDS + tail
        self.word_weights = zipf(len(self.words), 1.0, 2.7)
        self.phrase_weights = zipf(len(LISTS["phrases"]), 0.7, 5.0)
        self.phrases = list(LISTS["phrases"])
        chance.shuffle(self.phrases)
        self.lengths = [phrase.count(" ") + 1 for phrase in self.phrases]
        self.numbers = range(len(self.phrases))

    def text(self, bodies: list[str]) -> str:
        choices, number = self.chance.choices, self.chance.random
        target = max(10, int(self.chance.gauss(33, 11)))
        out = [choices(BEGINNINGS)[0] + " " + ", ".join(bodies) + " — " + choices(LISTS["verbs"])[0]]
        phrases = choices(self.numbers, cum_weights=self.phrase_weights, k=8)
        words = choices(self.words, cum_weights=self.word_weights, k=60)
        length = used = 0
        for phrase in phrases:
            if length >= target:
                break
            out.append(self.phrases[phrase])
            until = used + 1 + int(number() * 4)
            out.extend(words[used:until])
            if number() < 0.45:
                out[-1] += ","
            length += self.lengths[phrase] + until - used
            used = until
        if length < target:
            out.extend(words[used : used + target - length])
        text = " ".join(out).rstrip(",")
        if number() < 0.1:
            text += f" (приложение № {int(number() * 99999) + 1})"
        return text + "."


class Generator:
    """Writes the five files. Every draw comes from one generator of chance, in the order of the code."""

    def __init__(self, recommendations: int, seed: int, addressees: int) -> None:
        self.count = recommendations
        self.chance = random.Random(seed)
        self.cities = [
            beginning + (root + ending if not beginning else (root + ending).lower())
            for beginning in CITY_BEGINNINGS
            for root in LISTS["roots"]
            for ending in CITY_ENDINGS
        ]
        self.chance.shuffle(self.cities)
        self.texts = Texts(self.chance)
        self.bodies = self.draw_bodies(addressees)
        self.body_numbers = range(1, len(self.bodies) + 1)
        self.body_weights = zipf(len(self.bodies), 1.0)
        self.theme_weights = zipf(len(THEMES), 0.6)
        self.statuses = list(STATUSES)
        self.status_weights = list(itertools.accumulate(STATUSES.values()))
        self.forums = self.draw_forums()

    def draw_bodies(self, count: int) -> list[tuple[str, str]]:
        """(name, kind): those every place knows first, then those of the cities in any order."""
        common = [(name, "common") for name in LISTS["common"]]
        local = ((pattern.format(of_city(city)), kind) for city in self.cities for kind, pattern in BODIES)
        bodies = [*common, *itertools.islice(local, max(0, count - len(common)))][:count]
        rest = bodies[len(common) :]
        return bodies[: len(common)] + self.chance.sample(rest, len(rest))

    def draw_forums(self) -> list[tuple[int, int]]:
        """(city, year), distinct while they last; bigger cities and later years first."""
        count = max(1, round(self.count / PER_FORUM))
        weighed = [
            (self.chance.random() ** (1.0 / ((1.0 / (city + 1)) ** 0.6 * (0.5 + (year - 2004) / 22))), city, year)
            for city in range(len(self.cities))
            for year in YEARS
        ]
        weighed.sort(reverse=True)
        drawn = [(city, year) for _, city, year in itertools.islice(itertools.cycle(weighed), count)]
        self.chance.shuffle(drawn)
        return drawn

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with table(folder / "addressees.csv", "id", "name", "kind") as rows:
            rows.writerows((number, name, kind) for number, (name, kind) in enumerate(self.bodies, 1))
        with (
            table(folder / "forums.csv", "id", "city", "year", "held_on", "title") as self.forum_rows,
            table(folder / "sections.csv", "id", "forum_id", "position", "theme", "title") as self.section_rows,
            table(folder / "recommendations.csv", "id", "section_id", "number", "status", "text") as self.rows,
            table(
                folder / "recommendation_addressees.csv", "recommendation_id", "addressee_id", "position"
            ) as self.addressing_rows,
        ):
            self.sections_written = self.written = 0
            for number, (city, year) in enumerate(self.forums, 1):
                self.write_forum(number, self.cities[city], year)

    def write_forum(self, forum: int, city: str, year: int) -> None:
        chance = self.chance
        held_on = date(year, 1, 15) + timedelta(days=int(chance.random() * 330))
        ordinal = ROMAN[int(chance.random() * 7)]
        title = f"{ordinal} Общественный форум города {city}, {year}"
        self.forum_rows.writerow([forum, city, year, held_on.isoformat(), title])
        forums_left, left = len(self.forums) - forum, self.count - self.written
        here = left
        if forums_left:
            here = max(1, min(left - forums_left, int(chance.gauss(left / (forums_left + 1), 8))))
        sections = min(here, 3 + int(chance.random() * 4))
        themes: list[str] = []
        while len(themes) < sections:
            theme = chance.choices(THEMES, cum_weights=self.theme_weights)[0]
            if theme not in themes:
                themes.append(theme)
        number = 0
        for position, theme in enumerate(themes, 1):
            self.sections_written += 1
            title = f"Секция {position}. {theme[0].upper()}{theme[1:]}"
            self.section_rows.writerow([self.sections_written, forum, position, theme, title])
            for _ in range(here // sections + (1 if position <= here % sections else 0)):
                number += 1
                self.write_recommendation(number)

    def write_recommendation(self, number: int) -> None:
        chance = self.chance
        self.written += 1
        drawn = chance.random()
        wanted = 1 if drawn < 0.6 else 2 if drawn < 0.87 else 3
        bodies = list(dict.fromkeys(chance.choices(self.body_numbers, cum_weights=self.body_weights, k=wanted)))
        self.addressing_rows.writerows((self.written, body, place) for place, body in enumerate(bodies, 1))
        text = self.texts.text([self.bodies[body - 1][0] for body in bodies])
        status = chance.choices(self.statuses, cum_weights=self.status_weights)[0]
        self.rows.writerow([self.written, self.sections_written, number, status, text])


@contextmanager
def table(path: Path, *header: str) -> Iterator[Any]:
    with path.open("w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(header)
        yield rows


def generate(folder: Path, recommendations: int, seed: int = 1, addressees: int = 3000) -> None:
    Generator(recommendations, seed, addressees).write(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--recommendations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--addressees", type=int, default=3000)
    parser.add_argument("--out", type=Path, default=Path("data"))
    arguments = parser.parse_args()
    generate(arguments.out, arguments.recommendations, arguments.seed, arguments.addressees)


if __name__ == "__main__":
    main()
