"""Which body of the directory a draft means; one that the directory lacks enters it as not reviewed."""

from resolutions.intake.directory import general_directory
from resolutions.intake.outline import Mention
from resolutions.models import Addressee, AddresseeAlias, Locality, User
from resolutions.review.authorship import save_as
from resolutions.vocabulary import AddresseeKind

# «Администрация города» is another body in every city; «НКО» are NGOs everywhere.
LOCAL_KINDS = frozenset(
    {
        AddresseeKind.CITY_HALL,
        AddresseeKind.DEPARTMENT,
        AddresseeKind.COUNCIL,
        AddresseeKind.ADVISORY,
        AddresseeKind.INSTITUTION,
    }
)


class AddresseeFinder:
    """Finds the addressees of one forum's draft; asks the database once per name."""

    def __init__(self, locality: Locality | None, by: User | None) -> None:
        self.locality = locality
        self.by = by
        self.found: dict[str, Addressee] = {}

    def find(self, mention: Mention) -> Addressee:
        name = mention.known_as or mention.name
        if name not in self.found:
            self.found[name] = self.in_register(name) or self.new(mention)
        return self.found[name]

    def in_register(self, name: str) -> Addressee | None:
        """The body of this place, or one of no place; a namesake in another city is another body."""
        namesakes = list(Addressee.objects.current().called(name).select_related("locality"))
        here = [body for body in namesakes if self.locality and body.locality == self.locality]
        anywhere = [body for body in namesakes if body.locality is None]
        return next(iter(here + anywhere), None)

    def new(self, mention: Mention) -> Addressee:
        """From the shipped directory with all its names, or as the text calls it, waiting for a moderator."""
        found = general_directory().find(mention.known_as or mention.name)
        known = found.body if found and found.match == "known" else None
        kind = AddresseeKind(known.kind if known else mention.kind)
        addressee = save_as(
            self.by,
            Addressee(
                name=known.name if known else mention.name,
                kind=kind,
                locality=self.locality if kind in LOCAL_KINDS else None,
                is_reviewed=known is not None,
            ),
        )
        for alias in known.aliases if known else ():
            save_as(self.by, AddresseeAlias(addressee=addressee, name=alias))
        return addressee
