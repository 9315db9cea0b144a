import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader.structure.numbering import label_continues, parse_label, split_label


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("1. Создать", "1.", "Создать"),
        (" 1.2) Создать", "1.2)", "Создать"),
        ("2.1. Создать", "2.1.", "Создать"),
        ("1.1 Создать", "1.1", "Создать"),
        ("12)Создать", "12)", "Создать"),
        ("(1) Создать", "(1)", "Создать"),
        ("№ 3 Создать", "№ 3", "Создать"),
        ("№ 3. Создать", "№ 3.", "Создать"),
        ("а) создать", "а)", "создать"),
        ("IV. Образование", "IV.", "Образование"),
        ("- создать", "-", "создать"),
        ("–создать", "–", "создать"),
        ("• создать", "•", "создать"),
        ("1.", "1.", ""),
        ("21.04.2021", "", "21.04.2021"),
        ("21.04. 2021 г.", "", "21.04. 2021 г."),
        ("1.5 млн рублей", "", "1.5 млн рублей"),
        ("2020 год был сложным", "", "2020 год был сложным"),
        ("12–13 декабря 2019 года", "", "12–13 декабря 2019 года"),
        ("г. Томск", "", "г. Томск"),
        ("V Общественный форум", "", "V Общественный форум"),
        ("И.И. Иванов", "", "И.И. Иванов"),
        ("-5 градусов", "", "-5 градусов"),
        ("создать", "", "создать"),
    ],
)
def test_a_label_is_split_off_as_printed(line, label, text):
    assert split_label(line) == (label, text)


@pytest.mark.parametrize(
    ("printed", "kind", "path", "number"),
    [
        ("2.1.", "decimal", (2, 1), "2.1"),
        ("№ 3", "decimal", (3,), "3"),
        ("(1)", "decimal", (1,), "1"),
        ("IV.", "roman", (4,), "IV"),
        ("ix)", "roman", (9,), "ix"),
        ("ІХ.", "roman", (9,), "ІХ"),
        ("а)", "letter", (1,), "а"),
        ("b)", "letter", (2,), "b"),
        ("•", "bullet", (), None),
    ],
)
def test_a_label_is_understood(printed, kind, path, number):
    label = parse_label(printed)

    assert label is not None
    assert (label.kind, label.path, label.number) == (kind, path, number)


@pytest.mark.parametrize("printed", ["", "()", "абв", "abc"])
def test_what_is_no_label_is_none(printed):
    assert parse_label(printed) is None


@pytest.mark.parametrize(
    ("label", "previous", "expected"),
    [("2.", "1.", True), ("3.", "1.", False), ("1.", "1.", False), ("1.1.", "1.", True), ("1.2.", "1.", False),
     ("2.", "1.4.", True), ("б)", "а)", True), ("II.", "I.", True), ("1.", "а)", False), ("–", "•", True)],
)  # fmt: skip
def test_a_label_continues_the_one_before_it(label, previous, expected):
    assert label_continues(parse_label(label), parse_label(previous)) is expected


paths = st.lists(st.integers(1, 99), min_size=1, max_size=4)


@settings(deadline=None)  # other processes of the suite have their turn, too
@given(paths, st.sampled_from([".", ")"]), st.text("абвгд", min_size=1))
def test_any_decimal_label_comes_back(path, mark, text):
    printed = ".".join(map(str, path)) + mark

    label, rest = split_label(f"{printed} {text}")

    assert (label, rest, parse_label(label).path) == (printed, text, tuple(path))


@given(paths)
def test_the_next_number_continues_and_the_one_after_it_does_not(path):
    def at(last):
        return parse_label(".".join(map(str, [*path[:-1], last])) + ".")

    last = path[-1]
    assert [label_continues(at(last + step), at(last)) for step in (1, 2)] == [True, False]
