"""The verb: a backup is unfolded beside the living register and proven by it; what was found goes into a receipt."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from forum_portal.layout import DERIVED
from resolutions.backups.engines import differences
from resolutions.backups.folders import receipt_of
from resolutions.backups.manifest import Damaged, Manifest, read_manifest
from resolutions.backups.objections import FILE_SURPLUS, Objection, objections
from resolutions.backups.sampling import files_otherwise, otherwise, sampled_files, sampled_records
from resolutions.backups.scratch import scratch
from resolutions.backups.showing import shown_alike
from resolutions.backups.unfolding import unfold
from resolutions.last_backup import note_check
from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.checking import held_otherwise, other_counts
from resolutions.search.store import Current
from resolutions.tracking import content_version

ROWS, RECORDS, FILES, PAGES, INDEX = "rows", "records", "files", "pages", "index-of-another-past"
OF_ANOTHER_PAST = "Индекс этой машины построен по другому состоянию базы: выполните after_restore."


@dataclass
class Receipt:
    """What was looked at and what was found wrong; `sampled`, of each kind: how many were compared with the living
    register. Of what has changed since the backup nothing is compared."""

    backup: str
    made_at: str
    checked_at: str
    findings: list[Objection] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    sampled: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        return not self.findings

    def as_json(self) -> str:
        fields = asdict(self) | {"is_sound": self.is_sound}
        fields["findings"] = [found._asdict() for found in self.findings]
        return json.dumps(fields, ensure_ascii=False, indent=1)


def check(folder: Path, now: datetime) -> Receipt:
    """Changes nothing in the living register. Raises Refused for what is no backup; OSError."""
    started = time.monotonic()
    manifest = read_manifest(folder)
    receipt = Receipt(folder.name, manifest.made_at.isoformat(), now.isoformat())
    receipt.findings += objections(folder, manifest)
    if all(found.code == FILE_SURPLUS for found in receipt.findings):  # else nobody could restore it
        receipt.findings += index_faults()
        try:
            prove(folder, manifest, receipt)
        except Damaged as damage:
            receipt.findings.append(Objection(ROWS, str(damage)))
    receipt.seconds = round(time.monotonic() - started, 1)
    receipt_of(folder).write_text(receipt.as_json(), encoding="utf-8")
    if receipt.is_sound:
        note_check(folder.parent.resolve(), now)
    return receipt


def prove(folder: Path, manifest: Manifest, receipt: Receipt) -> None:
    with scratch("check", Path(settings.DATA_DIR) / DERIVED) as place:
        unfold(folder, manifest, place)
        receipt.rows = {name: table.rows for name, table in manifest.tables.items()}
        receipt.findings += [Objection(ROWS, sentence) for sentence in differences(manifest, place.database)]
        place.manage("migrate", "--no-input", "--verbosity=0")
        receipt.findings += records_otherwise(manifest, receipt)
        receipt.findings += living_files_otherwise(manifest, receipt)
        place.database.close()
        if any(found.code == INDEX for found in receipt.findings):  # pages that are made by it prove nothing
            return
        shown = shown_alike(manifest, place)
    receipt.sampled |= {"pages": shown.rendered, "pages compared": shown.compared}
    receipt.findings += [
        Objection(PAGES, f"Страница {address} из копии не такая, как на портале: возьмите другую копию.")
        for address in shown.otherwise
    ]


def records_otherwise(manifest: Manifest, receipt: Receipt) -> Iterator[Objection]:
    records = sampled_records(manifest.content_version)
    receipt.sampled["records"] = len(records)
    for record in records:
        if otherwise(record):
            yield Objection(RECORDS, f"Рекомендация {record.code} в копии не такая, как в реестре: сделайте новую.")


def living_files_otherwise(manifest: Manifest, receipt: Receipt) -> Iterator[Objection]:
    names = sampled_files(manifest)
    receipt.sampled["files"] = len(names)
    for name in files_otherwise(names, manifest):
        yield Objection(FILES, f"Файл {name} в копии не такой, как на диске портала: выясните, какой из них верен.")


def index_faults() -> Iterator[Objection]:
    """Of the index that this machine answers from: whether it is of this register, as far as can be told."""
    current = store.read_pointer()
    if current is None:
        return
    if current.version > content_version() or other_counts(current) or held_otherwise(current, stood_since(current)):
        yield Objection(INDEX, OF_ANOTHER_PAST)


def stood_since(current: Current) -> dict[int, int]:
    """Some recommendations that have not changed since the index was brought up to date, each with its forum."""
    keys = [record.key for record in sampled_records(current.version)]
    return dict(Recommendation.objects.readable().filter(pk__in=keys).values_list("pk", "section__forum_id"))
