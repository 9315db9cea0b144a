#!/usr/bin/env bash
# Seen 2026-11 with Petrovich 2.0.1, Python 3.11.
# Guessed: a library made for Russian names leaves surnames in -ых and -их as they are, and declines those in -а.
# Seen: «Черных», «Седых», «Долгих» become «Черныху», «Седыху», «Долгиху» (they never change), while a man named «Щерба»
# or «Глинка» stays as he is (Щербе, Глинке would be right), and «Коготь» becomes «Коготю» (Когтю). The dative of «Нинель» is
# given with a full stop, «Нинель.». A letter or a line «Рекомендовать депутату …» written by it is wrong for these people.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet Petrovich==2.0.1
"$where/venv/bin/python" - <<'PYTHON'
from petrovich.enums import Case, Gender
from petrovich.main import Petrovich

names = Petrovich()
men = ["Черных", "Седых", "Долгих", "Щерба", "Глинка", "Коготь", "Толстой"]
seen = [names.lastname(name, Case.DATIVE, Gender.MALE) for name in men]
woman = names.firstname("Нинель", Case.DATIVE, Gender.FEMALE)
print(dict(zip(men, seen)), woman)
assert seen == ["Черныху", "Седыху", "Долгиху", "Щерба", "Глинка", "Коготю", "Толстому"]
assert woman == "Нинель."
PYTHON
