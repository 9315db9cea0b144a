#!/usr/bin/env bash
# Seen 2026-11 with natasha 1.6.0 (yargy 0.16.0), Python 3.11.
# Guessed: DatesExtractor knows the official way to write a day, «12» декабря 2019 г., and reads 12.12.19 as 2019.
# Seen: whatever quotes the day stands in, and as «12-го», it is left out of the match, and the fact has year and month
# and day=None, as if the paper said only «декабря 2019 г.»; two-digit years are of the last century (1919). Where 05 мая
# stands without quotes the day is there. Who takes the day of a forum or of a protocol from it loses it silently.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet natasha==1.6.0 yargy==0.16.0 setuptools==80.9.0
"$where/venv/bin/python" -W ignore - <<'PYTHON'
from natasha import DatesExtractor, MorphVocab

extractor = DatesExtractor(MorphVocab())


def found(text):
    return [(text[match.start : match.stop], match.fact.year, match.fact.month, match.fact.day) for match in extractor(text)]


seen = {text: found(text) for text in [
    "05 мая 2020 г.", "от «05» мая 2020 г. № 5", '"12" декабря 2019 г.', "12-го декабря 2019 года", "12.12.19",
]}
for text, matches in seen.items():
    print(f"{text}: {matches}")
assert seen == {
    "05 мая 2020 г.": [("05 мая 2020 г.", 2020, 5, 5)],
    "от «05» мая 2020 г. № 5": [("мая 2020 г.", 2020, 5, None)],
    '"12" декабря 2019 г.': [("декабря 2019 г.", 2019, 12, None)],
    "12-го декабря 2019 года": [("декабря 2019 года", 2019, 12, None)],
    "12.12.19": [("12.12.19", 1919, 12, 12)],
}
PYTHON
