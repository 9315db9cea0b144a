"""Do advisories name anything that is shipped? What `make audit` runs, and CI by itself: make has one exit code.

pip-audit calls a list clean although it could look up nothing of it, and ends with 0. Here what could not be looked
up is said, and ends with 2; an advisory ends with 1.
"""

import json
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).parents[2] / "requirements.txt"
OUT_OF_REACH = "The advisory service is out of reach or does not know these packages: this says nothing about them."


def main() -> int:
    asked = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip_audit",
            "--disable-pip",
            "--require-hashes",
            "--format=json",
            f"--requirement={LIST}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    code, sentences = verdict(asked.stdout)
    print("\n".join(sentences), file=sys.stderr if code else sys.stdout)
    return code


def verdict(report: str) -> tuple[int, list[str]]:
    """Exit code and lines to print, from pip-audit's JSON; anything else is no answer."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return 2, [OUT_OF_REACH]
    named = [
        f"{package['name']} {package['version']}: {flaw['id']}, fixed in {', '.join(flaw['fix_versions']) or '(none)'}"
        for package in packages
        for flaw in package.get("vulns", [])
    ]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    said = [f"{OUT_OF_REACH}\n  {', '.join(unknown)}"] if unknown else []
    if named:
        return 1, named + said
    return (2, said) if unknown else (0, [f"{len(packages)} packages, no advisory names one of them."])


if __name__ == "__main__":
    sys.exit(main())
