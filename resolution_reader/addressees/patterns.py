"""How a resolution asks somebody: the words that do, and the case in which they put the one who is asked. Data only."""

from dataclasses import dataclass
from typing import Literal

from resolution_reader.language.word_lists import word_set


@dataclass(frozen=True)
class Trigger:
    """After the word: an optional preposition, then names in this case."""

    case: str
    preposition: str | None = None
    strong: bool = False  # whatever stands in this case is asked, also a word we do not know as a body


# Verbs by lemma. The name follows the verb.
VERBS: dict[str, tuple[Trigger, ...]] = {
    **dict.fromkeys(
        ("рекомендовать", "порекомендовать", "поручить", "поручать", "предложить", "предлагать", "предписать",
         "советовать", "посоветовать", "рекомендоваться", "предлагаться", "поручаться", "делегировать"),
        (Trigger("datv", strong=True),),
    ),
    **dict.fromkeys(
        ("просить", "попросить", "призвать", "призывать", "звать", "обязать", "уполномочить", "побудить", "пригласить"),
        (Trigger("accs"),),
    ),
    **dict.fromkeys(
        ("обратиться", "обращаться", "апеллировать"),
        (
            Trigger("datv", "к", strong=True),
            Trigger("datv", "ко", strong=True),
            Trigger("accs", "в"),
            Trigger("gent", "адрес"),
        ),
    ),
    "обращение": (Trigger("datv", "к"), Trigger("datv", "ко"), Trigger("accs", "в")),
    **dict.fromkeys(("просьба",), (Trigger("datv", "к"), Trigger("datv", "ко"))),
    **dict.fromkeys(
        ("ходатайствовать", "ходатайство"), (Trigger("ablt", "перед"), Trigger("datv", "к"), Trigger("accs", "в"))
    ),
    **dict.fromkeys(
        ("выйти", "выступить", "войти"),
        (Trigger("ablt", "перед"), Trigger("datv", "к"), Trigger("datv", "ко"), Trigger("accs", "в")),
    ),
    **dict.fromkeys(("возложить", "возлагать"), (Trigger("accs", "на"),)),
    **dict.fromkeys(("требовать", "потребовать", "добиваться", "добиться"), (Trigger("gent", "от"),)),
}  # fmt: skip

# Words that have the one who is asked before or right after them, in the dative.
IMPERSONAL = word_set(
    "необходимо следует нужно надо важно надлежит целесообразно предстоит рекомендуется рекомендовано предлагается "
    "стоит желательно предложено поручается поручено рекомендовать предложить поручить следовало"
)
# «Считают необходимым, чтобы …»
NEEDED = word_set(
    "необходимым целесообразным важным нужным должным правильным разумным полезным обоснованным желательным"
)
# Before them, in the nominative.
OBLIGED = frozenset({"должен", "должна", "должно", "должны", "обязан", "обязана", "обязаны"})

# What announces who helps, and in which case. The last word carries the case's preposition.
TOGETHER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("совместно", "с"), "ablt"), (("совместно", "со"), "ablt"), (("вместе", "с"), "ablt"),
    (("при", "участии"), "gent"), (("при", "поддержке"), "gent"), (("при", "содействии"), "gent"),
    (("при", "активном", "участии"), "gent"), (("при", "непосредственном", "участии"), "gent"),
    (("при", "информационной", "поддержке"), "gent"), (("при", "методической", "поддержке"), "gent"),
    (("при", "финансовой", "поддержке"), "gent"), (("при", "экспертной", "поддержке"), "gent"),
    (("при", "организационной", "поддержке"), "gent"), (("при", "помощи"), "gent"),
    (("во", "взаимодействии", "с"), "ablt"), (("во", "взаимодействии", "со"), "ablt"),
    (("в", "взаимодействии", "с"), "ablt"), (("в", "сотрудничестве", "с"), "ablt"),
    (("в", "сотрудничестве", "со"), "ablt"), (("в", "партнерстве", "с"), "ablt"), (("сообща", "с"), "ablt"),
    (("с", "участием"), "gent"), (("с", "привлечением"), "gent"), (("с", "помощью"), "gent"),
    (("в", "тесном", "взаимодействии", "с"), "ablt"), (("в", "тесном", "сотрудничестве", "с"), "ablt"),
)  # fmt: skip

# What may stand between the names of a list.
JOINERS: tuple[tuple[str, ...], ...] = (
    (",", "а", "также"), (",", "равно", "как", "и"), ("равно", "как", "и"), (",", "а", "равно"), (",", "как", "и"),
    (",", "а", "именно", ":"), (",", "в", "том", "числе"), ("а", "также"), ("в", "том", "числе"), (",", "и"),
    (",",), ("и",), ("или",), (";",), ("включая",), (",", "включая"), (",", "совместно", "с"),
)  # fmt: skip

# Joiners that put the names after them into a case of their own.
BESIDE: tuple[tuple[tuple[str, ...], str], ...] = (
    ((",", "наравне", "с"), "ablt"), (("наравне", "с"), "ablt"),
    ((",", "наряду", "с"), "ablt"), (("наряду", "с"), "ablt"),
)  # fmt: skip

# Nouns of action: an abbreviation after them is their object («для развития ТОС»), not somebody asked.
ACTION_ENDINGS = ("ния", "нию", "нии", "ние", "ции", "ция", "ию", "ки", "ке", "ку", "тия", "тие", "тию", "бы", "ства")

Lead = Literal["lead", "co-executor"]
