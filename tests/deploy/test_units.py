"""The services: systemd takes each as it is filled in, and they say what they must."""

import shutil
import subprocess

import pytest

from tests.deploy.filling import DEPLOY, filled

pytestmark = pytest.mark.pure
NAME = "portal"
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir() if path.suffix in (".service", ".timer"))
WALLS = ("UMask=0077", "ProtectSystem=strict", "PrivateTmp=yes", "NoNewPrivileges=yes", f"StateDirectory={NAME}")


@pytest.fixture
def installed(tmp_path):
    """Where they lie together; the programs that they start are there."""
    programs = tmp_path / "code" / ".venv" / "bin"
    programs.mkdir(parents=True)
    for program in ("python", "gunicorn"):
        (programs / program).symlink_to("/bin/true")
    units = tmp_path / "units"
    (units / f"{NAME}-.service.d").mkdir(parents=True)
    code = str(tmp_path / "code")
    for unit in UNITS:
        (units / f"{NAME}-{unit}").write_text(filled(f"systemd/{unit}", NAME=NAME, CODE=code))
    (units / f"{NAME}-.service.d" / "portal.conf").write_text(filled("systemd/all.conf", NAME=NAME, CODE=code))
    return units


def verify(units, unit: str) -> str:
    """What systemd says about it; by itself it passes over what it does not know."""
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(units / f"{NAME}-{unit}")]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def needs_systemd() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: nobody says whether the units are right")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_takes_every_unit_without_a_word(installed, unit):
    needs_systemd()

    assert verify(installed, unit) == ""


def test_a_word_that_systemd_does_not_know_would_be_told(installed):
    needs_systemd()
    common = installed / f"{NAME}-.service.d" / "portal.conf"
    common.write_text(common.read_text().replace("ProtectSystem=strict", "ProtectSystem=stict"))

    assert "ignoring: stict" in verify(installed, "web.service")


def test_every_service_has_the_walls_and_no_unit_takes_one_down():
    common = filled("systemd/all.conf", NAME=NAME, CODE="/srv/portal").splitlines()
    units = [filled(f"systemd/{unit}", NAME=NAME, CODE="/srv/portal") for unit in UNITS]

    assert [wall for wall in WALLS if wall not in common] == []
    assert [wall for wall in WALLS for unit in units if f"\n{wall.split('=')[0]}=" in unit] == []


def test_what_is_not_filled_in_is_not_written():
    command = [str(DEPLOY / "filled"), str(DEPLOY / "systemd" / "web.service"), "NAME=portal"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "filled: @CODE@ is not given\n")
