"""The directories of an archive into an empty register: rows with their slugs, and signposts from earlier ones."""

from collections.abc import Iterable
from typing import TypeVar

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from resolution_reader.language import fold
from resolutions.archive.checking import DAMAGED, NoArchive
from resolutions.archive.kept import row_of
from resolutions.archive.layout import ROWS
from resolutions.archive.reading import FAULTS, Archive, Told
from resolutions.models import Addressee, AddresseeAlias, Locality, Organizer, Region, Theme
from resolutions.models.named import Named
from resolutions.register.authorship import save_version

AT_ONCE = 500
Row = TypeVar("Row", bound=Named)


class Entered:
    """A `Directory` of the rows that stand in the register now."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        try:
            self.organizers = {told["slug"]: self.kept(Organizer, told) for told in archive.rows("organizers")}
            self.regions = written(Region, (row_of(Region, told) for told in archive.rows("regions")))
            self.localities = written(Locality, map(self.locality_of, archive.rows("localities")))
            self.themes = {told["slug"]: self.kept(Theme, told) for told in archive.rows("themes")}
            self.addressees = written(Addressee, map(self.addressee_of, archive.rows("addressees")))
            self.lead_on()
        except FAULTS as error:
            raise NoArchive(DAMAGED.format(ROWS.format("*"), error)) from error
        self.bodies: dict[tuple[str, int | None], Addressee] = {}

    # As a forum asks for them

    def organizer(self, slug: str) -> Organizer:
        return self.organizers[slug]

    def locality(self, slug: str) -> Locality:
        return self.localities[slug]

    def theme(self, slug: str) -> Theme:
        return self.themes[slug]

    def addressee(self, slug: str) -> Addressee:
        return self.addressees[slug]

    def unconfirmed(self, told: Told) -> Addressee:
        """Other forums may name it as well; its address is a new one, as nobody has seen the old one."""
        row = row_of(Addressee, told, locality=self.place_of(told))
        key = fold(row.name), row.locality_id
        if key not in self.bodies:
            row.save()
            self.bodies[key] = row
        return self.bodies[key]

    # Rows

    def kept(self, model: type[Row], told: Told) -> Row:
        """A register has some from the beginning: such a row is called, from now on, as the archive calls it."""
        said = row_of(model, told)
        rows = model._default_manager
        row = rows.filter(slug=told["slug"]).first() or rows.filter(name_key=fold(said.name)).first()
        if row is None:
            said.save()
            return said
        for name in told.keys() & {"slug", "name", "icon", "website"}:
            setattr(row, name, getattr(said, name))
        return save_version(None, row)

    def locality_of(self, told: Told) -> Locality:
        return row_of(Locality, told, region=self.regions[told["region"]] if "region" in told else None)

    def addressee_of(self, told: Told) -> Addressee:
        return row_of(Addressee, told, locality=self.place_of(told))

    def place_of(self, told: Told) -> Locality | None:
        return self.localities[told["locality"]] if "locality" in told else None

    def lead_on(self) -> None:
        """To what stands above and what came after, and from the addresses that they had before."""
        aliases, signposts, leading = [], [], []
        for told in self.archive.rows("addressees"):
            row = self.addressees[told["slug"]]
            aliases += [AddresseeAlias(addressee=row, name=name) for name in told.get("other_names", ())]
            signposts += [
                Addressee(slug=slug, name=row.name, kind=row.kind, is_reviewed=True, merged_into=row)
                for slug in told.get("was", ())
            ]
            if "parent" in told or "successor" in told:
                row.parent = self.addressees[told["parent"]] if "parent" in told else None
                row.successor = self.addressees[told["successor"]] if "successor" in told else None
                leading.append(row)
        bulk_create_with_history(aliases, AddresseeAlias, batch_size=AT_ONCE)
        bulk_create_with_history(signposts, Addressee, batch_size=AT_ONCE)
        bulk_update_with_history(leading, Addressee, ["parent", "successor"], batch_size=AT_ONCE)
        for told in self.archive.rows("themes"):
            theme = self.themes[told["slug"]]
            for slug in told.get("was", ()):
                before = Theme.objects.filter(slug=slug).first() or Theme(slug=slug, name=theme.name)
                before.merged_into = theme
                save_version(None, before)


def written(model: type[Row], rows: Iterable[Row]) -> dict[str, Row]:
    """By their slugs."""
    found = list(rows)
    if found:
        bulk_create_with_history(found, model, batch_size=AT_ONCE)
    return {row.slug: row for row in found}  # type: ignore[attr-defined]  # all that have a page have one
