"""What sections are about: set by who may correct a forum, kept in order by moderators."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from resolutions.models import Section, Theme, User
from resolutions.models.fields import keep_others_waiting
from resolutions.permissions import require
from resolutions.register.authorship import save_version
from resolutions.register.locking import lock


class CannotMergeThemes(ValidationError):
    """With a Russian sentence for the moderator."""


class ThemesChanged(Exception):
    """The section has not the themes any more that were shown. Nothing has been written."""


@transaction.atomic
def assign_themes(
    section: Section, themes: Collection[Theme], by: User | None, seen: Collection[str] | None = None
) -> bool:
    """The section is about these from now on and about no others; whether that is another thing than before.

    Of one that was merged meanwhile its successor is meant. `seen`: slugs of the themes that were shown.
    Raises ThemesChanged, and Section.DoesNotExist for one that is there no more.
    """
    require(by, "assign_themes", section)
    hold_themes()
    section = Section.objects.select_for_update(of=("self",), no_key=True).get(pk=section.pk)
    rows = Theme.objects.select_related("merged_into").filter(pk__in=[theme.pk for theme in themes])
    meant = {row.merged_into_id or row.pk for row in rows}
    now = dict(section.themes.values_list("pk", "slug"))
    if meant == now.keys():
        return False
    if seen is not None and set(seen) != set(now.values()):
        raise ThemesChanged
    tell(section, meant, by)
    return True


@transaction.atomic
def merge_themes(keep: Theme, absorb: Theme, by: User | None) -> Theme:
    """`absorb` stays as a signpost to `keep`, to which its sections go over; the history of each names `by`."""
    require(by, "merge_themes")
    hold_themes()
    touched = Q(pk__in=[keep.pk, absorb.pk]) | Q(merged_into=absorb)
    rows = {row.pk: row for row in Theme.objects.select_for_update(no_key=True).filter(touched).order_by("pk")}
    keep, absorb = rows[keep.pk], rows[absorb.pk]
    refuse_what_makes_no_sense(keep, absorb)
    sections = Section.objects.filter(themes=absorb)
    lock(sections)
    for section in sections.order_by("pk"):
        own = set(section.themes.values_list("pk", flat=True))
        tell(section, own - {absorb.pk} | {keep.pk}, by)
    for row in rows.values():
        if absorb.pk in (row.pk, row.merged_into_id):
            row.merged_into = keep
            save_version(by, row, ["merged_into"])
    return keep


def hold_themes() -> None:
    """No theme is merged while a section is given it; on SQLite there is one writer anyway."""
    keep_others_waiting("themes")


def tell(section: Section, themes: Collection[int], by: User | None) -> None:
    """With one record in the history, which says the themes as they are then."""
    require(by, "assign_themes", section)
    section.skip_history_when_saving = True  # type: ignore[attr-defined]  # the name django-simple-history looks for
    section.themes.set(themes)
    del section.skip_history_when_saving  # type: ignore[attr-defined]  # the same name
    save_version(by, section, [])


def refuse_what_makes_no_sense(keep: Theme, absorb: Theme) -> None:
    if keep.pk == absorb.pk:
        raise CannotMergeThemes("Тему нельзя объединить с самой собой.")
    if absorb.merged_into_id:
        raise CannotMergeThemes(f"«{absorb}» уже объединена с темой «{absorb.merged_into}».")
    if keep.merged_into_id:
        raise CannotMergeThemes(f"«{keep}» уже объединена с темой «{keep.merged_into}»: выберите ту.")
