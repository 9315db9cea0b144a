"""Rows of another organizer, for every test that asks whether they stay hidden."""

import pytest

from resolutions.models import Draft, SourceDocument
from tests.factories import AddressingFactory


def draft_of(organizer):
    source = SourceDocument.objects.create(
        organizer=organizer, file="a", sha256="a" * 64, media_type="text/plain", original_name="итоги.docx"
    )
    return Draft.objects.create(organizer=organizer, source=source, outline={"title": "Чужой черновик"})


@pytest.fixture
def another():
    """Rows of another organizer, none of them published."""
    addressing = AddressingFactory(
        recommendation__text="Чужая рекомендация",
        recommendation__section__title="Чужая секция",
        recommendation__section__forum__title="Чужой форум",
        recommendation__section__forum__published_at=None,
        addressee__name="Чужой непроверенный адресат",
        addressee__is_reviewed=False,
    )
    recommendation = addressing.recommendation
    forum = recommendation.section.forum
    return {
        "forum": forum,
        "section": recommendation.section,
        "recommendation": recommendation,
        "draft": draft_of(forum.organizer),
        "addressee": addressing.addressee,
    }
