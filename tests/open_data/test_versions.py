"""Night after night: a new version when something has changed, the old ones beside it, and what describes them."""

import pytest
from django.core.management import CommandError, call_command

from resolutions.checks import the_publishers_number_is_an_inn
from resolutions.models import Recommendation
from resolutions.open_data.dumps import current_dump
from resolutions.open_data.publisher import is_inn
from tests.factories import AddressingFactory, RecommendationFactory
from tests.open_data.consumer import SITE, data_addresses, dump, lines, passports, rows

pytestmark = pytest.mark.django_db

INN = "7707083893"


def names(title: str) -> list[str]:
    return [address.rsplit("/", 1)[-1] for address in data_addresses(passports()[title])]


def test_a_passport_says_what_the_convention_asks(settings):
    settings.OPEN_DATA_INN = INN
    settings.OPEN_DATA_PUBLISHER = "Общественная палата города Твери"
    settings.OPEN_DATA_CONTACT = "Иванова Мария Петровна"
    settings.OPEN_DATA_PHONE = "+74822000000"
    settings.OPEN_DATA_EMAIL = "data@example.org"
    RecommendationFactory()

    dump("2026-11-23")

    folder = f"{SITE}/opendata/{INN}-recommendations"
    assert passports()["Рекомендации"] == {
        "standardversion": "http://opendata.gosmonitor.ru/standard/3.0",
        "identifier": f"{INN}-recommendations",
        "title": "Рекомендации",
        "description": "Рекомендации резолюций дословно, с номером, как он напечатан, и постоянным кодом.",
        "creator": "Общественная палата города Твери",
        "created": "20261123",
        "modified": "20261123",
        "subject": "рекомендация, предложение, резолюция",
        "format": "CSV",
        "provenance": "Первая публикация набора",
        "valid": "20261124",
        "publishername": "Иванова Мария Петровна",
        "publisherphone": "+74822000000",
        "publishermbox": "data@example.org",
        "data-20261123-structure-20261123": f"{folder}/data-20261123-structure-20261123.csv",
        "structure-20261123": f"{folder}/structure-20261123.csv",
    }
    assert lines(f"/opendata/{INN}-recommendations/structure-20261123.csv")[:2] == [
        ["field name", "english description", "russian description", "format"],
        ["recommendation", "Permanent code of the recommendation", "Постоянный код рекомендации", "string"],
    ]


def test_what_nobody_has_filled_in_is_said_and_not_invented():
    dump()

    passport = passports()["Форумы"]
    assert passport["identifier"] == "0000000000-forums"
    assert (passport["creator"], passport["publishername"], passport["publisherphone"], passport["publishermbox"]) == (
        "Владелец портала не указан",
        "Ответственное лицо не указано",
        "",
        "",
    )


def test_addresses_survive_the_day_on_which_the_number_is_filled_in(settings, client):
    RecommendationFactory()
    dump("2026-11-23")
    old = data_addresses(passports()["Рекомендации"])[0].removeprefix(SITE)

    settings.OPEN_DATA_INN = INN
    dump("2026-11-24")

    assert f"/{INN}-recommendations/" in data_addresses(passports()["Рекомендации"])[0]
    assert len(lines(old)) == 2
    assert len(lines(old.replace("0000000000-", ""))) == 2


def test_a_night_on_which_nothing_changed_makes_no_version():
    AddressingFactory()
    dump("2026-11-23")
    before = passports()

    made = dump("2026-11-24")

    after = passports()
    for title, passport in before.items():
        assert after[title] == passport | {"valid": "20261125"}
    assert made.made.date().isoformat() == "2026-11-24"


def test_a_change_makes_a_version_of_its_own_set_and_the_old_one_stays():
    recommendation = RecommendationFactory(text="Было.")
    dump("2026-11-23")
    Recommendation.objects.update(text="Стало.")
    RecommendationFactory(section=recommendation.section, text="Новая.")

    dump("2026-11-25")

    assert names("Рекомендации") == ["data-20261125-structure-20261123.csv", "data-20261123-structure-20261123.csv"]
    assert [[row["text"] for row in rows("Рекомендации", version)] for version in (0, 1)] == [
        ["Стало.", "Новая."],
        ["Было."],
    ]
    passport = passports()["Рекомендации"]
    assert (passport["created"], passport["modified"]) == ("20261123", "20261125")
    assert passport["provenance"] == "Данные обновлены: строк было 1, стало 2"
    assert names("Секции") == ["data-20261123-structure-20261123.csv"]


def test_a_second_dump_of_a_day_takes_the_place_of_the_first():
    RecommendationFactory(text="Утром.")
    dump("2026-11-23")
    Recommendation.objects.update(text="Вечером.")

    dump("2026-11-23")

    assert names("Рекомендации") == ["data-20261123-structure-20261123.csv"]
    assert [row["text"] for row in rows("Рекомендации")] == ["Вечером."]
    assert passports()["Рекомендации"]["provenance"] == "Данные исправлены, строк по-прежнему 1"


def test_as_many_versions_stay_as_asked():
    for day in range(10, 16):
        RecommendationFactory()
        dump(f"2026-11-{day}", keep=3)

    assert names("Рекомендации") == [f"data-202611{day}-structure-20261110.csv" for day in (15, 14, 13)]
    assert len(rows("Рекомендации", version=2)) == 4


def test_a_new_column_makes_a_new_structure_and_old_data_keep_theirs():
    RecommendationFactory()
    made = dump("2026-11-23")
    # As an earlier release of the portal had left it.
    structure = made.set_of("themes").newest.structure
    (made.folder / structure.path).write_bytes(b"field name,english description,russian description,format\r\n")
    earlier = (made.folder / "dump.json").read_text().replace(structure.sha256, "0" * 64)
    (made.folder / "dump.json").write_text(earlier)

    dump("2026-11-24")

    assert names("Темы") == ["data-20261124-structure-20261124.csv", "data-20261123-structure-20261123.csv"]
    passport = passports()["Темы"]
    assert passport["provenance"] == "Изменилась структура набора"
    assert [len(lines(passport[f"structure-{day}"])) for day in ("20261124", "20261123")] == [3, 1]
    assert names("Рекомендации") == ["data-20261123-structure-20261123.csv"]


def test_the_command_tells_what_it_wrote_and_what_is_missing(capsys):
    AddressingFactory()

    call_command("dump_open_data")

    printed = capsys.readouterr()
    assert [line.split()[0] for line in printed.out.splitlines()] == [
        "Форумы",
        "Секции",
        "Рекомендации",
        "Строки",
        "Адресаты",
        "Адресаты",
        "Места",
        "Темы",
    ]
    assert printed.err == "OPEN_DATA_INN не указан: вместо ИНН владельца в кодах наборов стоят нули.\n"
    assert current_dump() is not None


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_the_new_version_is_kept(keep):
    with pytest.raises(CommandError, match="не меньше 1"):
        call_command("dump_open_data", keep=keep)

    assert current_dump() is None


@pytest.mark.parametrize("inn", ["7707083893", "7830002293", "500100732259"])
def test_a_right_number_is_accepted(inn):
    assert is_inn(inn)


MISPRINTED = [
    "7707083894",
    "500100732258",
    "500100732249",
    "770708389",
    "77070838930",
    "абв",
    "٧٧٠٧٠٨٣٨٩٣",
    "7707083893\n",
    "",
]


@pytest.mark.parametrize("inn", MISPRINTED)
def test_a_misprinted_number_is_not(inn):
    assert not is_inn(inn)


def test_a_misprinted_number_stops_every_command(settings):
    settings.OPEN_DATA_INN = "7707083894"
    assert [error.id for error in the_publishers_number_is_an_inn()] == ["resolutions.E001"]

    settings.OPEN_DATA_INN = INN
    assert the_publishers_number_is_an_inn() == []
