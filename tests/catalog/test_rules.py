"""Every rule has a page, and every page a sample that fails with just this code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from adoptgen.catalog.load import Loaded
from adoptgen.catalog.rules import rules
from adoptgen.catalog.rules.cycle import cycles
from adoptgen.catalog.whole import load_whole
from adoptgen.cli.main import cli
from adoptgen.problems import Location, Problem

ROOT = Path(__file__).parent.parent.parent
TINY = ROOT / "tests/catalogs/tiny"
PAGES = ROOT / "site/rules"
RENEW = bool(os.environ.get("ADOPTGEN_RENEW"))
CODES = [rule.code for rule in rules()]
FILE = re.compile(r'```\w+ title="([^"]+)"\n(.*?)```', re.S)
SHELL = re.compile(r"```sh\n(.*?)```", re.S)
SAYS = re.compile(r"(```text\n)(.*?)(```)", re.S)


def failing(page: str, folder: Path) -> Loaded:
    """The tiny catalog with the page's sample laid over it."""
    project = Path(shutil.copytree(TINY, folder / "tiny"))
    for name, text in FILE.findall(page):
        (project / name).parent.mkdir(exist_ok=True, parents=True)
        (project / name).write_text(text, encoding="utf-8")
    for script in SHELL.findall(page):
        subprocess.run(["bash", "-ec", script], cwd=project, check=True)
    return load_whole(project / "catalog")


def said(problems: tuple[Problem, ...], code: str) -> str:
    return "".join(f"{problem}\n" for problem in problems if problem.code == code)


@pytest.mark.golden
@pytest.mark.parametrize("code", CODES)
def test_the_page_shows_what_the_rule_says(code: str, tmp_path: Path) -> None:
    rule = next(rule for rule in rules() if rule.code == code)
    path = PAGES / f"{code}.md"
    page = path.read_text(encoding="utf-8")
    text = said(failing(page, tmp_path).problems, code)
    assert text
    expected = SAYS.sub(lambda found: f"{found[1]}{text}{found[3]}", page)
    expected = re.sub(r"^# .*$", f"# {code}: {rule.summary}", expected, count=1, flags=re.M)
    if RENEW:
        path.write_text(expected, encoding="utf-8")
    assert page == expected or RENEW


@pytest.mark.golden
def test_the_table_of_rules_is_current() -> None:
    rows = "".join(f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {rule.summary} |\n" for rule in rules())
    intro = (
        "# The rules a catalog keeps\n\n"
        "C1 is about form, C2 about references, C3 about structure, T1 about translations. "
        "`adoptgen check` finds all problems in one pass; "
        "warnings do not stop a build. `adoptgen check --explain C201` prints a page of these.\n\n"
        "| code | weight | what is asked for |\n|---|---|---|\n"
    )
    if RENEW:
        (PAGES / "index.md").write_text(intro + rows, encoding="utf-8")
    assert (PAGES / "index.md").read_text(encoding="utf-8") == intro + rows


def test_there_is_a_page_for_every_code_and_no_other() -> None:
    assert len(CODES) > 30
    assert len(set(CODES)) == len(CODES)
    assert sorted(path.stem for path in PAGES.glob("[CT]*.md")) == CODES


def test_canary_the_catalog_without_a_sample_is_right(tmp_path: Path) -> None:
    """But for the translations it does not have."""
    assert {problem.code for problem in failing("no sample", tmp_path).problems} == {"T104"}


def test_explain_prints_the_page() -> None:
    result = CliRunner().invoke(cli, ["check", "--explain", "c201"])
    assert result.exit_code == 0
    assert result.output == (PAGES / "C201.md").read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, ["check", "--explain", "C999"]).exit_code == 2


def test_a_rule_is_one_file_found_by_itself() -> None:
    """Each file in rules/ brings one rule with a check of its own; none is listed anywhere."""
    names = {path.stem for path in (ROOT / "src/adoptgen/catalog/rules").glob("*.py")} - {"__init__"}
    checks = [rule.check for rule in rules() if rule.check]
    assert {check.__module__.rpartition(".")[2] for check in checks} == names
    source = "".join(path.read_text() for path in (ROOT / "src/adoptgen").rglob("*.py") if path.parent.name != "rules")
    assert [name for name in names if f"rules.{name} import rule" in source] == []


NAMES = st.sampled_from("abcdefg")


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, st.just(Location("f")), max_size=4), max_size=7))
def test_without_the_references_that_close_them_no_circle_is_left(graph: dict[str, dict[str, Location]]) -> None:
    """The standard library's sorter is the judge: it raises CycleError while there is one."""
    found = list(cycles(graph))
    for cycle in found:
        assert all(other in graph[one] for one, other in pairwise([*cycle, cycle[0]]))
    cut = {(cycle[-1], cycle[0]) for cycle in found}
    left = {one: [other for other in others if (one, other) not in cut] for one, others in graph.items()}
    list(TopologicalSorter(left).static_order())
    assert (found == []) == (not raises(lambda: list(TopologicalSorter(graph).static_order())))


def raises(action: Callable[[], object]) -> bool:
    try:
        action()
    except CycleError:
        return True
    return False


def test_a_long_circle_is_printed_whole(tmp_path: Path) -> None:
    sample = "".join(
        f'```yaml title="catalog/roles/r{i}.yaml"\nid: r{i}\ntitle: R\nsummary: S.\ndepartment: D\n'
        f"people: 1\nextends: [r{(i + 1) % 4}]\n```\n"
        for i in range(4)
    )
    problem, *others = [problem for problem in failing(sample, tmp_path).problems if problem.code != "T104"]
    assert problem.message == "a circle: r0 extends r1 extends r2 extends r3 extends r0"
    assert (problem.location.file, others) == ("catalog/roles/r3.yaml", [])
