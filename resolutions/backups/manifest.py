"""What a backup says of itself, and how it shows that nobody has changed a word of that."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "seal.json"
SALT = "resolutions.backups"


class Refused(Exception):
    """The message is one Russian sentence that says what to do."""


class Damaged(Refused):
    """It is about the backup itself."""


@dataclass(frozen=True)
class KeptFile:
    """`sha256` of its bytes, of which there are `bytes`."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class KeptTable:
    """`sha256` is of its rows in the order of their keys, as its engine gives them; `last_key` the highest key that was
    ever given, None where none was or nothing gives any."""

    rows: int
    columns: tuple[str, ...]
    sha256: str
    last_key: int | None = None


class State(NamedTuple):
    """Of a database: which content, and which migrations have been applied, in their order, as «app.name»."""

    content_version: int
    migrations: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """`made_at`: just before the moment at which the database was read. `missing`: files that a row of it names and
    that the disk did not have, or had otherwise than they came."""

    made_at: datetime
    release: str
    installation: str
    engine: str
    content_version: int
    migrations: tuple[str, ...]
    tables: dict[str, KeptTable]
    files: dict[str, KeptFile] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files.values())


@dataclass(frozen=True)
class Seal:
    """Of the manifest's bytes: their hash, which anybody can check, and signatures by the key of the installation,
    which nobody else can make. `key` tells by which key, and does not tell it."""

    sha256: str
    key: str
    signature: str


def written(manifest: Manifest, folder: Path) -> None:
    fields = {"format": FORMAT} | asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    seal = Seal(sha256(text.encode()).hexdigest(), key_mark(manifest.installation), signature(text))
    (folder / SEAL).write_text(json.dumps(asdict(seal), indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """As it stands, unchecked. Raises Refused for what is none."""
    try:
        fields = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if fields.pop("format") != FORMAT:
            raise Refused(
                f"Копия в «{folder}» сделана в другом формате: поставьте выпуск не старее того, что её сделал."
            )
        return of_fields(fields)
    except FileNotFoundError:
        raise Refused(f"В «{folder}» нет копии: укажите папку, которую сделала команда backup.") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused(f"Опись копии в «{folder}» повреждена: возьмите другую копию.") from None


def of_fields(fields: dict[str, Any]) -> Manifest:
    manifest = Manifest(**fields)
    return replace(
        manifest,
        made_at=datetime.fromisoformat(fields["made_at"]),
        migrations=tuple(fields["migrations"]),
        tables={
            name: KeptTable(**table | {"columns": tuple(table["columns"])}) for name, table in fields["tables"].items()
        },
        files={name: KeptFile(**file) for name, file in fields["files"].items()},
        missing=tuple(fields["missing"]),
    )


def is_as_sealed(folder: Path, installation: str) -> bool:
    """Whether the manifest is the one that was written; by the key as well, where we have it."""
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    seal = read_seal(folder)
    if seal is None or seal.sha256 != sha256(text.encode()).hexdigest():
        return False
    key = key_of(seal, installation)
    return key is None or constant_time_compare(seal.signature, signature(text, key))


def has_our_key(folder: Path, installation: str) -> bool:
    """Whether it was made under the key that holds here, or an earlier one of it."""
    seal = read_seal(folder)
    return seal is not None and key_of(seal, installation) is not None


def read_seal(folder: Path) -> Seal | None:
    try:
        return Seal(**json.loads((folder / SEAL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def key_of(seal: Seal, installation: str) -> str | None:
    keys = [str(settings.SECRET_KEY), *settings.SECRET_KEY_FALLBACKS]
    return next((key for key in keys if key_mark(installation, key) == seal.key), None)


def key_mark(installation: str, key: str | None = None) -> str:
    return salted_hmac(f"{SALT}.key", installation, secret=key, algorithm="sha256").hexdigest()


def signature(text: str, key: str | None = None) -> str:
    return salted_hmac(f"{SALT}.manifest", text, secret=key, algorithm="sha256").hexdigest()
