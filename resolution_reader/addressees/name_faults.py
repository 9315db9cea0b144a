"""What cannot be the name of a body, however often texts say it: «они», «соисполнитель», «д», «отдел кульtуры».

Sees the name alone. What is found here is never taken into a directory unseen: somebody says what was meant.
"""

import re

from resolution_reader.language import fold
from resolution_reader.language.word_lists import word_set

FEWEST_LETTERS = 3
FAULTS = {
    "short": "меньше трёх букв",
    "alphabets": "в слове буквы двух алфавитов",
    "pronoun": "вместо названия указание: «данные», «эти», «они»",
    "role": "роль, а не название",
    "label": "номер или знак приклеился к названию",
    "fragment": "обрывок фразы",
}
TWO_ALPHABETS = re.compile(r"\b\w*(?:[a-z]\w*[а-я]|[а-я]\w*[a-z])\w*")
PRONOUN_ALONE = re.compile(
    r"(?:он[аои]?|их|ими?|него|ним|ней|нее|ей|его|ему|ими|них|мы|нами?|нас|вы|вами?|вас|себя|себе|сам[аои]?|все|всем|всех"
    r"|кажд\w+|люб\w+|друг\w+|ин(?:ой|ые|ым|ых)|проч\w+|остальн\w+|котор\w+|кто|кому|чей)"
)
POINTING = re.compile(
    r"(?:данн|указанн|вышеуказанн|вышеназванн|вышеперечисленн|нижеперечисленн|перечисленн|упомянут|вышеупомянут|названн"
    r"|так|соответствующ|последн|друг|ин|проч|остальн)(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ому|ему|ую|юю|ым|им|ых|их|ыми|ими)\b"
    r"|(?:эт(?:от|а|о|и|ого|ой|ому|у|им|их|ими)|те|тот|та|тех|тем|теми|того|той|тому|сво(?:й|я|е|и|его|ей|ему|им|их|ими))\b"
)
ROLE = re.compile(
    r"(?:(?:главн|основн|ответственн)\w+ )?(?:соисполнител|исполнител|ответственн|участник|организатор|заявител"
    r"|получател|инициатор|докладчик|выступающ|присутствующ|собравш|сторон|автор|партнер)\w{0,4}"
    r"|(?:ответственн|уполномоченн|заинтересованн|должностн)\w+ (?:лиц|сторон)\w{0,3}"
    r"|(?:председател|секретар|руководител|начальник|заместител|директор|специалист|член)\w{0,3}"
)
# A bare number may belong to the name: «школа № 3».
LABEL = re.compile(r"^(?:\d+[.)]|\w\)|[-–—•*])|(?:(?<!№)\s\d+(?:\.\d+)*[.)]|\s\w\)|[-–—:;,•*/])$")
# A preposition or a conjunction asks for a word beside it.
JOINING = word_set("а без в во для до за и из или к ко между на над но о об от по под при про с со у через чтобы что")
BRACKETS = (("«", "»"), ("(", ")"), ("„", "“"))


def name_faults(name: str) -> list[str]:
    """Keys of FAULTS, the gravest first; empty for what may be a name."""
    folded = fold(name)
    found = {
        "short": sum(map(str.isalpha, folded)) < FEWEST_LETTERS,
        "alphabets": bool(TWO_ALPHABETS.search(folded)),
        "pronoun": bool(PRONOUN_ALONE.fullmatch(folded) or POINTING.match(folded)),
        "role": bool(ROLE.fullmatch(folded)),
        "label": bool(LABEL.search(name.strip())),
        "fragment": is_fragment(name, folded),
    }
    return [fault for fault, is_there in found.items() if is_there]


def is_fragment(name: str, folded: str) -> bool:
    words = folded.split()
    torn = bool(words) and (words[0] in JOINING or words[-1] in JOINING)
    return torn or any(name.count(opening) != name.count(closing) for opening, closing in BRACKETS)
