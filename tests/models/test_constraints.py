"""What must be true is true in the database, and said in Russian in the forms."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from resolutions.models import Errand
from resolutions.vocabulary import DraftState, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, tzinfo=UTC)


def same_forum():
    section = SectionFactory(slug="dvor")
    return SectionFactory.build(forum=section.forum, slug="dvor")


def same_addressing():
    addressing = AddressingFactory()
    return AddressingFactory.build(recommendation=addressing.recommendation, addressee=addressing.addressee)


def its_own_parent():
    addressee = AddresseeFactory()
    addressee.parent = addressee
    return addressee


def merged_into_itself():
    addressee = AddresseeFactory()
    addressee.merged_into = addressee
    return addressee


def same_errand():
    Errand.objects.post("read", 7)
    return Errand(kind="read", key="7")


def same_place():
    place = LocalityFactory(name="Озёрск")
    return LocalityFactory.build(name="ОЗЕРСК", region=place.region)


def same_place_without_region():
    LocalityFactory(name="Озёрск", region=None)
    return LocalityFactory.build(name="Озерск", region=None)


def same_body():
    body = AddresseeFactory(name="Мэрия", locality=LocalityFactory())
    return AddresseeFactory.build(name="мэрия", locality=body.locality)


def same_body_without_place():
    AddresseeFactory(name="НКО")
    return AddresseeFactory.build(name="нко")


def draft(**fields):
    return lambda: DraftFactory.build(**{"source": SourceDocumentFactory(), "refusal": ""} | fields)


def same_name(make):
    def build():
        make(name="Имя")
        return make.build(name="ИМЯ")

    return build


BROKEN = {
    "Последний день форума не может быть раньше первого.": lambda: ForumFactory.build(
        organizer=OrganizerFactory(), locality=None, starts_on=date(2020, 2, 2), ends_on=date(2020, 2, 1)
    ),
    "Снятый с публикации или удалённый форум не может быть опубликован.": lambda: ForumFactory.build(
        organizer=OrganizerFactory(), locality=None, withdrawn_at=NOW
    ),
    "Секция с таким адресом у форума уже есть.": same_forum,
    "У рекомендации должен быть текст.": lambda: RecommendationFactory.build(section=SectionFactory(), text=""),
    "Конец рекомендации в источнике стоит раньше начала.": lambda: RecommendationFactory.build(
        section=SectionFactory(), source_first=3, source_last=2
    ),
    "Этот адресат у рекомендации уже есть.": same_addressing,
    "Адресат не может входить сам в себя.": its_own_parent,
    "Адресата нельзя объединить с самим собой.": merged_into_itself,
    "Адресат не может исчезнуть раньше, чем появился.": lambda: AddresseeFactory.build(
        exists_from=date(2020, 1, 1), exists_until=date(2019, 1, 1)
    ),
    "Такой адресат в этом месте уже есть.": same_body,
    "Такой адресат без привязки к месту уже есть.": same_body_without_place,
    "Место с таким названием в этом регионе уже есть.": same_place,
    "Место с таким названием без региона уже есть.": same_place_without_region,
    "Код ОКТМО состоит из 8 или 11 цифр.": lambda: LocalityFactory.build(region=None, oktmo="12"),
    "Организатор с таким названием уже есть.": same_name(OrganizerFactory),
    "Регион с таким названием уже есть.": same_name(RegionFactory),
    "Такая тема уже есть.": same_name(ThemeFactory),
    "Черновик в очереди должен помнить, с какого времени ждёт; другой не ждёт.": draft(
        state=DraftState.WAITING, outline={}, waiting_since=None
    ),
    "У занятого поручения должно быть сказано, кем и до какого времени.": lambda: Errand(kind="read", claimed_by="он"),
    "Это уже поручено.": same_errand,
    "Непрочитанный черновик ещё не имеет содержания и не может стать форумом.": draft(
        state=DraftState.WAITING, waiting_since=NOW
    ),
    "Сначала документ надо прочитать.": draft(outline={}),
    "У непрочитанного черновика должно быть сказано, почему.": draft(state=DraftState.REFUSED, outline={}),
    "У ссылки на черновик должно быть сказано, до какого времени она действует.": draft(share_key="ключ"),
    "Укажите организатора, к которому относится редактор.": lambda: UserFactory.build(role=Role.EDITOR, organizer=None),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_the_database_refuses_what_may_not_be(sentence):
    broken = BROKEN[sentence]()

    with pytest.raises(IntegrityError), transaction.atomic():
        broken.save()


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_form_says_so_in_russian(sentence):
    broken = BROKEN[sentence]()
    for field in broken._meta.concrete_fields:
        if hasattr(field, "of"):
            field.pre_save(broken, add=True)

    with pytest.raises(ValidationError) as refusal:
        broken.validate_constraints()

    assert sentence in refusal.value.messages


def test_a_deleted_forum_is_not_public():
    with pytest.raises(IntegrityError), transaction.atomic():
        ForumFactory(deleted_at=NOW)
    assert ForumFactory(deleted_at=NOW, published_at=None).pk


def test_namesakes_in_two_cities_are_two_bodies():
    bodies = [AddresseeFactory(name="городская дума", locality=LocalityFactory()) for _ in range(2)]

    assert [body.slug for body in bodies] == ["gorodskaya-duma", "gorodskaya-duma-2"]


def test_a_merged_body_leaves_its_name_free():
    AddresseeFactory(name="мэрия", merged_into=AddresseeFactory())

    assert AddresseeFactory(name="мэрия").slug == "meriya-2"
