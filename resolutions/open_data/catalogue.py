"""The dump for catalogues: DCAT 3 as JSON-LD in a file, schema.org as JSON-LD inside our pages."""

import json

from django.urls import reverse

from resolutions.open_data.dumps import DataSet, Dump
from resolutions.open_data.passports import STANDARD
from resolutions.open_data.publisher import contact_email, contact_name, file_address, identifier, publisher_name
from resolutions.open_data.tables import TABLES
from resolutions.open_data.terms import LICENCE, PERIOD
from resolutions.outside.linked_data import Node
from resolutions.records import absolute
from resolutions.web.look import Shown, shown_look

CATALOGUE = "catalog.jsonld"
DESCRIPTION = (
    "Форумы, рекомендации их резолюций и адресаты этих рекомендаций. Тексты приведены дословно, у каждой рекомендации "
    "есть постоянный адрес."
)
VOCABULARIES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RUSSIAN = {"@id": "http://publications.europa.eu/resource/authority/language/RUS"}
DAILY = {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"}
CSV = {"@id": "https://www.iana.org/assignments/media-types/text/csv"}
SHA256 = {"@id": "spdx:checksumAlgorithm_sha256"}


def set_page(table: str) -> str:
    return absolute(reverse("open-data-set", args=[table]))


def newest_file(found: DataSet) -> str:
    return file_address(found.table, found.newest.data.path.rsplit("/", 1)[-1])


# DCAT


def title_of(look: Shown) -> str:
    return f"{look.whole_name}: открытые данные"


def dcat(dump: Dump, look: Shown) -> str:
    catalogue = {
        "@context": VOCABULARIES,
        "@id": absolute(reverse("open-data")),
        "@type": "dcat:Catalog",
        "dct:title": russian(title_of(look)),
        "dct:description": russian(DESCRIPTION),
        "dct:publisher": publisher(),
        "dct:license": {"@id": LICENCE},
        "dct:language": RUSSIAN,
        "dct:modified": typed("dateTime", dump.made.isoformat()),
        "foaf:homepage": {"@id": absolute(reverse("home"))},
        "dcat:dataset": [dataset(dump, found) for found in dump.sets],
    }
    return json.dumps(catalogue, ensure_ascii=False, indent=1)


def dataset(dump: Dump, found: DataSet) -> Node:
    table = TABLES[found.table]
    return {
        "@id": set_page(table.name),
        "@type": "dcat:Dataset",
        "dct:identifier": identifier(table.name),
        "dct:title": russian(table.title),
        "dct:description": russian(table.description),
        "dcat:keyword": [russian(word) for word in table.keywords],
        "dcat:landingPage": {"@id": set_page(table.name)},
        **contact(),
        "dct:publisher": publisher(),
        "dct:license": {"@id": LICENCE},
        "dct:language": RUSSIAN,
        "dct:issued": typed("date", found.created.isoformat()),
        "dct:modified": typed("date", found.newest.day.isoformat()),
        "dct:accrualPeriodicity": DAILY,
        "dct:conformsTo": {"@id": STANDARD},
        **temporal(dump),
        "dcat:distribution": [distribution(found)],
    }


def distribution(found: DataSet) -> Node:
    newest = found.newest
    return {
        "@id": newest_file(found),
        "@type": "dcat:Distribution",
        "dct:title": russian(f"{TABLES[found.table].title}, CSV"),
        "dcat:accessURL": {"@id": set_page(found.table)},
        "dcat:downloadURL": {"@id": newest_file(found)},
        "dcat:mediaType": CSV,
        "dcat:byteSize": typed("nonNegativeInteger", str(newest.data.bytes)),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": SHA256,
            "spdx:checksumValue": typed("hexBinary", newest.data.sha256),
        },
        "dct:modified": typed("date", newest.day.isoformat()),
        "dct:license": {"@id": LICENCE},
        "dct:conformsTo": {"@id": file_address(found.table, newest.structure.path.rsplit("/", 1)[-1])},
    }


def temporal(dump: Dump) -> Node:
    """From the first forum whose day is known to the last."""
    if dump.first_day is None or dump.last_day is None:
        return {}
    return {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": typed("date", dump.first_day.isoformat()),
            "dcat:endDate": typed("date", dump.last_day.isoformat()),
        }
    }


def publisher() -> Node:
    return {"@id": absolute(f"{reverse('home')}#publisher"), "@type": "foaf:Agent", "foaf:name": publisher_name()}


def contact() -> Node:
    if not contact_email():
        return {}
    email = {"@id": f"mailto:{contact_email()}"}
    return {"dcat:contactPoint": {"@type": "vcard:Kind", "vcard:fn": contact_name(), "vcard:hasEmail": email}}


def russian(text: str) -> Node:
    return {"@value": text, "@language": "ru"}


def typed(kind: str, text: str) -> Node:
    return {"@value": text, "@type": f"xsd:{kind}"}


# schema.org, for search engines that read pages (resolutions/outside/snippets.py)


def data_catalogue(dump: Dump) -> Node:
    return {
        "@type": "DataCatalog",
        "@id": absolute(reverse("open-data")),
        "name": title_of(shown_look()),
        "description": DESCRIPTION,
        "license": LICENCE,
        "dataset": [described_set(dump, found) for found in dump.sets],
    }


def one_dataset(dump: Dump, found: DataSet) -> Node:
    catalogue = {"@type": "DataCatalog", "@id": absolute(reverse("open-data")), "name": title_of(shown_look())}
    return {**described_set(dump, found), "includedInDataCatalog": catalogue}


def described_set(dump: Dump, found: DataSet) -> Node:
    table = TABLES[found.table]
    covered = {"temporalCoverage": f"{dump.first_day}/{dump.last_day}"} if dump.first_day else {}
    return {
        "@type": "Dataset",
        "@id": set_page(table.name),
        "url": set_page(table.name),
        "identifier": identifier(table.name),
        "name": f"{table.title} ({shown_look().name_within})",
        "description": f"{table.description} Строк: {found.newest.rows}. Обновляется {PERIOD}.",
        "keywords": list(table.keywords),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "ru",
        "creator": {"@type": "Organization", "name": publisher_name()},
        "datePublished": found.created.isoformat(),
        "dateModified": found.newest.day.isoformat(),
        **covered,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": newest_file(found),
                "contentSize": f"{found.newest.data.bytes} B",
                "sha256": found.newest.data.sha256,
            }
        ],
    }
