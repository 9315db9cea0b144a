"""Russian: folded keys, words with their lemmas, plural forms, ends of sentences."""

from typing import TYPE_CHECKING

from resolution_reader.doors import door

if TYPE_CHECKING:
    from resolution_reader.language.folding import fold as fold
    from resolution_reader.language.morphology import forms as forms
    from resolution_reader.language.morphology import is_bookish as is_bookish
    from resolution_reader.language.morphology import is_only_a_name as is_only_a_name
    from resolution_reader.language.morphology import is_word as is_word
    from resolution_reader.language.morphology import lemmas as lemmas
    from resolution_reader.language.numerals import plural as plural
    from resolution_reader.language.sentence_ends import sentences as sentences
    from resolution_reader.language.words import WORD as WORD
    from resolution_reader.language.words import Lemmas as Lemmas
    from resolution_reader.language.words import Positions as Positions
    from resolution_reader.language.words import Word as Word
    from resolution_reader.language.words import carries_no_meaning as carries_no_meaning
    from resolution_reader.language.words import folded as folded
    from resolution_reader.language.words import lemmas_of as lemmas_of
    from resolution_reader.language.words import spellings as spellings
    from resolution_reader.language.words import words_of as words_of

__getattr__ = door(
    __name__,
    {
        "folding": "fold",
        "numerals": "plural",
        "sentence_ends": "sentences",
        "morphology": "forms is_bookish is_only_a_name is_word lemmas",
        "words": "Lemmas Positions WORD Word carries_no_meaning folded lemmas_of spellings words_of",
    },
)
