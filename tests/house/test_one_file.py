"""One file for a new output, import format or rule: the examples of CONTRIBUTING.md, each in a copy of the house."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TINY = ROOT / "tests" / "catalogs" / "tiny"
EXAMPLES = dict(
    re.findall(
        r"`src/adoptgen/([\w/]+\.py)`, whole:\n\n```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.S
    )
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package that finds templates and libraries where the original does."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "adoptgen", tmp_path / "src" / "adoptgen", ignore=ignored)
    for name in ("templates", "site", "mkdocs.yml", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path


def adoptgen(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from adoptgen.cli.main import main; main()", *words]
    environment = os.environ | {"PYTHONPATH": str(house / "src")}
    return subprocess.run(
        command, cwd=house / "tiny", env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def add(house: Path, name: str) -> None:
    target = house / "src" / "adoptgen" / name
    assert not target.exists()
    target.write_text(EXAMPLES[name], encoding="utf-8")


def test_there_is_an_example_of_each() -> None:
    assert sorted(EXAMPLES) == ["catalog/rules/short_summary.py", "evidence/finished_list.py", "generators/glossary.py"]


def test_a_new_output_is_one_file(house: Path) -> None:
    before = adoptgen(house, "build", "words")
    assert before.returncode == 2, "canary: without the file there is no such kind"
    add(house, "generators/glossary.py")
    done = adoptgen(house, "build", "words")
    assert done.returncode == 0, done.stderr
    assert (house / "tiny/build/words/en.txt").read_text() == "Find an account\nBuild an opportunity\n"


def test_a_new_import_format_is_one_file(house: Path) -> None:
    project = house / "tiny"
    (project / "roster.csv").write_text("employee_id,role,site\n007,account-executive,hamburg\n")
    (project / "list.csv").write_text("employee_id,activity,finished_on\n007,lesson/why-we-leave,2026-01-10 09:00:00\n")
    assert adoptgen(house, "import", "roster.csv").returncode == 0
    assert "finished-list" not in adoptgen(house, "import", "list.csv").stdout, "canary: unknown without the file"
    add(house, "evidence/finished_list.py")
    done = adoptgen(house, "import", "list.csv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "finished-list" in done.stdout
    assert "1 facts" in done.stdout or "1 fact" in done.stdout


def test_a_new_rule_is_one_file(house: Path) -> None:
    lesson = house / "tiny/catalog/lessons/why-we-leave.md"
    text = lesson.read_text()
    lesson.write_text(text.replace("summary: What the change is for, and what it is not.", "summary: The why."))

    def codes() -> list[str]:
        found = json.loads(adoptgen(house, "check", "--format", "json").stdout)
        return [problem["code"] for problem in (found["problems"] if isinstance(found, dict) else found)]

    assert "C399" not in codes(), "canary: silent without the file"
    add(house, "catalog/rules/short_summary.py")
    assert "C399" in codes()
