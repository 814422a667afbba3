"""`adoptgen check`, `schema` and `new` as people and programs use them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from adoptgen.catalog.form_rules import FORM
from adoptgen.catalog.load import load
from adoptgen.catalog.mend import mend
from adoptgen.catalog.rules import rules
from adoptgen.catalog.schemas import KIND_NAMES, schema_of
from adoptgen.catalog.suggest import nearest, slips
from adoptgen.catalog.surprises import surprise
from adoptgen.catalog.wordings import PATTERNS
from adoptgen.cli.main import cli
from adoptgen.problems import Edit, Fix, Location, Problem

CATALOGS = Path(__file__).parent.parent / "catalogs"
EXPECTED = CATALOGS / "mistakes/expected.txt"
RENEW = bool(os.environ.get("ADOPTGEN_RENEW"))


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGS / "tiny", tmp_path / "tiny"))


@pytest.mark.golden
def test_every_mistake_is_told_in_words_people_know() -> None:
    result = run("check", "--project", str(CATALOGS / "mistakes"))
    assert result.exit_code == 1
    if RENEW:
        EXPECTED.write_text(result.output, encoding="utf-8")
    assert result.output == EXPECTED.read_text(encoding="utf-8")


def test_no_message_speaks_as_a_program_does() -> None:
    text = EXPECTED.read_text(encoding="utf-8")
    assert len(text.splitlines()) > 80
    for word in (
        "pydantic",
        "Input",
        "should match",
        "^[",
        "validation",
        "literal",
        "extra_forbidden",
        "None",
        "tuple",
    ):
        assert word not in text


def test_every_mistake_is_told_once() -> None:
    problems = load(CATALOGS / "mistakes/catalog").problems
    places = [(problem.location.file, problem.location.line, problem.location.column) for problem in problems]
    assert len(set(places)) == len(places) > 40
    assert all(problem.help for problem in problems)


def test_every_pattern_of_the_schemas_has_words() -> None:
    found = {pattern for kind in KIND_NAMES for pattern in patterns(schema_of(kind))}
    assert len(found) >= 4
    assert found <= set(PATTERNS)


def patterns(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["pattern"]} if isinstance(value.get("pattern"), str) else set()
        return own.union(*(patterns(item) for item in value.values()))
    return set().union(*(patterns(item) for item in value)) if isinstance(value, list) else set()


def test_exit_codes(project: Path, tmp_path: Path) -> None:
    right = run("check", "--project", str(project))
    assert (right.exit_code, right.output.splitlines()[-1]) == (0, "1 warning in 15 files")
    (tmp_path / "empty").mkdir()
    assert run("check", "--project", str(tmp_path / "empty")).exit_code == 2
    assert run("check", "--format", "xml").exit_code == 2
    (project / "catalog/skills/accounts.find.yaml").write_text("id: accounts.find\n")
    assert run("check", "--project", str(project)).exit_code == 1


def test_json_says_the_same(project: Path) -> None:
    found = json.loads(run("check", "--format", "json", "--project", str(CATALOGS / "mistakes")).output)
    problems = load(CATALOGS / "mistakes/catalog").problems
    assert [(item["file"], item["line"], item["code"]) for item in found] == [
        (problem.location.file, problem.location.line, problem.code) for problem in problems
    ]
    assert sum("fix" in item for item in found) == 4


def test_sarif_points_at_its_rules() -> None:
    log = json.loads(run("check", "--format", "sarif", "--project", str(CATALOGS / "mistakes")).output)
    run_, *others = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert (log["version"], others, run_["columnKind"]) == ("2.1.0", [], "unicodeCodePoints")
    assert len(run_["results"]) == len(load(CATALOGS / "mistakes/catalog").problems)
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fixing_twice_changes_nothing_more(tmp_path: Path) -> None:
    project = Path(shutil.copytree(CATALOGS / "mistakes", tmp_path / "p"))
    before = snapshot(project)
    assert "4 fixes applied" in run("check", "--fix", "--project", str(project)).output
    once = snapshot(project)
    assert sum(before[name] != once[name] for name in before) == 3
    assert "fix" not in run("check", "--fix", "--project", str(project)).output
    assert snapshot(project) == once
    assert b"{text: I, correct: true, feedbak: Good.}" in once["catalog/lessons/first.md"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_fix_keeps_all_other_bytes(project: Path, newline: str, mark: str) -> None:
    path = project / "catalog/applications/tideline.yaml"
    text = path.read_text(encoding="utf-8").replace("\n", newline).replace("Tideline", "Tidelin\u00e9 \U0001f6a2")
    path.write_bytes((mark + text.replace('"24.2"', "24.10  # was 24.2")).encode())
    assert run("check", "--fix", "--project", str(project)).exit_code == 0
    assert path.read_bytes() == (mark + text.replace('"24.2"', '"24.10"  # was 24.2')).encode()


EDIT = st.tuples(st.integers(1, 4), st.integers(1, 6), st.integers(0, 3), st.text("XY", max_size=2))


def fixed_by(line: int, column: int, length: int, new: str) -> Problem:
    place = Location("f", line, column, line, min(7, column + length))
    return Problem(place, "C1", "m", fix=Fix("s", (Edit(place, new),)))


@given(st.lists(EDIT, max_size=6))
def test_fixes_never_lie_over_one_another(edits: list[tuple[int, int, int, str]]) -> None:
    text = "abcdef\nghijkl\nmnopqr\nstuvwx\n"
    mended = mend(text, [fixed_by(*edit) for edit in edits])
    rest = iter(text)
    assert all(letter in rest for letter in mended.text if letter not in "XY")
    assert (mended.applied > 0) == bool(edits)
    assert mended.text.count("\n") == 4


def test_all_problems_are_about_the_form_or_wait(project: Path) -> None:
    """What is missing is not told while a file with errors may hold it."""
    (project / "catalog/lessons/why-we-leave.md").write_text("---\nid: why-we-leave\n---\nText.\n")
    loaded = load(project / "catalog")
    assert {problem.code for problem in loaded.problems} <= {rule.code for rule in FORM}
    assert loaded.waiting == sum(rule.whole for rule in rules()) > 5


def test_a_mistyped_id_is_told_once_and_not_at_every_reference(project: Path) -> None:
    path = project / "catalog/skills/accounts.find.yaml"
    path.write_text(path.read_text().replace("id: accounts.find", "id: acounts.find"))
    assert [problem.code for problem in load(project / "catalog").problems] == ["C121"]


def test_locate_leads_to_the_value(project: Path) -> None:
    loaded = load(project / "catalog")
    assert str(loaded.locate("role/account-executive", ("needs", 0, "skill", "level"))) == (
        "catalog/roles/account-executive.yaml:6:5"
    )
    with pytest.raises(KeyError):
        loaded.locate("role/nobody")


@pytest.mark.parametrize("kind", KIND_NAMES[1:])
def test_a_new_object_is_right_in_form_and_reference(kind: str, project: Path) -> None:
    result = run("new", kind, "quite.new", "--project", str(project))
    assert result.exit_code == 0, result.output
    loaded = load(project / "catalog")
    assert not [str(problem) for problem in loaded.problems if problem.severity == "error"]
    assert loaded.catalog
    assert "quite.new" in loaded.catalog.of(kind)
    assert run("new", kind, "quite.new", "--project", str(project)).exit_code == 2
    assert run("new", kind, "../evil", "--project", str(project)).exit_code == 2


def test_schemas_hold_the_short_forms(tmp_path: Path) -> None:
    result = run("schema", "--output", str(tmp_path))
    assert result.exit_code == 0
    assert len(list(tmp_path.glob("*.schema.json"))) == len(KIND_NAMES)
    role = json.loads(run("schema", "role").output)
    assert [form["type"] for form in role["$defs"]["Need"]["anyOf"]] == ["string", "object"]
    assert role["$defs"]["SkillLevel"]["anyOf"][0]["pattern"].endswith("@[1-9]$")
    assert json.loads(run("schema", "assessment").output)["properties"]["mastery"]["maximum"] == 100
    assert set(json.loads(run("schema").output)) == set(KIND_NAMES)


@pytest.mark.parametrize(
    ("text", "surprising"),
    [("no", True), ("NO", True), ("12:30", True), ("1.10", True), ("24.2", True), ("0777", True), ("1e3", True),
     ("2026-01-12", True), ("~", True), ("null", True), (".inf", True), ("0x1F", True), ("+49", True), ("1_000", True),
     ("12", False), ("0", False), ("Norway", False), ("v1.10", False), ("12:30 h", False), ("", False)],
)  # fmt: skip
def test_surprises(text: str, surprising: bool) -> None:
    assert bool(surprise(text)) == surprising


@given(st.text("ab-.", max_size=6), st.text("ab-.", max_size=6))
def test_slips_are_a_distance(one: str, other: str) -> None:
    count = slips(one, other, 9)
    assert count == slips(other, one, 9)
    assert (count == 0) == (one == other)
    assert count <= max(len(one), len(other))


def test_the_nearest_word_is_the_one_that_was_meant() -> None:
    assert slips("tilte", "title") == 1
    assert nearest("tsk", ("ask", "task")) == ("task",)
    assert nearest("Title", ("titles", "title")) == ("title",)
    assert nearest("zzzz", ("title",)) == ()


def test_check_is_quick_to_start() -> None:
    """The command line must not import the checker to print its help."""
    code = "import sys, adoptgen.cli.main; print('adoptgen.catalog.load' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
