"""An archive as somebody finds it: files in a folder, read by nothing of ours."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from lxml import html

from resolutions.archive.making import Made, make_archive

DATED = {"README.txt", "bag-info.txt", "tagmanifest-sha256.txt"}


def archive(folder: Path, **options: Any) -> Made:
    return make_archive(folder, **options)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sums(folder: Path, but: set[str] = DATED) -> dict[str, str]:
    """Of everything but what says when it was made."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files(folder).items() if name not in but}


def everything(folder: Path) -> str:
    """All that an archive says, in names of files and in files, those that are packed as well."""
    said = []
    for name, content in files(folder).items():
        said += [name, content.decode(errors="replace")]
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                said += [packed.read(one).decode() for one in packed.namelist()]
    return "\n".join(said)


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Open data, by the description that lies beside them."""
    with zipfile.ZipFile(folder / "data/tables.zip") as packed:
        package = json.loads(packed.read("datapackage.json"))
        return {
            one["name"]: list(csv.DictReader(io.StringIO(packed.read(one["path"]).decode(), newline="")))
            for one in package["resources"]
        }


def pages(folder: Path) -> dict[str, Any]:
    return {
        name: html.fromstring(content.decode()) for name, content in files(folder).items() if name.endswith(".html")
    }


def text_of(folder: Path, page: str) -> str:
    """What somebody reads on it, in one line."""
    main = html.fromstring((folder / page).read_text(encoding="utf-8")).get_element_by_id("main")
    return " ".join(" ".join(main.itertext()).split())


def data_of(folder: Path, forum: str) -> dict[str, Any]:
    return json.loads((folder / f"data/forums/{forum}.js").read_text(encoding="utf-8").split("\n")[1])


def rows_of(folder: Path, directory: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"data/{directory}.jsonl").read_text(encoding="utf-8").splitlines()]
