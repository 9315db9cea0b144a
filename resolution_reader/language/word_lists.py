"""Tables of words, written as running text so that a reader can scan and sort them."""


def word_set(text: str) -> frozenset[str]:
    """The words of the text, split at white space."""
    return frozenset(text.split())
