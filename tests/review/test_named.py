"""«Адресаты документа»: whom a draft names, what is red, and what enters the register."""

from dataclasses import replace

import pytest

from resolution_reader import Mention, fault_of_name
from resolutions.review.doubts import doubts_of
from resolutions.review.named import is_open, names_in, of_nobody, same_bodies, without_red
from resolutions.review.operations import addressees, cards
from tests.review.sheets import sheet

pytestmark = pytest.mark.pure

SECOND, FOURTH, LAST = 3, 4, 7


def naming(*names, found=None):
    """The second item asks these, in these words."""
    mentions = tuple(Mention(name, name) for name in names)
    return cards.with_card(found or sheet(), SECOND, lambda card: replace(card, addressees=mentions))


def rows(found):
    return names_in(found, doubts_of(found))


def red(found):
    return [row.name for row in rows(found) if row.fault]


def pairs(found):
    return [(pair.shorter.name, pair.longer.name) for pair in same_bodies(found, rows(found))]


@pytest.mark.parametrize(
    "name",
    [
        "А",
        "ИП",
        "соисполнитель",
        "участники",
        "данные органы",
        "То же",
        "они",
        "РЕШИЛИ",
        "ОМВД России по г",
        "Полевскому",
        "по делам национальностей",
        "отдел культуры раз",
        "админиcтрация города",
        "Отдел культуры 2.",
        "горсовет б)",
        "Управление по",
        "эксплуатирующие торговые центры",
        "2024",
        "Эти организации",
        "ответственные лица",
        "«Водоканал",
        "председатель",
    ],
)
def test_what_cannot_be_a_name(name):
    assert fault_of_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "мэрия",
        "ТОС «Родник»",
        "«Росток»",
        "IT-компании города",
        "Росреестр",
        "жители",
        "участники образовательного процесса",
        "турбазы",
        "управляющие компании «Наш дом» и «Уют»",
        "университет имени Гагарина Ю.А.",
        "комитет по развитию",
        "органы власти",
        "главный врач",
        "отдел МВД по г. Томску",
        "Народная дружина",
    ],
)
def test_what_can_be_one(name):
    assert fault_of_name(name) == ""


def test_a_name_has_one_row_with_the_cards_and_the_words_of_the_text():
    found = {row.name: row for row in rows(sheet())}

    assert [card.key for card in found["Штаб озеленения"].cards] == [SECOND, LAST]
    assert (found["Штаб озеленения"].words, found["Штаб озеленения"].is_open) == (["Штабу озеленения"], True)
    assert (found["НКО"].mention.match, found["НКО"].is_open) == ("known", False)


def test_red_names_stand_first_and_what_the_directory_knows_last():
    assert [row.name for row in rows(naming("Клуб соседей", "ИП"))] == [
        "ИП",
        "администрация города Томска",
        "Клуб соседей",
        "Штаб озеленения",
        "НКО",
    ]


def test_all_is_right_but_what_is_red():
    found = naming("Клуб соседей", "ИП", "А")
    doubts = doubts_of(found)

    found = addressees.confirm_names(found, {doubt.detail for doubt in doubts if doubt.is_of_name}, [])

    card = found.card(SECOND)
    assert [mention.name for mention in card.addressees if is_open(mention, card)] == ["ИП", "А"]
    assert red(found) == ["ИП", "А"]
    assert [mention.name for mention in without_red(found).card(SECOND).addressees] == ["Клуб соседей"]


def test_a_red_name_enters_when_somebody_keeps_or_types_it():
    found = naming("ИП")
    assert without_red(found).card(SECOND).addressees == ()

    for kept in (
        addressees.confirm_for_all(found, "ИП"),
        addressees.confirm_addressee(found, SECOND, "ИП"),
        addressees.choose_for_all(found, "ИП", Mention("УК", "")),
    ):
        assert len(without_red(kept).card(SECOND).addressees) == 1
        assert red(kept) == []


def test_a_red_name_is_taken_off_everywhere():
    assert red(addressees.remove_for_all(naming("ИП"), "ИП")) == []


def test_a_look_at_the_rest_of_a_card_does_not_let_a_red_name_in():
    found = naming("ИП")

    found = cards.settle(found, SECOND, [doubt.settles for doubt in doubts_of(found) if not doubt.is_of_name])

    assert red(found) == ["ИП"]


def test_one_body_under_two_names_is_one_question():
    found = naming("Совет", "Совет ТОС Заречья")
    assert pairs(found) == [("Совет", "Совет ТОС Заречья")]

    (pair,) = same_bodies(found, rows(found))
    assert pairs(addressees.keep_apart(found, [pair.settles])) == []
    assert pairs(addressees.choose_for_all(found, pair.shorter.name, pair.longer.mention)) == []


def test_of_three_names_nobody_can_say_which():
    assert pairs(naming("Совет", "Совет ТОС Заречья", "Совет ветеранов")) == []


def test_nobody_asked_is_said_once_for_all():
    assert [card.key for card in of_nobody(sheet())] == [FOURTH]
    assert of_nobody(addressees.confirm_nobody(sheet())) == []
    assert addressees.confirm_nobody(sheet()).card(SECOND) == sheet().card(SECOND)
