"""What `manage.py doctor` prints, as rows."""

import re
from io import StringIO
from typing import NamedTuple

from django.core.management import call_command

LINE = re.compile(r"^(хорошо|НАДО  )  ([^:]+): (.*)$")


class Told(NamedTuple):
    """`to_do` is empty where it is well."""

    said: str
    to_do: str = ""


class Answer(NamedTuple):
    status: int
    text: str

    @property
    def told(self) -> dict[str, Told]:
        rows: dict[str, Told] = {}
        title = ""
        for line in self.text.splitlines():
            if found := LINE.match(line):
                title = found[2]
                rows[title] = Told(found[3])
            elif "→ " in line:
                rows[title] = Told(rows[title].said, line.partition("→ ")[2])
        return rows


def doctor(*arguments: str) -> Answer:
    output = StringIO()
    try:
        call_command("doctor", *arguments, stdout=output)
    except SystemExit as ended:
        return Answer(int(ended.code or 0), output.getvalue())
    return Answer(0, output.getvalue())
