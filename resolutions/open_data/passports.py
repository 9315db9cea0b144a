"""What the convention wants beside the data: the register of data sets, and a passport for each.

Method recommendations for publishing open data, version 3.0 (2014): RFC 4180, commas, UTF-8, dates without hyphens.
"""

from datetime import timedelta

from django.conf import settings

from resolutions.open_data.dumps import DataSet, Dump
from resolutions.open_data.publisher import contact_email, contact_name, file_address, identifier, publisher_name
from resolutions.open_data.tables import TABLES

STANDARD = "http://opendata.gosmonitor.ru/standard/3.0"
LIST = "list.csv"
PASSPORT = "meta.csv"

Lines = list[tuple[str, ...]]


def register_of_sets(dump: Dump) -> Lines:
    """list.csv: where the passport of each data set is."""
    heading = ("property", "title", "value", "format")
    standard = ("standardversion", "Версия методических рекомендаций", STANDARD, "")
    sets = [
        (identifier(found.table), TABLES[found.table].title, file_address(found.table, PASSPORT), "csv")
        for found in dump.sets
    ]
    return [heading, standard, *sets]


def passport(dump: Dump, found: DataSet) -> Lines:
    """meta.csv: the data set in the convention's words, and every version of its data and structure."""
    table = TABLES[found.table]
    fields: Lines = [
        ("property", "value"),
        ("standardversion", STANDARD),
        ("identifier", identifier(found.table)),
        ("title", table.title),
        ("description", table.description),
        ("creator", publisher_name()),
        ("created", f"{found.created:%Y%m%d}"),
        ("modified", f"{found.newest.day:%Y%m%d}"),
        ("subject", ", ".join(table.keywords)),
        ("format", "CSV"),
        ("provenance", found.provenance),
        ("valid", f"{dump.made + timedelta(days=1):%Y%m%d}"),
        ("publishername", contact_name()),
        ("publisherphone", settings.OPEN_DATA_PHONE),
        ("publishermbox", contact_email()),
    ]
    data = [version.data.path for version in found.versions]
    structures = dict.fromkeys(version.structure.path for version in found.versions)
    return [*fields, *(link(found.table, path) for path in (*data, *structures))]


def link(table: str, path: str) -> tuple[str, str]:
    file = path.rsplit("/", 1)[-1]
    return file.removesuffix(".csv"), file_address(table, file)
