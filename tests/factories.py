"""Valid, boring objects. A forum is published unless a test says otherwise."""

from datetime import UTC, date, datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from resolutions import models
from resolutions.following.consent import CURRENT
from resolutions.register.offers import CONSENT_VERSIONS
from resolutions.review.sheet import EMPTY, sheet_json
from resolutions.vocabulary import AddresseeKind, Role


class OrganizerFactory(DjangoModelFactory):
    class Meta:
        model = models.Organizer

    name = factory.Sequence(lambda n: f"Организатор {n}")
    contact_email = factory.Sequence(lambda n: f"organizer{n}@example.org")


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = models.Region

    name = factory.Sequence(lambda n: f"Область {n}")


class LocalityFactory(DjangoModelFactory):
    class Meta:
        model = models.Locality

    name = factory.Sequence(lambda n: f"Город {n}")
    region = factory.SubFactory(RegionFactory)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    name = factory.Sequence(lambda n: f"Тема {n}")


class ForumFactory(DjangoModelFactory):
    class Meta:
        model = models.Forum

    organizer = factory.SubFactory(OrganizerFactory)
    locality = factory.SubFactory(LocalityFactory)
    title = factory.Sequence(lambda n: f"Форум {n}")
    starts_on = date(2019, 12, 12)
    published_at = datetime(2020, 1, 1, tzinfo=UTC)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Section

    forum = factory.SubFactory(ForumFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Секция {n}")


class LineFactory(DjangoModelFactory):
    """A group above all recommendations of its section."""

    class Meta:
        model = models.Line

    section = factory.SubFactory(SectionFactory)
    order = 0
    text = "Участники предлагают:"


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.Recommendation

    section = factory.SubFactory(SectionFactory)
    order = factory.Sequence(lambda n: n + 1)
    number = factory.Sequence(lambda n: str(n + 1))
    text = factory.Sequence(lambda n: f"Рекомендация {n}: благоустроить двор.")


class PartFactory(DjangoModelFactory):
    class Meta:
        model = models.Part

    recommendation = factory.SubFactory(RecommendationFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"поставить скамью {n}")


class AddresseeFactory(DjangoModelFactory):
    class Meta:
        model = models.Addressee

    name = factory.Sequence(lambda n: f"Адресат {n}")
    kind = AddresseeKind.CITY_HALL
    is_reviewed = True


class AddressingFactory(DjangoModelFactory):
    class Meta:
        model = models.Addressing

    recommendation = factory.SubFactory(RecommendationFactory)
    addressee = factory.SubFactory(AddresseeFactory)


class SourceDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.SourceDocument

    organizer = factory.SubFactory(OrganizerFactory)
    sha256 = factory.Sequence(lambda n: f"{n:064}")
    media_type = "text/plain"
    original_name = "резолюция.txt"


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = models.Draft

    source = factory.SubFactory(SourceDocumentFactory)
    organizer = factory.SelfAttribute("source.organizer")
    outline = factory.LazyFunction(lambda: sheet_json(EMPTY))


class SubscriptionFactory(DjangoModelFactory):
    """Confirmed, and looked through up to the same moment."""

    class Meta:
        model = models.Subscription

    email = factory.Sequence(lambda n: f"subscriber{n}@example.org")
    consent_version = CURRENT
    consent_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.SelfAttribute("consent_at")
    covered_until = factory.SelfAttribute("confirmed_at")


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = models.Offer

    organisation = factory.Sequence(lambda n: f"НКО {n}")
    person = "Анна"
    email = factory.Sequence(lambda n: f"ngo{n}@example.org")
    resolution = "Форум соседей."
    consent_version = CONSENT_VERSIONS[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    role = Role.EDITOR
    organizer = factory.Maybe(
        factory.LazyAttribute(lambda user: user.role == Role.EDITOR), factory.SubFactory(OrganizerFactory)
    )
