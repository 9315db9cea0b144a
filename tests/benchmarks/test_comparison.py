"""Two states of the code beside each other: when one is no worse, what is written down, and how both are asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks import intake_in_turns
from benchmarks.checkouts import Checkout
from benchmarks.compared_kinds import Ask, Kind
from benchmarks.comparison import Compared, in_doubt, rows_of, table, write
from benchmarks.folders import Cost
from benchmarks.intake_in_turns import MEMORY as MEMORY_OF_INTAKE
from benchmarks.intake_in_turns import round_of
from benchmarks.servers import Server
from benchmarks.turns import MEMORY, PROCESSOR, Round, Side, Turns

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("ratios", "no_worse"),
    [
        ([1.0], True),
        ([1.05, 1.10, 1.10], True),
        ([1.04, 1.11, 1.12], False),  # the median is over its bound
        ([1.06, 1.07, 1.08], False),  # every round is slower
        ([1.05, 1.09, 1.90], True),  # one round of another program's
        ([0.5, 0.6, 3.0], True),
        ([1.00, 1.05, 1.15, 1.15], True),  # between two rounds
        ([float("nan")], False),
    ],
)
def test_no_worse_is_said_by_the_median_and_by_the_lowest_round(ratios, no_worse):
    assert Compared("forum", ratios, 10, 10).ok is no_worse


def test_the_largest_process_of_an_import_may_have_so_much_whatever_base_takes():
    rows = [Compared(MEMORY_OF_INTAKE, [1.25], 200, today) for today in (250, 251)]

    assert [(row.ok, row.bound) for row in rows] == [(True, 1.25), (False, 1.25)]


def test_a_round_of_intake_says_what_a_document_takes_and_how_large_the_command_grows():
    rows = rows_of([round_of(Cost(0.2, 0.25, 240), Cost(0.1, 0.2, 230))])

    assert [(row.name.split(", ")[1], round(row.value, 2), row.base, row.today, row.unit) for row in rows] == [
        ("a document", 0.5, 200, 100, "ms"),
        ("processor time", 0.8, 250, 200, "ms"),
        ("largest process", 0.96, 240, 230, "MB"),
    ]


def test_each_side_is_first_every_other_time(monkeypatch):
    base, today = Checkout(Path("base"), ""), Checkout(Path("today"), "")
    asked: list[Path] = []
    monkeypatch.setattr(intake_in_turns, "folder_of", lambda count: nullcontext(Path()))
    monkeypatch.setattr(
        intake_in_turns, "brought_in", lambda folder, side, database: asked.append(side.root) or Cost(1, 1, 1)
    )

    assert len(list(intake_in_turns.rounds_of_intake(base, today, "sqlite", range(2)))) == 2
    assert asked == [base.root, today.root, today.root, base.root]


def test_a_comparison_has_exactly_the_names_that_others_read(tmp_path):
    write([Compared("forum", [1.2, 1.06, 1.3], 10, 12)], tmp_path / "comparison.json")

    assert json.loads((tmp_path / "comparison.json").read_text()) == [
        {"name": "forum", "value": 1.2, "lowest": 1.06, "highest": 1.3, "unit": "times", "bound": 1.1, "ok": False}
    ]


def test_the_table_says_what_both_took_and_which_kind_is_worse():
    rows = [Compared("forum", [0.98, 1.0, 1.02], 10, 9.99), Compared(MEMORY, [1.2, 1.3, 1.25], 100, 125, "MB")]

    assert table(rows).splitlines() == [
        "                                         BASE    today       median  lowest highest",
        "forum                                   10.00     9.99 ms      1.00    0.98    1.02",
        "private memory of the web workers      100.00   125.00 MB      1.25    1.20    1.30  <-- worse",
        "2 kinds, 1 worse: the median over 1.1 or the lowest over 1.05.",
    ]


def test_a_round_is_told_by_the_median_of_its_pairs_and_a_row_by_all_rounds_that_have_it():
    rounds = [
        Round({"forum": [(10.0, 11.0), (100.0, 100.0), (1.0, 9.0)], PROCESSOR: [(2.0, 1.0)]}),
        Round({"forum": [(20.0, 30.0)]}),
    ]

    row, processor = rows_of(rounds)

    assert (row.ratios, row.base, row.today, row.unit) == ([1.1, 1.5], 15.0, 20.5, "ms")
    assert (processor.ratios, processor.unit) == ([0.5], "s")


def test_each_round_asks_for_other_pages_of_a_kind_and_goes_round():
    kind = Kind("forum", [Ask(f"/{number}") for number in range(5)], of_a_round=2)

    assert [[ask.address for ask in kind.of_round(number).asks] for number in range(3)] == [
        ["/0", "/1"],
        ["/2", "/3"],
        ["/4", "/0"],
    ]
    assert [ask.address for ask in Kind("home", [Ask("/")]).of_round(7).asks] == ["/"]


def test_what_seems_worse_is_looked_at_again_and_everything_if_a_whole_round_does():
    kinds = [Kind("forum", []), Kind("list", [], not_modified=True), Kind("home", [])]

    def again(*worse: str) -> list[str]:
        names = ("forum", "forum, first sight", "list", "304", "home", MEMORY, PROCESSOR)
        rows = [Compared(name, [1.2 if name in worse else 1.0], 1, 1) for name in names]
        return [kind.name for kind in in_doubt(kinds, rows)]

    assert [again(), again("forum, first sight"), again("304", "home"), again(MEMORY)] == [
        [],
        ["forum"],
        ["list", "home"],
        ["forum", "list", "home"],
    ]


@contextmanager
def answering(name: str, statuses: dict[str, int], asked: list[tuple[str, str]]) -> Iterator[Side]:
    """A server that answers as told, tells what it was asked in which order, and closes every connection."""

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append((name, self.path))
            status = 304 if self.headers.get("If-None-Match") else statuses.get(self.path, 200)
            self.send_response(status)
            self.send_header("ETag", f'"{name}"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            self.close_connection = True  # and without saying so

        def log_message(self, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with closing(Side(Server(server.server_port, 0), Path("/nowhere"))) as side:
            yield side
        server.shutdown()
        thread.join()


def test_both_are_asked_in_turns_and_what_one_lacks_is_told():
    asked: list[tuple[str, str]] = []
    with ExitStack() as servers:
        base = servers.enter_context(answering("base", {"/new": 404}, asked))
        today = servers.enter_context(answering("today", {"/lost": 404}, asked))
        turns = Turns(base, today)
        turns.measure_kind(Kind("page", [Ask("/a"), Ask("/new"), Ask("/lost")], repeats=1))
        turns.measure_kind(Kind("known", [Ask("/b")], repeats=0, first_sights=False, not_modified=True))

    assert asked[:4] == [("base", "/a"), ("today", "/a"), ("today", "/new"), ("base", "/new")]
    assert {name: len(pairs) for name, pairs in turns.round.pairs.items()} == {
        "page, first sight": 1,
        "page": 1,
        "304": 1,
    }
    assert turns.round.missing == [f"{name}: /new was answered with 404" for name in ("page, first sight", "page")]
    assert turns.round.unexpected == [f"{name}: /lost was answered with 404" for name in ("page, first sight", "page")]
