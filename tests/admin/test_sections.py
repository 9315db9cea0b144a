"""A section's page: its recommendations, numbered by hand, addressed by name or alias."""

import pytest
from django.urls import reverse

from resolutions.models import Addressee, AddresseeAlias, Addressing, Recommendation, Section
from resolutions.register.merge import merge_addressees
from resolutions.vocabulary import AddressingRole, Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def section(editor):
    return SectionFactory(forum=ForumFactory(organizer=editor.user.organizer, published_at=None))


def page_of(section):
    return reverse("admin:resolutions_section_change", args=[section.pk])


def addressed(recommendation):
    rows = recommendation.addressings.order_by("order")
    return [(str(row.addressee), row.role, row.order, row.as_written) for row in rows]


def suggestions(client, term, field="addressee", model="addressing"):
    query = {"app_label": "resolutions", "model_name": model, "field_name": field, "term": term}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    return [row["text"] for row in found]


def test_a_new_recommendation_gets_its_addressees_in_the_order_chosen(editor, section):
    ngo, city, council = (AddresseeFactory(name=name) for name in ("НКО", "мэрия", "совет"))
    path = page_of(section)
    new = {"number": "2.1", "text": "Построить сквер.", "leads": [ngo.pk, city.pk], "co_executors": [council.pk]}
    data = filled(editor.get(path)) | {f"recommendations-0-{name}": value for name, value in new.items()}

    answer = editor.post(path, data)

    recommendation = Recommendation.objects.get()
    assert answer.status_code == 302
    assert (recommendation.number, recommendation.text, recommendation.order) == ("2.1", "Построить сквер.", 1)
    assert addressed(recommendation) == [
        ("НКО", "lead", 1, ""),
        ("мэрия", "lead", 2, ""),
        ("совет", "co-executor", 3, ""),
    ]
    assert {row.history.get().history_user for row in Addressing.objects.all()} == {editor.user}


def test_addressees_that_stay_keep_the_words_of_the_text_and_their_rows(editor, section):
    first, second = (
        AddressingFactory(recommendation__section=section, addressee__name="мэрия", as_written="мэрии"),
        AddressingFactory(addressee__name="НКО", as_written="с НКО", role=AddressingRole.CO_EXECUTOR, order=2),
    )
    second.recommendation = first.recommendation
    second.save()
    new = AddresseeFactory(name="совет")
    path = page_of(section)
    history = Addressing.history.count()

    editor.post(path, filled(editor.get(path)))
    unchanged = Addressing.history.count()
    editor.post(path, filled(editor.get(path), recommendations__0__leads=[first.addressee.pk, new.pk]))

    assert unchanged == history
    assert addressed(first.recommendation) == [
        ("мэрия", "lead", 1, "мэрии"),
        ("совет", "lead", 2, ""),
        ("НКО", "co-executor", 3, "с НКО"),
    ]
    assert Addressing.objects.filter(pk__in=[first.pk, second.pk]).count() == 2
    assert Addressing.history.filter(id=first.pk).count() == 1


def test_an_addressee_that_is_taken_out_leaves_its_history(editor, section):
    row = AddressingFactory(recommendation__section=section)
    path = page_of(section)

    editor.post(path, filled(editor.get(path), recommendations__0__leads=[]))

    assert Addressing.objects.count() == 0
    left = Addressing.everything.get()
    assert (left.code, left.version, left.withdrawn_at is None) == (row.code, 2, False)
    assert left.history.first().history_user == editor.user


def test_an_addressee_may_change_from_lead_to_co_executor(editor, section):
    row = AddressingFactory(recommendation__section=section, addressee__name="мэрия", as_written="мэрии")
    path = page_of(section)
    key = row.addressee.pk

    editor.post(
        path,
        filled(editor.get(path), recommendations__0__leads=[], recommendations__0__co_executors=[key]),
    )

    assert addressed(row.recommendation) == [("мэрия", "co-executor", 1, "мэрии")]
    assert Addressing.objects.get().pk == row.pk


def test_one_addressee_in_both_fields_is_refused(editor, section):
    row = AddressingFactory(recommendation__section=section, addressee__name="мэрия")
    path = page_of(section)

    answer = editor.post(path, filled(editor.get(path), recommendations__0__co_executors=[row.addressee.pk]))

    errors = answer.context["inline_admin_formsets"][0].formset.errors[0]
    assert errors == {"co_executors": ["«мэрия» уже указан в поле «Кому»."]}


def test_a_merged_addressee_is_not_suggested(editor):
    gone = AddresseeFactory(name="горадминистрация", merged_into=AddresseeFactory(name="мэрия"))

    assert suggestions(editor, gone.name) == []


def test_rows_without_a_place_go_last_and_the_rest_keep_theirs(editor, section):
    RecommendationFactory(section=section, order=5, text="первая")
    path = page_of(section)
    data = filled(editor.get(path)) | {"recommendations-TOTAL_FORMS": "4"}
    for place, (order, text) in enumerate([("", "вторая"), ("2", "до неё"), ("", "третья")], start=1):
        row = {
            "order": order,
            "text": text,
            "number": "",
            "act": "recommend",
            "leads": [],
            "co_executors": [],
            "id": "",
        }
        row |= {"section": section.pk}
        data |= {f"recommendations-{place}-{name}": value for name, value in row.items()}

    editor.post(path, data)

    assert [(row.order, row.text) for row in section.recommendations.all()] == [
        (2, "до неё"),
        (5, "первая"),
        (6, "вторая"),
        (7, "третья"),
    ]


@pytest.mark.parametrize(("model", "parent"), [("section", "forum"), ("recommendation", "section")])
def test_a_row_added_by_itself_goes_last(editor, section, model, parent):
    RecommendationFactory(section=section, order=4)
    Section.objects.filter(pk=section.pk).update(order=4)
    path = reverse(f"admin:resolutions_{model}_add")
    parents = {"forum": section.forum.pk, "section": section.pk}

    editor.post(path, filled(editor.get(path), text="ещё", title="ещё") | {parent: parents[parent]})

    newest = {"section": Section, "recommendation": Recommendation}[model].objects.latest("pk")
    assert newest.order == 5


@pytest.mark.parametrize("term", ["ОМСУ", "омсу", "Органы МЕСТНОГО", "самоуправления органы", "тёплого", "орган", "ом"])
def test_an_addressee_is_found_by_name_short_name_and_alias(editor, term):
    place = LocalityFactory(name="Новосибирск")
    row = AddresseeFactory(name="Органы местного самоуправления", short_name="ОМСУ", locality=place, is_reviewed=True)
    AddresseeAlias.objects.create(addressee=row, name="Власти теплого города")
    AddresseeAlias.objects.create(addressee=row, name="Орган теплого города")
    AddresseeFactory(name="НКО")

    assert suggestions(editor, term) == ["Органы местного самоуправления (ОМСУ, Новосибирск)"]


@pytest.mark.parametrize("term", ["мэрии", "мэрией новосибирску", "Мэрию Города", "департаментами", "новосибирская"])
def test_another_case_of_the_words_finds_it_too(editor, term):
    AddresseeFactory(name="Мэрия города Новосибирск: департаменты")

    assert len(suggestions(editor, term)) == 1


def test_the_exact_form_comes_before_other_cases(editor):
    AddresseeFactory(name="Совет мэрии")
    AddresseeFactory(name="Мэрия")

    assert (suggestions(editor, "мэрии"), suggestions(editor, "мэрию")) == (["Совет мэрии"], ["Мэрия", "Совет мэрии"])


@pytest.mark.parametrize("term", ["", "%", "_", '"', "\\", "[", "а" * 1000, "(", "*"])
def test_a_strange_query_finds_what_it_finds(editor, term):
    AddresseeFactory(name="Отдел 50% [проба] \\ «Заря» (_*)")
    expected = 0 if len(term) == 1000 else 1

    assert len(suggestions(editor, term)) == expected
    assert editor.get(reverse("admin:resolutions_forum_changelist"), {"q": term}).status_code == 200


def test_a_recommendation_is_found_by_its_words_whatever_the_case_and_yo(editor, section):
    RecommendationFactory(section=section, text="Поддержать «Тёплый двор» — проект ТОС.")
    RecommendationFactory(section=section, text="Другое.")
    path = reverse("admin:resolutions_recommendation_changelist")

    found = [
        editor.get(path, {"q": query}).context["cl"].result_count
        for query in ("теплый ДВОР", 'тос "тёплый', "двор - проект", "двор парк")
    ]

    assert found == [1, 1, 1, 0]


def test_a_moderator_reads_the_addressees_on_the_page(signed_in):
    row = AddressingFactory(addressee__name="мэрия города")
    AddressingFactory(recommendation=row.recommendation, addressee__name="НКО", role=AddressingRole.CO_EXECUTOR)

    page = signed_in(role=Role.MODERATOR).get(page_of(row.recommendation.section)).content.decode()

    assert page.count("мэрия города") == 2  # in the line and in the field
    assert "opened_version" not in page


def test_the_words_of_the_text_are_edited_on_the_recommendations_own_page(editor, section):
    row = AddressingFactory(recommendation__section=section, as_written="")
    path = reverse("admin:resolutions_recommendation_change", args=[row.recommendation.pk])

    editor.post(path, filled(editor.get(path), addressings__0__as_written="мэрии города"))

    row.refresh_from_db()
    assert (row.as_written, Recommendation.objects.get().version) == ("мэрии города", 2)
    assert Recommendation.history.first().history_user == editor.user


def test_choosing_costs_no_query_per_row(editor, section, django_assert_num_queries):
    AddressingFactory.create_batch(3, recommendation__section=section)
    assert Addressee.objects.count() == 3
    editor.get(page_of(section))

    with django_assert_num_queries(12):
        editor.get(page_of(section))


def test_one_merged_between_choosing_and_saving_gives_way_to_the_one_that_stayed(editor, section):
    recommendation = RecommendationFactory(section=section)
    keep, chosen = AddresseeFactory(name="мэрия"), AddresseeFactory(name="горадминистрация")
    opened = editor.get(page_of(section))
    merge_addressees(keep, chosen, by=UserFactory(role=Role.MODERATOR))

    editor.post(page_of(section), filled(opened, recommendations__0__leads=[chosen.pk, keep.pk]))

    assert addressed(recommendation) == [("мэрия", "lead", 1, "")]


def test_one_merged_while_the_page_was_open_and_nothing_else_changed_is_no_conflict(editor, section):
    row = AddressingFactory(recommendation__section=section)
    keep = AddresseeFactory(name="мэрия")
    opened = editor.get(page_of(section))
    merge_addressees(keep, row.addressee, by=UserFactory(role=Role.MODERATOR))

    answer = editor.post(page_of(section), filled(opened))

    assert answer.status_code == 302
    assert addressed(row.recommendation) == [("мэрия", "lead", 1, "")]


def test_saving_leads_back_to_where_the_next_one_waits(editor, section):
    row = RecommendationFactory(section=section)
    forum = reverse("admin:resolutions_forum_change", args=[section.forum.pk])
    own = reverse("admin:resolutions_recommendation_change", args=[row.pk])
    new_section, new_row = (reverse(f"admin:resolutions_{model}_add") for model in ("section", "recommendation"))

    ways = [
        editor.post(page_of(section), filled(editor.get(page_of(section))))["Location"],
        editor.post(own, filled(editor.get(own)))["Location"],
        editor.post(new_section, filled(editor.get(new_section), forum=section.forum.pk))["Location"],
        editor.post(new_row, filled(editor.get(new_row), section=section.pk, text="Ещё"))["Location"],
    ]

    to_forum, to_section = f"{forum}#sections-group", f"{page_of(section)}#recommendations-group"
    assert ways == [to_forum, to_section] * 2
    assert f'<a href="{to_forum}">К форуму</a>' in editor.get(page_of(section)).content.decode()
    assert f'<a href="{to_section}">К секции</a>' in editor.get(own).content.decode()
    assert 'id="sections-group"' in editor.get(forum).content.decode()
