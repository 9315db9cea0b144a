"""Search in lists and suggestions, blind to capitals and ё on both databases.

Keys are compared with a folded word, texts with a pattern (resolutions/characters.py).
"""

import re
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from resolution_reader.language import fold
from resolutions.characters import text_pattern

LONGEST_TERM = 200
MOST_WORDS = 10


def without_ending(word: str) -> str:
    """«мэрии» -> «мэри», «советами» -> «совет»: the longest ending of a case goes, three letters at least stay."""
    return ENDING.sub("", fold(word))


# What nouns and adjectives end in, with ё as е.
ENDING = re.compile(
    "(?<=[а-я]{3})(?:ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ам|ям|ом|ем|ой|ей|ою|ею|ов|ев|ый|ий|ая|яя|ое|ее|ые|ие|"
    "ую|юю|ых|их|ым|им|а|я|о|е|ы|и|у|ю|ь|й)$"
)


class FoldedSearch(admin.ModelAdmin):
    """Every word of the query must be in one of `search_fields`, keys or texts; if nothing has it, its stem."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term[:LONGEST_TERM].split()[:MOST_WORDS]
        stems = [without_ending(word) for word in words]
        found = self.with_words(queryset, words)
        if stems != [fold(word) for word in words] and not found.exists():
            found = self.with_words(queryset, stems)
        return found, any("aliases__" in str(field) for field in self.search_fields)

    def with_words(self, queryset: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
        for word in words:
            in_some_field = Q()
            for field in map(str, self.search_fields):
                if field.endswith("name_key"):
                    in_some_field |= Q(**{f"{field}__contains": fold(word)})
                else:
                    in_some_field |= Q(**{f"{field}__regex": text_pattern(word)})
            queryset = queryset.filter(in_some_field)
        return queryset
