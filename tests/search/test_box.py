"""The one box: which names of the register are understood among natural words, and what stays words."""

import time
from datetime import date
from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.models import Addressee, AddresseeAlias, Locality, Recommendation, Region, Theme
from resolutions.register.publish import withdraw
from resolutions.search import store
from resolutions.vocabulary import AddresseeKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.search.doors import listed
from tests.search.generated import NOUNS, make_register
from tests.search.reference import Reference

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def register():
    """Tomsk in 2023 and 2024, Omsk in 2023, Mir in 2022; Seversk in two regions; somebody asked in each."""
    regions = {name: RegionFactory(name=f"{name} область") for name in ("Томская", "Омская", "Тверская")}
    places = {
        name: LocalityFactory(name=name, region=regions[region])
        for name, region in [
            ("Томск", "Томская"),
            ("Омск", "Омская"),
            ("Мир", "Тверская"),
            ("Комсомольск-на-Амуре", "Тверская"),
            ("Нижний Новгород", "Тверская"),
        ]
    }
    north = [LocalityFactory(name="Северск", region=regions[name]) for name in ("Томская", "Омская")]
    halls = {name: body("администрация города", places[name]) for name in ("Томск", "Омск")}
    ministry = body("министерство транспорта", None, AddresseeKind.DEPARTMENT)
    ministry.aliases.create(name="Минтранс")
    council, groups = body("Совет", None, AddresseeKind.COUNCIL), body("НКО", None, AddresseeKind.NGO)
    yards, ecology = ThemeFactory(name="Дворы"), ThemeFactory(name="Экология")

    rows(places["Томск"], 2024, "Форум ТОС", "Починить дороги", [halls["Томск"]], theme=yards)
    rows(places["Томск"], 2023, "Съезд", "Починить дороги у школ", [halls["Томск"], ministry])
    rows(places["Омск"], 2023, "Слёт", "Построить дороги во дворах", [halls["Омск"]])
    rows(places["Мир"], 2022, "Слёт", "Жить в мире, создать совет", [council])
    rows(places["Комсомольск-на-Амуре"], 2022, "Слёт", "Открыть школу", [groups], theme=ecology)
    rows(places["Нижний Новгород"], 2022, "Слёт", "Открыть музей", [ministry])
    for place, text in zip(north, ("Открыть парк", "Закрыть парк"), strict=True):
        rows(place, 2022, "Слёт", text, [])
    rows(LocalityFactory(name="Тайный"), 2019, "Тайна", "Скрытые дороги", [body("мэрия")], published_at=None)


def body(name, place=None, kind=AddresseeKind.CITY_HALL):
    return AddresseeFactory(name=name, locality=place, kind=kind)


def rows(place, year, title, text, bodies, theme=None, **more):
    forum = ForumFactory(title=title, locality=place, starts_on=date(year, 5, 1), **more)
    section = SectionFactory(forum=forum, title="")
    section.themes.set([theme] if theme else [])
    row = RecommendationFactory(section=section, text=text)
    for one in bodies:
        AddressingFactory(recommendation=row, addressee=one)


def led_to(client, words, **kept):
    answer = client.get(LIST, {**kept, "box": "1", "q": words})
    assert answer.status_code == 302
    address = urlsplit(answer["Location"])
    assert address.path == LIST
    return parse_qsl(address.query, strict_parsing=True) if address.query else []


def said(client, words, **kept):
    return " ".join(f"{name}={value}" for name, value in led_to(client, words, **kept))


UNDERSTOOD = [
    ("дороги в Томске 2024", "place=tomsk year=2024 q=дороги"),
    ("Томск дороги", "place=tomsk q=дороги"),
    ("ТОМСК", "place=tomsk"),
    ("томске", "place=tomsk"),
    ("в городе Томске", "place=tomsk"),
    ("г. Томск, дороги", "place=tomsk q=дороги"),
    ("дороги Томска и Омска", "place=tomsk place=omsk q=дороги"),
    ("Томск–дороги", "place=tomsk q=дороги"),  # nothing that is left becomes «not this»
    ("(((Томск*?[", "place=tomsk"),
    ("2024", "year=2024"),
    ("за 2024 год", "year=2024"),
    ("дороги 2023 г.", "year=2023 q=дороги"),
    ("дороги 2023 2024", "year=2023 year=2024 q=дороги"),
    ("в Нижнем Новгороде", "place=nizhny-novgorod"),
    ("школа комсомольск на амуре", "place=komsomolsk-na-amure q=школа"),
    ("школы в Комсомольске-на-Амуре", "place=komsomolsk-na-amure q=школы"),
    ("Томская область", "region=tomskaya-oblast"),
    ("в Томской области дороги", "region=tomskaya-oblast q=дороги"),
    ("администрации Томска", "to=administratsiya-goroda"),
    ("администрация города Томска дороги", "to=administratsiya-goroda q=дороги"),
    ("дороги для администрации Омска", "to=administratsiya-goroda-2 q=дороги"),
    ("министерство транспорта", "to=ministerstvo-transporta"),
    ("министерству транспорта 2023", "to=ministerstvo-transporta year=2023"),
    ("Минтранс", "to=ministerstvo-transporta"),
    ("форум ТОС", "forum=tomsk-2024"),
    ("на форуме ТОС дороги", "forum=tomsk-2024 q=дороги"),
    ("экология", "theme=ekologiya"),  # no text has the word
    ("дворы Томск", "theme=dvory place=tomsk"),  # nor has one of Tomsk
    ("дворы Омск", "place=omsk q=дворы"),
    ("парк Северск Томская область", "place=seversk region=tomskaya-oblast q=парк"),
    ("открыть Северск", "place=seversk q=открыть"),  # of the two one only has it
    ('"починить дороги" Томск', 'place=tomsk q="починить дороги"'),
    ("дороги -школа Томск", "place=tomsk q=дороги -школа"),
]
WORDS = [
    "дороги",
    "Дворы",  # a theme, and a word of a text
    "совет",
    "мир",
    "в мире",
    "парк Северск",  # a place that two regions have
    "Северск",
    "Слёт",  # the title of many forums
    "2021",  # no forum of that year
    "2019",  # of one that is not public
    "20244",
    "Тайный",
    "мэрия",
    '"Томск"',
    "«в Томске»",
    "-Томск дороги",
    "вертолёты Томск",  # with it nothing would be found
    "Томск 2022",  # nor of both
    "совет Томск",
    "томские дороги",
    "Томск-дороги",
    "Комсомольск",
    "администрация города",
    "!!!",
    "Томск " * 200,
    " ".join(["Томск дороги совет 2024"] * 60),
    "в",
]


@pytest.mark.usefixtures("register")
def test_names_are_understood_and_the_other_words_stay(client):
    assert {words: said(client, words) for words, _ in UNDERSTOOD} == dict(UNDERSTOOD)


@pytest.mark.usefixtures("register")
def test_what_is_no_name_or_may_be_a_word_stays_a_word(client):
    assert {words: led_to(client, words) for words in WORDS} == {words: [("q", words.strip())] for words in WORDS}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("words", "kept", "expected"),
    [
        ("дороги", {"place": "tomsk"}, "place=tomsk q=дороги"),
        ("дороги 2024", {"place": "tomsk"}, "place=tomsk year=2024 q=дороги"),
        ("дороги Омск", {"place": "tomsk"}, "place=tomsk place=omsk q=дороги"),
        ("музей Омск", {"place": "nizhny-novgorod"}, "place=nizhny-novgorod q=музей Омск"),
        ("Томск", {"place": "tomsk"}, "place=tomsk"),
        ("Минтранс", {"to": "administratsiya-goroda"}, "to=administratsiya-goroda q=Минтранс"),  # both, not either
        ("дороги Томск", {"year": "", "sort": "document"}, "sort=document place=tomsk q=дороги"),
        ("дороги Томск", {"page": "3", "page_size": "50"}, "page_size=50 place=tomsk q=дороги"),
        ("", {"place": "tomsk"}, "place=tomsk"),
        ("", {}, ""),
        ("Томск", {"year": "once"}, "year=once q=Томск"),  # the page says what is wrong
    ],
)
def test_what_was_chosen_before_stays_chosen(client, words, kept, expected):
    assert said(client, words, **kept) == expected


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "words", ["я" * 10_000, "Томск дороги " * 2_000, "((Томск*[" * 3_000], ids=["one", "many", "signs"]
)
def test_words_without_an_end_are_shown_as_they_are_at_once(client, words):
    since = time.process_time()
    answer = client.get(LIST, {"box": "1", "q": words})

    assert time.process_time() - since < 2
    assert (answer.status_code, answer.context["is_cut"]) == (200, True)
    assert b"box=" not in answer.content


@pytest.mark.usefixtures("register")
def test_a_link_that_somebody_keeps_means_words_at_every_door(client):
    answer = client.get(LIST, {"q": "дороги Томск"})
    told = client.get("/api/v1/recommendations/", {"q": "дороги Томск", "box": "1"}).json()

    assert (answer.status_code, answer.context["chosen"], answer.context["some"]) == (200, [], ("дороги",))
    assert (listed(client, "q=дороги+Томск"), told["count"]) == (([], 0), 0)


def offered(client, kind, **asked):
    """(what is offered, how many it finds), and that each link finds so many."""
    found = client.get(LIST, asked).context[kind]
    for offer in found:
        assert client.get(LIST + offer.url).context["total"] == offer.count
    return [(" ".join(filter(None, [offer.parameter, offer.label, offer.where])), offer.count) for offer in found]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("дворы", [("тема Дворы", 1)]),
        ("дороги", []),
        ("Северск", [("место Северск Томская область", 1), ("место Северск Омская область", 1)]),
        ("открыть Северск", [("место Северск Томская область", 1)]),
        ("в мире", [("место Мир Тверская область", 1)]),
        ("совет", [("кому Совет", 1)]),
        ("администрация города", [("кому администрация города Томск", 2), ("кому администрация города Омск", 1)]),
        ("Слёт", [("форум Слёт", 1)] * 5),
        ("дороги Томск", [("место Томск Томская область", 2)]),
        ("-дороги дворы", []),
    ],
)
def test_a_word_that_is_a_name_as_well_is_offered_as_one(client, words, offers):
    assert offered(client, "offers", q=words) == offers


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("asked", "offers"),
    [
        ({"theme": "dvory"}, [("Тема дворы", 1)]),
        ({"theme": "dvory", "place": "tomsk", "q": "дороги"}, []),
        ({"to": "nko"}, []),
        ({"place": "mir"}, [("Место мир", 1)]),
        ({"place": ["mir", "tomsk"]}, []),
        ({"year": "2024"}, []),
    ],
)
def test_what_is_chosen_may_be_a_word_instead(client, asked, offers):
    assert offered(client, "as_words", **asked) == offers


@pytest.mark.usefixtures("register")
def test_a_chip_is_taken_off_and_the_words_stay(client):
    answer = client.get(LIST, {"box": "1", "q": "дороги в Томске 2024"}, follow=True)

    chips = [(chip["label"], chip["remove_url"]) for chip in answer.context["chosen"]]
    words = "q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B3%D0%B8"
    assert chips == [("Томск", f"?place=&year=2024&{words}".replace("place=&", "")), ("2024", f"?place=tomsk&{words}")]


@pytest.mark.usefixtures("register")
def test_no_name_is_understood_that_was_taken_back(client):
    assert said(client, "Томск") == "place=tomsk"

    for row in Recommendation.objects.filter(section__forum__locality__name="Томск").select_related("section__forum"):
        withdraw(row.section.forum, by=None)

    assert said(client, "Томск") == "q=Томск"
    assert offered(client, "offers", q="Томск") == []


@pytest.mark.usefixtures("register")
def test_while_the_index_is_behind_words_are_words(client):
    assert said(client, "Минтранс") == "to=ministerstvo-transporta"

    with store.writing(0.0) as alone:
        withdraw(Recommendation.objects.get(text="Открыть музей").section.forum, by=None)
        assert (alone, said(client, "Минтранс"), said(client, "Томск")) == (True, "q=Минтранс", "q=Томск")
        assert offered(client, "offers", q="Нижний Новгород") == []


def test_names_that_come_later_are_understood_and_those_that_are_gone_are_words(client):
    gone = AddressingFactory(addressee__name="Совет садоводов", recommendation__text="Советовать").recommendation
    before = said(client, "совет садоводов")

    AddressingFactory(addressee__name="Клуб соседей")
    withdraw(gone.section.forum, by=None)

    assert before == "to=sovet-sadovodov"
    assert (said(client, "клуб соседей"), said(client, "совет садоводов")) == ("to=klub-sosedey", "q=совет садоводов")


@pytest.mark.parametrize("count", [1, 30])
def test_understanding_costs_the_same_for_any_number_of_names(client, count, django_assert_num_queries):
    for number in range(count):
        AddressingFactory(
            addressee__name=f"Совет {number}",
            recommendation__section__forum__locality__name=f"Советск {number}",
            recommendation__text="Советовать",
        )
    client.get(LIST)

    # content version (for the page and for the index), places, regions, themes, bodies, their other names, forums
    with django_assert_num_queries(7):
        client.get(LIST, {"box": "1", "q": "Советск 0 совет"})
    with django_assert_num_queries(2):
        client.get(LIST, {"box": "1", "q": "Советск 0 советовать"})


@pytest.mark.usefixtures("register")
def test_names_are_kept_when_a_forum_comes_and_read_anew_when_one_of_them_has_changed(client):
    ministry = Addressee.objects.get(name="министерство транспорта")
    assert said(client, "Минтранс") == "to=ministerstvo-transporta"

    rows(Locality.objects.get(name="Томск"), 2024, "Ассамблея городов", "Построить мост", [ministry])
    with CaptureQueriesContext(connection) as asked:
        assert said(client, "Ассамблея городов Минтранс") == "forum=tomsk-2024-2 to=ministerstvo-transporta"
    assert [query for query in asked.captured_queries if "resolutions_addresseealias" in query["sql"]] == []

    [other] = ministry.aliases.all()
    for change, words, meant in [
        (lambda: ministry.aliases.create(name="Миндорог"), "Миндорог", True),
        (lambda: AddresseeAlias.objects.filter(pk=other.pk).update(name="Минпуть"), "Минпуть", True),
        (lambda: AddresseeAlias.objects.filter(pk=other.pk).delete(), "Минпуть", False),
        (lambda: Addressee.objects.filter(pk=ministry.pk).update(name="комитет дорог"), "комитет дорог", True),
    ]:
        change()
        assert said(client, words).startswith("to=") == meant
    Locality.objects.filter(name="Томск").update(name="Колывань")
    assert (said(client, "Колывань"), said(client, "Томск")) == ("place=tomsk", "q=Томск")


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_understood_what_is_shown_is_what_the_chips_say(client, seed):
    random = Random(seed)
    make_register(random)
    reference = Reference()
    names = [
        *Locality.objects.values_list("name", flat=True),
        *Region.objects.values_list("name", flat=True),
        *Theme.objects.values_list("name", flat=True),
        *Addressee.objects.values_list("name", flat=True),
        "2019",
        "2021",
    ]
    understood = 0
    for _ in range(150):
        pieces = random.sample(names, random.choice([1, 1, 2])) + [random.choice(forms) for forms in NOUNS[:2]][:1]
        random.shuffle(pieces)
        chosen = led_to(client, " ".join(pieces))
        address = urlencode([*chosen, ("sort", "newest")])
        chips = [pair for pair in chosen if pair[0] != "q"]
        understood += bool(chips)

        assert [row.code for row in reference.answer(address)] == listed(client, address)[0]
        assert not chips or reference.answer(address)
        assert set(dict(chosen).get("q", "").split()) <= set(" ".join(pieces).split())

    assert understood > 50
