"""One recommendation under its permanent address."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Forum, Part, Recommendation
from resolutions.register.publish import publish, withdraw
from resolutions.vocabulary import REQUESTS, Act, AddressingRole, Role
from tests.factories import AddressingFactory, LineFactory, RecommendationFactory, SectionFactory
from tests.shown import rows_of

pytestmark = pytest.mark.django_db


def test_a_recommendation_knows_its_place_and_neighbours(client):
    section = SectionFactory()
    first, second, third = (RecommendationFactory(section=section, order=order) for order in (1, 2, 3))
    RecommendationFactory()

    context = client.get(second.get_absolute_url()).context

    assert (context["previous"], context["recommendation"], context["next"]) == (first, second, third)
    assert context["section"].recommendations_shown == [first, second, third]


def page_of(client, recommendation: Recommendation) -> html.HtmlElement:
    return html.fromstring(client.get(recommendation.get_absolute_url()).content)


def test_its_heading_is_its_first_words_and_its_number_a_badge(client):
    culture = LineFactory(label="3.", text="Управлению культуры:")
    text = "провести анализ площадок, спортивных и детских, весной, летом и осенью;"
    rows = [
        RecommendationFactory(section=culture.section, group=culture, number=number, label=label, text=text)
        for number, label in (("б", "б)"), ("в", "в)"), ("", "–"))
    ]

    pages = [page_of(client, row) for row in rows]

    assert {page.findtext(".//h1") for page in pages} == {
        "Провести анализ площадок, спортивных и детских, весной, летом …"
    }
    badges = [page.find_class("lead")[0].find_class("tag")[0].text for page in pages]
    assert badges == ["пункт 3, б)", "пункт 3, в)", "3-я в секции"]
    neighbours = [link.text for link in pages[1].find_class("neighbours")[0].iter("a")]
    assert neighbours == ["Предыдущая: пункт 3, б)", "Следующая: 3-я в секции"]


def test_it_says_by_when_how_often_who_gets_it_and_what_is_no_request(client):
    row = RecommendationFactory(
        text="Посадить деревья:\nа) ели;\nб) берёзы.",
        act=Act.NOTE,
        due_on=date(2026, 5, 1),
        repeats="ежегодно",
        others=[{"name": "комиссия", "as_written": "на комиссию", "role": "controller"}],
    )
    firs = Part.objects.create(recommendation=row, order=1, label="а)", text="ели;", due_in_days=31)
    Part.objects.create(recommendation=row, order=2, label="б)", text="берёзы.")
    AddressingFactory(recommendation=row, part=firs)

    page = page_of(client, row)

    assert [" ".join(line.text_content().split()) for line in page.find_class("terms")] == [
        "Собрание: отмечает",
        "Срок: до 1 мая 2026 г.",
        "Как часто: ежегодно",
        "Кто контролирует: комиссия",
        "Срок, а): 31 день со дня получения",
    ]
    assert page.xpath("//div[@class='addressees']//li/span/text()") == ["к части а)"]


@pytest.mark.parametrize("act", REQUESTS)
def test_of_a_request_nobody_is_told_that_it_is_one(client, act):
    assert page_of(client, RecommendationFactory(act=act)).find_class("terms") == []


def test_leads_are_named_before_co_executors_in_the_order_of_the_text(client):
    recommendation = RecommendationFactory()
    partner = AddressingFactory(recommendation=recommendation, order=1, role=AddressingRole.CO_EXECUTOR)
    second = AddressingFactory(recommendation=recommendation, order=3)
    first = AddressingFactory(recommendation=recommendation, order=2)

    shown = client.get(recommendation.get_absolute_url()).context["recommendation"].addressings_shown

    assert shown == [first, second, partner]


def test_the_register_never_claims_that_there_is_no_answer(client):
    organizer_email = "forum@example.org"
    recommendation = RecommendationFactory(section__forum__organizer__contact_email=organizer_email)

    page = client.get(recommendation.get_absolute_url()).content.decode()

    assert ("нет ответа" in page.lower(), organizer_email in page) == (False, True)


def test_text_of_a_document_is_text_and_nothing_else(client):
    recommendation = RecommendationFactory(text="<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %}")

    page = client.get(recommendation.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }} {% now &#x27;Y&#x27; %}" in page


@pytest.mark.parametrize("code", ["zzzzzzzz", "1", "x" * 500, "..", "%D0%B0", "a b"])
def test_an_unknown_code_is_not_found_and_the_page_offers_a_way_on(client, code):
    answer = client.get(f"/r/{code}/")

    assert answer.status_code == 404
    assert reverse("recommendation-list") in answer.content.decode()


def test_an_unpublished_recommendation_is_there_for_its_own_editor_alone(client, signed_in):
    recommendation = RecommendationFactory(section__forum__published_at=None)
    own = signed_in(organizer=recommendation.section.forum.organizer)
    other = signed_in(role=Role.EDITOR)

    statuses = [door.get(recommendation.get_absolute_url()).status_code for door in (client, other, own)]

    assert statuses == [404, 404, 200]


def test_a_deleted_recommendation_is_gone_whether_its_forum_is_there_or_not(client):
    alone, with_forum = RecommendationFactory(), RecommendationFactory()
    hidden = RecommendationFactory(section__forum__published_at=None)
    Recommendation.objects.filter(pk__in=[alone.pk, hidden.pk]).delete()
    Forum.objects.filter(pk=with_forum.section.forum.pk).delete()

    statuses = [client.get(row.get_absolute_url()).status_code for row in (alone, with_forum, hidden)]

    assert statuses == [410, 410, 404]


def test_a_text_that_shares_a_good_third_of_its_words_is_offered_as_alike(client):
    """Six words of the fourteen that the two have; five of fifteen are too few, and its own forum is no other."""
    words = [
        "берёза",
        "трамвай",
        "колодец",
        "лестница",
        "мельница",
        "оркестр",
        "подвал",
        "рябина",
        "сапожник",
        "теплица",
    ]
    others = ["фонарь", "хозяйка", "черёмуха", "якорь", "экскурсия"]
    asked = RecommendationFactory(text=" ".join(words))
    RecommendationFactory(section=asked.section, text=" ".join(words))
    RecommendationFactory(text=" ".join(words[:5] + others))
    six = RecommendationFactory(text=" ".join(words[:6] + others[:4]))

    assert rows_of(client.get(asked.get_absolute_url())) == [six]


def test_what_asks_nobody_was_not_proposed_before(client):
    words = "Открыть в каждом квартале мастерскую для ремонта велосипедов"
    asked, decided, noted = (RecommendationFactory(text=words, act=act) for act in (Act.ASK, Act.DECIDE, Act.NOTE))

    shown = [rows_of(client.get(row.get_absolute_url())) for row in (asked, decided, noted)]
    other = RecommendationFactory(text=words)

    assert shown == [[], [], []]
    assert rows_of(client.get(asked.get_absolute_url())) == [other]


@pytest.mark.parametrize("count", [1, 30])
def test_a_recommendation_costs_the_same_for_any_number_of_neighbours(client, count, django_assert_num_queries):
    section = SectionFactory()
    rows = [AddressingFactory(recommendation__section=section).recommendation for _ in range(count)]

    client.get("/recommendations/")  # brings the index up to date

    # content version (for the page and for the index), recommendation, version of its forum, addressings, themes,
    # lines, siblings, parts, records; whether anything has changed meanwhile
    with django_assert_num_queries(11):
        client.get(rows[0].get_absolute_url())


def test_what_was_deleted_while_public_stays_gone_after_its_forum_was_hidden_and_shown_again(client):
    recommendation = RecommendationFactory()
    RecommendationFactory(section=recommendation.section)
    address = recommendation.get_absolute_url()
    recommendation.delete()

    publish(withdraw(recommendation.section.forum, by=None), by=None)

    assert client.get(address).status_code == 410
