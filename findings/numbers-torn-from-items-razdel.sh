#!/usr/bin/env bash
# Seen 2026-11 with razdel 0.5.0, Python 3.11.
# Guessed: a line break ends a sentence, so that the number of a list's item stays with its item.
# Seen: sentenize() looks across line breaks. A lead-in takes the number of the first item with it («Рекомендовать:\n1.»),
# the item is left without one, and the next ones keep theirs; «1.1.» within a line stays, «прил. 2» is cut after «прил.».
# Who splits a resolution into items by it has every first item unnumbered. Cut into lines before.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet razdel==0.5.0
"$where/venv/bin/python" - <<'PYTHON'
from razdel import sentenize


def cut(text):
    return [piece.text for piece in sentenize(text)]


seen = {
    "list": cut("Рекомендовать:\n1. Мэрии – провести смотр.\n2. Школам – помочь."),
    "two levels": cut("1.1. Рекомендовать мэрии создать центр. 1.2. Создать совет."),
    "annex": cut("Смету утвердить, см. прил. 2. Поддержать."),
}
for what, pieces in seen.items():
    print(f"{what}: {pieces}")
assert seen == {
    "list": ["Рекомендовать:\n1.", "Мэрии – провести смотр.", "2. Школам – помочь."],
    "two levels": ["1.1. Рекомендовать мэрии создать центр.", "1.2. Создать совет."],
    "annex": ["Смету утвердить, см. прил.", "2. Поддержать."],
}
PYTHON
