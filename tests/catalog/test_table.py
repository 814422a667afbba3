"""A kind as a table: the same objects, whichever way they are written."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.catalog.load import load
from adoptgen.catalog.nodes import value_of
from adoptgen.catalog.table import read_table, write_table
from adoptgen.catalog.yaml_reader import UNWANTED, read_yaml

TINY = Path(__file__).parent.parent / "catalogs" / "tiny"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda text: not UNWANTED.search(text))
KEY = st.from_regex("[a-z_]{1,6}", fullmatch=True)
TREE = st.recursive(
    TEXT, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEY, below, max_size=4), max_leaves=12
)
OBJECTS = st.lists(st.dictionaries(KEY, TREE, min_size=1, max_size=5), min_size=1, max_size=5)


def back(text: str) -> Any:
    read = read_table(text, "t.csv")
    assert read.problems == ()
    assert read.node is not None
    return value_of(read.node)


@settings(max_examples=40, deadline=None)
@given(OBJECTS)
def test_every_tree_survives_the_table(objects: list[dict[str, Any]]) -> None:
    assert back(write_table(objects)) == objects


@settings(max_examples=40, deadline=None)
@given(OBJECTS)
def test_another_library_reads_the_same_cells(objects: list[dict[str, Any]]) -> None:
    text = write_table(objects)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len(objects) + 1


@settings(deadline=None)
@given(st.text(st.sampled_from("ab,\"'\n\r.1[]{}"), max_size=40))
def test_no_table_crashes(text: str) -> None:
    found = read_table(text, "t.csv")
    assert found.node is not None or found.problems, "a table, or the reason why not"
    assert all(problem.location.line >= 1 for problem in found.problems)


def test_a_catalog_is_the_same_from_a_table(tmp_path: Path) -> None:
    project = Path(shutil.copytree(TINY, tmp_path / "tiny")) / "catalog"
    before = load(project)
    files = sorted((project / "skills").glob("*.yaml"))
    nodes = [read_yaml(path.read_text(), path.name).node for path in files]
    for path in files:
        path.unlink()
    (project / "skills/skills.csv").write_text(write_table(value_of(node) for node in nodes if node), newline="")
    after = load(project)
    assert after.problems == before.problems == ()
    assert len(files) == 2
    assert after.catalog == before.catalog


def test_mistakes_in_a_table_are_placed() -> None:
    cases = {
        "id;title\na;b\n": "t.csv:1:1: C119 id;title is not the name of a column",
        "id,id\n": "t.csv:1:4: C119 the column id is here a second time",
        "id,title\na\n": "t.csv:2:1: C119 this row has 1 cells, the header has 2",
        'id,title\na,b"c\n': "t.csv:2:3: C119 a quote here is opened or closed in the middle of a cell",
        "id,levels.1,levels.2\na,,x\n": "t.csv:2:4: C119 there is a value for 2, but none for 1",
        "id,a,a.b\nx,y,z\n": "t.csv:2:5: C119 a.b and the column before it both have a value",
    }
    for text, expected in cases.items():
        assert str(read_table(text, "t.csv").problems[0]).startswith(expected)


def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe() -> None:
    assert write_table([{"id": "a", "title": "=1+1"}]).splitlines()[1] == "a,'=1+1"
