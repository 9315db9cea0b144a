"""Words that carry no meaning are those that the dictionary says are none; a new dictionary may have others."""

import pytest

from resolution_reader.language import carries_no_meaning
from resolution_reader.language.morphology import analyzer
from resolutions.archive.words.weak import WEAK

pytestmark = pytest.mark.pure
PARTS_OF_SPEECH = ("PREP", "CONJ", "PRCL")


def test_they_are_all_that_the_dictionary_has_with_e_as_well():
    dictionary = analyzer().dictionary
    tags = {number for number, tag in enumerate(dictionary.gramtab) if tag.POS in PARTS_OF_SPEECH}
    # A paradigm is three rows of the same length: endings, tags, beginnings.
    of = {number: paradigm[len(paradigm) // 3 :] for number, paradigm in enumerate(dictionary.paradigms)}
    weak = {number for number, paradigm in of.items() if tags.intersection(paradigm[: len(paradigm) // 2])}

    found = {
        word for word, (number, place) in dictionary.words.iteritems() if number in weak and of[number][place] in tags
    }

    spelled = found | {word.replace("ё", "е") for word in found}
    assert {word for word in spelled if carries_no_meaning(word)} == WEAK
