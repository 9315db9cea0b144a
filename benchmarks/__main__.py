"""`make bench`: everything measured in one run, printed and written to results.json."""

import argparse
import os
import sys
import tempfile

from benchmarks.report import Row, show, write


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--recommendations", type=int, default=10_000)
    count = parser.parse_args().recommendations
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
        for name in ("DATABASE_URL", "PRODUCTION", "DEBUG"):
            os.environ.pop(name, None)
        rows = measure(count)
    write(rows)
    sys.stdout.write(f"A register of {count} recommendations; one web worker on one core; medians.\n")
    show(rows)
    if not all(row.ok for row in rows):
        raise SystemExit(1)


def measure(count: int) -> list[Row]:
    import django  # noqa: PLC0415 -- the environment decides the settings, and is set above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    from benchmarks.intake import measure_intake  # noqa: PLC0415 -- as above
    from benchmarks.open_data import measure_open_data  # noqa: PLC0415 -- as above
    from benchmarks.pages import measure_pages  # noqa: PLC0415 -- as above
    from benchmarks.register import build  # noqa: PLC0415 -- as above
    from benchmarks.under_attack import measure_under_attack  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    addresses = build(count)
    return [
        *measure_pages(addresses),
        *measure_open_data(),
        *measure_intake(),
        *measure_under_attack(addresses["recommendation"]),
    ]


if __name__ == "__main__":
    main()
