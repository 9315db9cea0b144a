"""The catalogue read by a reader of JSON-LD: what its triples say, in W3C's terms."""

from datetime import date

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from resolutions.open_data.tables import ALL
from tests.factories import AddressingFactory, ForumFactory
from tests.open_data.consumer import SITE, dump

pytestmark = [
    pytest.mark.django_db,
    # The reader's own parser uses what the reader itself calls outdated.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FORUMS = URIRef(f"{SITE}/opendata/forums/")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")


def triples(client) -> Graph:
    content = b"".join(client.get("/opendata/catalog.jsonld").streaming_content)
    return Graph().parse(data=content, format="json-ld")


def one(graph: Graph, subject, predicate):
    values = list(graph.objects(subject, predicate))
    assert len(values) == 1, predicate
    return values[0]


def test_a_catalogue_of_data_sets_each_with_a_file(client):
    AddressingFactory()
    dump()

    graph = triples(client)

    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert catalogue == URIRef(f"{SITE}/opendata/")
    assert set(graph.objects(catalogue, DCAT.dataset)) == {URIRef(f"{SITE}/opendata/{table.name}/") for table in ALL}
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == set(graph.objects(catalogue, DCAT.dataset))
    assert {len(list(graph.objects(found, DCAT.distribution))) for found in graph.subjects(RDF.type, DCAT.Dataset)} == {
        1
    }
    assert one(graph, catalogue, DCTERMS.license) == LICENCE
    assert one(graph, catalogue, FOAF.homepage) == URIRef(f"{SITE}/")


def test_a_data_set_says_what_it_is_of_when_and_on_which_terms(client, settings):
    settings.OPEN_DATA_INN = "7707083893"
    settings.OPEN_DATA_PUBLISHER = "Палата"
    settings.OPEN_DATA_CONTACT = "Иванова Мария Петровна"
    settings.OPEN_DATA_EMAIL = "data@example.org"
    ForumFactory(starts_on=date(2019, 12, 12))
    ForumFactory(starts_on=None, ends_on=date(2021, 4, 21))
    ForumFactory(starts_on=date(2030, 1, 1), published_at=None)
    made = dump()

    graph = triples(client)

    newest = made.set_of("forums").newest
    assert one(graph, FORUMS, DCTERMS.identifier) == Literal("7707083893-forums")
    assert one(graph, FORUMS, DCTERMS.title) == Literal("Форумы", lang="ru")
    assert one(graph, FORUMS, DCTERMS.issued) == Literal("2026-11-23", datatype=XSD.date)
    assert one(graph, FORUMS, DCTERMS.modified) == Literal("2026-11-23", datatype=XSD.date)
    assert one(graph, FORUMS, DCTERMS.license) == LICENCE
    assert one(graph, one(graph, FORUMS, DCTERMS.publisher), FOAF.name) == Literal("Палата")
    contact = one(graph, FORUMS, DCAT.contactPoint)
    assert (one(graph, contact, VCARD.fn), one(graph, contact, VCARD.hasEmail)) == (
        Literal("Иванова Мария Петровна"),
        URIRef("mailto:data@example.org"),
    )
    period = one(graph, FORUMS, DCTERMS.temporal)
    assert (one(graph, period, DCAT.startDate), one(graph, period, DCAT.endDate)) == (
        Literal("2019-12-12", datatype=XSD.date),
        Literal("2021-04-21", datatype=XSD.date),
    )
    file = one(graph, FORUMS, DCAT.distribution)
    assert one(graph, file, DCAT.downloadURL) == URIRef(f"{SITE}/opendata/{newest.data.path}")
    assert one(graph, file, DCAT.byteSize) == Literal(str(newest.data.bytes), datatype=XSD.nonNegativeInteger)
    assert one(graph, file, DCAT.mediaType) == URIRef("https://www.iana.org/assignments/media-types/text/csv")
    assert one(graph, file, DCTERMS.conformsTo) == URIRef(f"{SITE}/opendata/{newest.structure.path}")
    checksum = one(graph, file, SPDX.checksum)
    assert (one(graph, checksum, SPDX.algorithm), str(one(graph, checksum, SPDX.checksumValue)).lower()) == (
        SPDX.checksumAlgorithm_sha256,
        newest.data.sha256,
    )


def test_what_is_not_known_is_left_out(client):
    ForumFactory(starts_on=None)
    dump()

    graph = triples(client)

    assert list(graph.objects(None, DCTERMS.temporal)) == []
    assert list(graph.objects(None, DCAT.contactPoint)) == []
