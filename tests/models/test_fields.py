"""Columns that the register computes: folded keys, permanent slugs, codes."""

from datetime import date

import pytest

from resolutions.models import Forum, Recommendation
from resolutions.models.fields import CODE_LETTERS, transliterated
from tests.factories import (
    AddresseeFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Город соседей", "gorod-sosedey"),
        ("ТОС – новая высота", "tos-novaya-vysota"),
        ("«Озёрск» – 1", "ozyorsk-1"),
        ("", ""),
        ("!!!", ""),
        ("слово " * 40, "-".join(["slovo"] * 11)),
        ("щ" * 200, "shch" * 17 + "sh"),
    ],
)
def test_words_become_an_ascii_address(text, slug):
    assert transliterated(text) == slug


@pytest.mark.django_db
def test_the_address_of_a_forum_needs_neither_title_nor_date():
    tomsk = LocalityFactory(name="Томск")
    forums = [
        ForumFactory(locality=tomsk, title="", starts_on=None),
        ForumFactory(locality=tomsk, starts_on=None, ends_on=date(2021, 1, 2)),
        ForumFactory(locality=tomsk, starts_on=date(2021, 5, 5)),
        ForumFactory(locality=None, starts_on=None),
    ]

    assert [forum.slug for forum in forums] == ["tomsk", "tomsk-2021", "tomsk-2021-2", "forum"]


@pytest.mark.django_db
def test_an_address_survives_later_edits():
    forum = ForumFactory(locality=LocalityFactory(name="Томск"), starts_on=None)
    forum.locality, forum.starts_on = LocalityFactory(name="Омск"), date(2020, 1, 1)
    forum.save()

    assert Forum.objects.get().slug == "tomsk"


@pytest.mark.django_db
def test_sections_of_two_forums_may_share_an_address():
    sections = [SectionFactory(title="Двор"), SectionFactory(title="Двор"), SectionFactory(title="")]

    assert [section.slug for section in sections] == ["dvor", "dvor", "section"]


@pytest.mark.django_db
def test_names_fold_and_sort_alike_on_both_databases():
    for name in ("яблоко", "Ёлка", "Жук", "елань"):
        ThemeFactory(name=name)

    names = [theme.name for theme in ThemeFactory._meta.model.objects.all()]

    assert names == ["елань", "Ёлка", "Жук", "яблоко"]


@pytest.mark.django_db
def test_a_key_follows_its_name():
    addressee = AddresseeFactory(name="Мэрия")
    addressee.name = "Администрация"
    addressee.save()
    addressee.refresh_from_db()

    assert addressee.name_key == "администрация"


@pytest.mark.django_db
def test_a_code_is_opaque_and_written_by_bulk_as_by_save():
    section = SectionFactory()
    Recommendation.objects.bulk_create([Recommendation(section=section, text="Раз")])
    codes = [*Recommendation.objects.values_list("code", flat=True), RecommendationFactory().code]

    assert [(len(code), set(code) <= set(CODE_LETTERS)) for code in codes] == [(8, True), (8, True)]
    assert codes[0] != codes[1]


@pytest.mark.django_db
def test_the_address_of_what_was_deleted_is_never_given_again():
    tomsk = LocalityFactory(name="Томск")
    ForumFactory(locality=tomsk, starts_on=None).delete()

    assert ForumFactory(locality=tomsk, starts_on=None).slug == "tomsk-2"


@pytest.mark.django_db
def test_a_word_that_means_nothing_chosen_is_no_address():
    assert AddresseeFactory(name="None").slug == "none-2"
