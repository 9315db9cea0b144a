"""Any form of a word is found by any other form, and nothing else is."""

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from resolution_reader.language.words import words_of
from resolutions.search.asked import read_query
from resolutions.search.highlights import excerpt
from resolutions.search.query import words_query
from resolutions.search.schema import SCHEMA, lemmas_in_place
from tests.resolution_reader.language.pairs import BEYOND_US, PAIRS

ALL = [*(pair for pairs in PAIRS.values() for pair in pairs), *BEYOND_US]


@pytest.fixture(scope="module")
def found():
    """Whether the query of a pair finds its text, all texts being in one index, in memory."""
    index = tantivy.Index(SCHEMA)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for place, (_, text, _) in enumerate(ALL):
        document = tantivy.Document()
        document.add_pre_tokenized_text("text", lemmas_in_place(text))
        document.add_integer("key", place)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def finds(pair):
        hits = searcher.search(words_query(read_query(pair[0])), limit=len(ALL)).hits
        return ALL.index(pair) in searcher.fast_field_values("key", [address for _, address in hits])

    return finds


@pytest.mark.parametrize("kind", PAIRS)
def test_a_query_finds_the_forms_of_its_words_and_no_other_words(found, kind):
    wrong = [pair for pair in PAIRS[kind] if found(pair) != pair[2]]

    assert wrong == []


def test_how_much_of_what_should_be_found_is_found(found):
    wanted = [pair for pair in ALL if pair[2]]
    missed = [pair for pair in wanted if not found(pair)]

    assert (missed, len(ALL) >= 300, len(missed) / len(wanted) <= 0.03) == (BEYOND_US, True, True)


@pytest.mark.parametrize("kind", PAIRS)
def test_what_was_found_is_marked_in_the_text(kind):
    unmarked = [
        (query, text)
        for query, text, is_found in PAIRS[kind]
        if is_found and read_query(query).wanted and not any(piece.is_hit for piece in excerpt(text, read_query(query)))
    ]

    assert unmarked == []


@given(st.text())
def test_words_lie_one_after_the_other_in_any_text(text):
    ends = [0]
    for word in words_of(text):
        assert ends[-1] <= word.start < word.end <= len(text)
        assert all(lemmas and all(lemmas) for lemmas in word.positions)
        ends.append(word.end)


@given(st.text(alphabet="совет \"«»“”'-–−.,!?()*:~^[]{}\\/\x00\ud800и1aёЁ\u0301\u200b\n", max_size=300))
def test_nothing_that_is_typed_is_an_error(query):
    asked = read_query(query)

    words_query(asked)
    excerpt("Совет 1 и 2", asked)
