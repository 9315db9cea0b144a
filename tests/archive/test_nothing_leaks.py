"""Only what every visitor may see: what may not leave is there each time, and was public each time that it may be."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from resolutions.models import Addressee, Complaint, Draft, Forum, Recommendation
from resolutions.register.authorship import delete_as
from resolutions.register.deleting import delete_forum
from resolutions.register.hiding import hide_words
from resolutions.register.publish import publish, withdraw
from resolutions.vocabulary import ComplaintKind, DraftState, HidingReason, Role
from tests.archive.folder import archive, data_of, everything, files, text_of
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    OfferFactory,
    OrganizerFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
    SourceDocumentFactory,
    SubscriptionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.test_hidden_words import IN_ADDRESSES, MARK, WORD, World

pytestmark = pytest.mark.django_db
SECRET, IN_LATIN = "Тайна", "tayna"


def secret_forum(**values) -> Forum:
    """Every word of it, of what hangs on it and of what it alone names is the secret."""
    place = LocalityFactory(name=SECRET, region__name=f"{SECRET} область")
    organizer = OrganizerFactory(name=SECRET)
    forum = ForumFactory(organizer=organizer, title=SECRET, locality=place, **values)
    section = SectionFactory(forum=forum, title=SECRET)
    section.themes.add(ThemeFactory(name=SECRET))
    group = LineFactory(section=section, text=SECRET)
    row = RecommendationFactory(section=section, text=f"{SECRET} и двор.", group=group)
    PartFactory(recommendation=row, text=SECRET)
    body = AddresseeFactory(name=SECRET, is_reviewed=False, locality=place)
    AddressingFactory(recommendation=row, addressee=body, as_written=SECRET)
    source = SourceDocumentFactory(organizer=organizer, original_name=f"{SECRET}.txt")
    source.file.save("x", ContentFile(SECRET.encode()))
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=[{"label": "", "text": SECRET}])
    return forum


def says(folder: Path) -> list[str]:
    told = everything(folder).casefold()
    return [word for word in (SECRET.casefold(), IN_LATIN) if word in told]


@pytest.fixture
def public() -> Recommendation:
    """Something that may be seen, so that there is an archive at all."""
    return AddressingFactory().recommendation


def test_what_is_not_published_is_in_no_file_and_what_is_taken_back_leaves_all(public, folder):
    forum = secret_forum(published_at=None)
    archive(folder)
    never = says(folder)
    publish(forum, by=None)
    archive(folder)
    published = says(folder)
    withdraw(forum, by=None)
    archive(folder)
    withdrawn = says(folder)
    delete_forum(publish(forum, by=None), by=None)
    archive(folder)

    assert (never, published, withdrawn, says(folder)) == ([], [SECRET.casefold(), IN_LATIN], [], [])
    assert len(list(folder.glob("forums/*/index.html"))) == 1


def test_a_recommendation_that_was_removed_leaves_its_forum(public, folder):
    row = RecommendationFactory(section=public.section, text=f"{SECRET}.")
    archive(folder)
    before = says(folder)
    delete_as(None, row)

    archive(folder)

    assert (before, says(folder)) == ([SECRET.casefold()], [])
    assert not (folder / f"r/{row.code}").exists()


def test_of_a_public_forum_nothing_that_is_its_editors_own(public, folder):
    """Drafts and corrections, complaints, offers, accounts, subscribers, bodies that no public forum names."""
    forum = public.section.forum
    source = SourceDocumentFactory(organizer=forum.organizer, original_name=f"{SECRET}.docx")
    source.file.save("x", ContentFile(SECRET.encode()))
    outline = DraftFactory.build(organizer=forum.organizer).outline | {"title": SECRET}
    DraftFactory(source=source, outline=outline)
    DraftFactory(source__organizer=forum.organizer, revises=forum, outline=outline)
    Complaint.objects.create(forum=forum, recommendation=public, kind=ComplaintKind.OTHER, text=SECRET)
    OfferFactory(organisation=SECRET, person=SECRET, resolution=SECRET, email="tayna@example.org")
    SubscriptionFactory(email="tayna@example.org")
    UserFactory(email="tayna2@example.org", full_name=SECRET, organizer=forum.organizer)
    official = UserFactory(email="tayna3@example.org", full_name=SECRET, role=Role.OFFICIAL)
    official.addressees.add(public.addressings.get().addressee)
    AddresseeFactory(name=SECRET, is_reviewed=False)
    public.addressings.get().addressee.aliases.create(name="Другое имя")
    withdrawn = AddressingFactory(recommendation=public, as_written=SECRET, addressee__name=f"{SECRET} 3")
    withdrawn.addressee.is_reviewed = False
    withdrawn.addressee.save()
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    # A public body may stand below one that is not public, and take one in that never was.
    body = public.addressings.get().addressee
    body.parent = Addressee.objects.filter(name=SECRET).first()
    body.save()
    AddresseeFactory(name=f"{SECRET} 2", is_reviewed=False, merged_into=body)

    archive(folder)

    assert says(folder) == []
    assert "Другое имя" in everything(folder)


def test_whom_to_write_to_is_in_no_file(public, folder, settings):
    """An archive outlives mailboxes; pages of the portal have them."""
    settings.CONTACT_EMAIL = settings.OPEN_DATA_EMAIL = "portal@tayna.example"
    organizer = public.section.forum.organizer
    organizer.contact_email, organizer.contact_phone = "person@tayna.example", "+7 383 tayna"
    organizer.save()

    archive(folder)

    assert says(folder) == []
    assert organizer.name in text_of(folder, f"forums/{public.section.forum.slug}/index.html")


def test_hidden_words_leave_every_file_and_the_document_gives_place_to_its_text(folder):
    world = World()
    Forum.objects.filter(pk=world.forum.pk).update(published_at=timezone.now())
    archive(folder)
    slug = world.forum.slug
    before = everything(folder).casefold()

    hide_words(Forum.objects.get(pk=world.forum.pk), WORD, HidingReason.NAME, by=None)
    archive(folder)

    told = everything(folder).casefold()
    assert [(word in before, word in told) for word in (WORD.casefold(), IN_ADDRESSES)] == [(True, False)] * 2
    slug = Forum.objects.get(pk=world.forum.pk).slug
    source = data_of(folder, slug)["source"]
    assert source == {
        "name": f"{slug}.txt",
        "media_type": "text/plain",
        "file": f"{slug}.txt",
        "paragraphs": [f"1. Накормить: {MARK}.", "Живёт на улице", "Ленина, 5."],
    }
    assert (folder / f"data/sources/{slug}.txt").read_text(encoding="utf-8") == "\n\n".join(source["paragraphs"])
    assert "личные данные, которые скрыли редакторы" in text_of(folder, f"forums/{slug}/index.html")


def test_an_old_address_that_says_hidden_words_is_no_signpost(public, folder):
    """A body that two forums named was taken in by another before its name was hidden."""
    body, forum = public.addressings.get().addressee, public.section.forum
    AddresseeFactory(name=SECRET, slug=f"glava-{IN_LATIN}", merged_into=body)
    AddresseeFactory(name="Глава", slug="glava", merged_into=body)
    theme = ThemeFactory(name="Дети")
    public.section.themes.add(theme)
    ThemeFactory(name=SECRET, slug=IN_LATIN, merged_into=theme)
    RecommendationFactory(section=public.section, text=f"Спросить: {SECRET}.")
    archive(folder)
    before = says(folder)

    hide_words(forum, SECRET, HidingReason.NAME, by=None)
    archive(folder)

    assert (before, says(folder)) == ([SECRET.casefold(), IN_LATIN], [])
    assert (folder / "addressees/glava/index.html").exists()


def test_a_document_that_is_lost_gives_place_to_its_text(folder):
    forum = RecommendationFactory().section.forum
    source = SourceDocumentFactory(organizer=forum.organizer, original_name="итог.docx")
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=[{"label": "", "text": "Осветить двор."}])

    archive(folder)

    assert (folder / f"data/sources/{forum.slug}.txt").read_text(encoding="utf-8") == "Осветить двор."


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("итог.docx", "docx"),
        ("ИТОГ.PDF", "pdf"),
        ("страница.html", "html.txt"),
        ("без расширения", "txt"),
        ("../../etc/passwd", "txt"),
        ("итог.СПЕЦ", "txt"),
        ("итог.svg", "svg.txt"),
    ],
)
def test_a_document_is_kept_under_a_name_that_no_browser_runs(folder, name, kept_as):
    forum = RecommendationFactory().section.forum
    source = SourceDocumentFactory(organizer=forum.organizer, original_name=name)
    source.file.save("x", ContentFile(b"<script>alert(1)</script>"))
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=[])

    archive(folder)

    assert [path for path in files(folder) if "sources" in path] == [f"data/sources/{forum.slug}.{kept_as}"]


def test_what_a_text_says_is_text_wherever_it_stands(folder):
    """On pages, in links, in scripts."""
    hostile = "<script>alert(1)</script> </script><img src=x onerror=alert(1)> {{ look }} \"' \u2028 \\u0041"
    forum = ForumFactory(title=hostile, motto=hostile, preamble=hostile, locality__name="Тверь")
    section = SectionFactory(forum=forum, title=hostile)
    section.themes.add(ThemeFactory(name=hostile[:60]))
    row = RecommendationFactory(section=section, text=hostile, number="", label="")
    AddressingFactory(recommendation=row, addressee=AddresseeFactory(name=hostile))

    archive(folder)

    made = "".join(content.decode() for name, content in files(folder).items() if name.endswith(".html"))
    assert ("<script>alert" in made, "<img src=x" in made) == (False, False)
    assert data_of(folder, forum.slug)["sections"][0]["recommendations"][0]["text"] == hostile
    assert Draft.objects.count() == 0
