"""The command as a shell sees it: the outline on stdout, or one Russian sentence on stderr and exit 2."""

import json
import os
import subprocess
import sys

import pytest

from tests.documents.scored import SAMPLES

ROOT = SAMPLES.parent.parent


def run(*arguments, where, data=b""):
    environment = {**os.environ, "DATA_DIR": str(where)}
    command = [sys.executable, "manage.py", "parse_resolution", *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, cwd=ROOT, env=environment, check=False)


def test_a_file_gives_its_outline_and_nothing_else(tmp_path):
    done = run(SAMPLES / "ozersk-2021.txt", where=tmp_path)

    outline = json.loads(done.stdout)
    assert (done.returncode, done.stderr, outline["format"], outline["date"]) == (0, b"", 2, "2021-04-21")
    assert "Озёрск".encode() not in done.stdout
    assert "Озерск".encode() in done.stdout


@pytest.mark.parametrize("name", ["resolution.txt", "resolution.html"])  # read here, and in the cage
def test_nothing_is_written(tmp_path, name):
    where, document = tmp_path / "data", tmp_path / name
    document.write_text("<p>Резолюция форума</p><p>1. Создать совет.</p>")

    assert (run(document, where=where).returncode, list(where.rglob("*"))) == (0, [where / "kept"])


def test_a_machine_that_may_not_be_written_to_can_read(tmp_path):
    (tmp_path / "file").touch()

    done = run(SAMPLES / "ozersk-2021.txt", where=tmp_path / "file" / "below a file")

    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input_is_read_as_text(tmp_path):
    done = run("-", where=tmp_path, data="Резолюция форума\n\n1. Создать совет.".encode())

    assert (done.returncode, json.loads(done.stdout)["title"]) == (0, "Резолюция форума")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "Файл пустой: выберите файл с текстом резолюции."),
        ("missing.txt", None, "Файла «missing.txt» нет: проверьте имя и путь."),
        ("odd.exe", b"MZ", "Формат «.exe» не читается"),
        ("bare", b"text", "Формат «без расширения» не читается"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_2(tmp_path, name, data, sentence):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)

    done = run(path, where=tmp_path)

    printed = done.stderr.decode()
    assert (done.returncode, done.stdout, printed.count("\n")) == (2, b"", 1)
    assert printed.startswith(sentence)


def test_a_folder_is_refused(tmp_path):
    done = run(tmp_path, where=tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"«{tmp_path.name}» — папка")
