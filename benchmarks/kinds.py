"""The kinds of pages that bounds are for, each under load alone."""

import http.client
from dataclasses import dataclass

from benchmarks.load import Measured, Trial, asked
from benchmarks.mix import PICTURES, Mix
from benchmarks.report import Row
from benchmarks.visitors import HOST, get

HELLO, FILTERED = "hello-world", "filtered page"
MILLION = 1_000_000  # Datasette is a match for small registers


@dataclass(frozen=True)
class Pages:
    hello: Measured
    alone: Measured
    first: dict[str, float]
    repeated: dict[str, Measured]


def kinds_of(mix: Mix) -> dict[str, list[bytes]]:
    return {
        FILTERED: asked(mix.filtered),
        "frequent word": asked(mix.words),
        "recommendation": asked(mix.recommendations),
        "forum": asked(mix.forums),
    }


def pictures_of(mix: Mix) -> dict[str, list[bytes]]:
    """Measured alone: they are not what a crowd asks for."""
    return {f"picture: {name}": asked(mix.pictured(name)) for name in PICTURES}


def measure_pages(trial: Trial, mix: Mix) -> Pages:
    kinds = kinds_of(mix) | pictures_of(mix)
    # Workers that have just started are not measured.
    trial.each_once(asked(["/", *mix.warm_up]))
    hello = trial.repeats(asked(["/hello/"]))
    first, repeated = {}, {}
    for kind, requests in kinds.items():
        first[kind] = trial.first_sights(requests)
        repeated[kind] = trial.repeats(requests)
    known = [get(address, etag_of(trial.port, address)) for address in mix.filtered]
    repeated["304"] = trial.repeats(known, expected=304)
    return Pages(hello, trial.repeats(kinds["filtered page"], at_once=1), first, repeated)


def measure_each_once(trial: Trial, mix: Mix) -> list[Row]:
    """Nothing but first sights, one after another: the heaviest load there is, on workers that have just started."""
    trial.each_once(asked(["/", *mix.warm_up]))
    return [
        Row(f"{kind}, nothing but first sights, p95", trial.each_once(requests).p95, "ms")
        for kind, requests in kinds_of(mix).items()
    ]


def etag_of(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address, headers={"Host": HOST})  # a page is remembered by its whole address
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.getheader("ETag") or ""


def rows_of_pages(pages: Pages, rivals: dict[str, Measured], small: Pages | None, size: int) -> list[Row]:
    hello = pages.hello
    rows = [
        Row("hello-world, p50", hello.p50, "ms"),
        Row("hello-world, p95", hello.p95, "ms"),
        Row("hello-world, throughput", hello.per_second, "per s"),
        Row("filtered page, alone, p50", pages.alone.p50, "ms", pages.alone.p50 / hello.p50, HELLO),
    ]
    for kind, measured in pages.repeated.items():
        rows.append(Row(f"{kind}, p50", measured.p50, "ms", measured.p50 / hello.p50, HELLO))
        rows.append(Row(f"{kind}, p95", measured.p95, "ms", measured.p95 / hello.p95, HELLO))
        if kind in pages.first:
            first = pages.first[kind]
            rows.append(Row(f"{kind}, first sight, p95", first, "ms", first / measured.p95, "its repeats"))
            if kind.startswith("picture: "):
                page = pages.first[FILTERED]
                rows.append(Row(f"{kind}, first sight beside a list, p95", first, "ms", first / page, FILTERED))
        rate = measured.per_second
        rows.append(Row(f"{kind}, throughput", rate, "per s", rate / hello.per_second, HELLO))
        if kind in rivals:
            times = rate / rivals[kind].per_second
            promised = size >= MILLION
            rows.append(Row(f"{kind}, against Datasette", rate, "per s", times, "Datasette", is_bound=promised))
        if small:
            before = small.repeated[kind].p95
            rows.append(Row(f"{kind}, growth from 10,000", measured.p95, "ms", measured.p95 / before, "10,000"))
    return rows
