"""What must never be in the repository, and what must be beside each dependency."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FORBIDDEN = {
    "a path of one machine": re.compile(rb"(?<![\w.$/-])/(?:work|root|home/\w+|opt/pypi)/"),
    "a registry's host": re.compile(rb"(?:pypi|pythonhosted|npmjs)\.(?:org|com)/|registry\.npm"),
}


def committed_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def offences(data: bytes) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(data)]


def test_no_file_names_a_machine_or_a_registry() -> None:
    files = [path for path in committed_files() if path != Path(__file__)]
    assert len(files) > 100
    assert {str(path.relative_to(ROOT)): found for path in files if (found := offences(path.read_bytes()))} == {}


def test_canary_such_names_are_found() -> None:
    machine, host = b"see /" + b"work/main/x", b"https://files.pythonhosted" + b".org/a"
    assert [offences(machine), offences(host)] == [["a path of one machine"], ["a registry's host"]]


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    parsed = tomllib.loads(text)
    named = [
        *parsed["project"]["dependencies"],
        *(item for group in parsed["project"]["optional-dependencies"].values() for item in group),
        *(item for group in parsed["dependency-groups"].values() for item in group),
    ]
    assert len(named) > 15
    for item in named:
        assert re.search(rf'^ *"{re.escape(item)}", +# .{{8,}}', text, re.M), f"{item} has no reason beside it"


def test_requirements_are_pinned_and_hashed() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    assert len(locks) == 3
    for lock in locks:
        pins = re.findall(r"^[\w.\[\]-]+==[^\\\n]+\\\n +--hash=sha256:", lock.read_text(), re.M)
        assert len(pins) == len(re.findall(r"^[\w.\[\]-]+==", lock.read_text(), re.M)) > 0


def test_browser_libraries_are_pinned_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())


def test_ci_runs_the_readme_command() -> None:
    assert (ROOT / ".ci/run").read_text().rstrip().endswith("exec make test")
    assert "make test" in (ROOT / "README.md").read_text()
