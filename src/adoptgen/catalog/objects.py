"""One file to the object it holds: pure functions of its text, so that they may be remembered by content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from adoptgen.catalog.form_rules import SYNTAX
from adoptgen.catalog.forms import problems_of
from adoptgen.catalog.front_matter import read_markdown
from adoptgen.catalog.nodes import Fields, Items, value_of
from adoptgen.catalog.scene import Source
from adoptgen.catalog.table import read_table
from adoptgen.catalog.yaml_reader import read_yaml
from adoptgen.model.base import CatalogObject
from adoptgen.problems import Location, Problem

Objects = tuple[list[Source], list[Problem]]


def objects(text: str, file: str, stem: str, cls: type[CatalogObject]) -> Objects:
    """The objects of one file (several in a table) and what is wrong with their form."""
    read = {"md": read_markdown, "csv": read_table}.get(file.rpartition(".")[2], read_yaml)(text, file)
    source = Source(file, cls, stem, text)
    problems = list(read.problems)
    if isinstance(read.node, Items):
        return _rows(replace(source, stem=""), read.node, problems)
    if not isinstance(read.node, Fields):
        if not problems:
            message = "the file is empty" if not text.strip() else "the file holds no keys"
            problems.append(SYNTAX.problem(Location(file), message, "Begin with: id: and title:"))
        return [source], problems
    return [_object(replace(source, node=read.node), problems)], problems


def _rows(source: Source, rows: Items, problems: list[Problem]) -> Objects:
    nodes = (row for row in rows.items if isinstance(row, Fields))
    return [_object(replace(source, node=row), problems) for row in nodes], problems


def _object(source: Source, problems: list[Problem]) -> Source:
    assert source.node is not None
    try:
        return replace(source, item=source.cls.model_validate(value_of(source.node)))
    except ValidationError as error:
        problems.extend(_once(problems_of(source, error), problems))
        return source


def _once(found: Iterator[Problem], known: list[Problem]) -> Iterator[Problem]:
    """Leaves out what is told of a place already: the wrong half of a key that is there twice."""
    lines = {(problem.location.line, problem.location.column) for problem in known}
    return (problem for problem in found if (problem.location.line, problem.location.column) not in lines)
