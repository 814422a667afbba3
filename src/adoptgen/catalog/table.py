"""A kind as a table: one object a row, dotted columns (`levels.1`, `needs.2.skill`), comma-separated (RFC 4180).

An empty cell is nothing. A text that a spreadsheet would change (it begins with = + - @ or an apostrophe) stands
behind an apostrophe, which is taken away when reading; a lone apostrophe is the empty text. `[]` and `{}` are an
empty list and an empty group of keys. So every object becomes a row, and the same object again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from adoptgen.catalog.form_rules import TABLE, TOO_DEEP
from adoptgen.catalog.nodes import Entry, Fields, Items, Node, Scalar, Span
from adoptgen.catalog.yaml_reader import MAX_DEPTH, MAX_NODES, UNWANTED, Read, unwanted
from adoptgen.problems import Problem

_CELL = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')
_COLUMN = re.compile(r"(?:[a-z_]+|[1-9][0-9]{0,3})(?:\.(?:[a-z_]+|[1-9][0-9]{0,3}))*")
_GUARDED = ("=", "+", "-", "@", "'", "\t", "\r")
_EMPTY = ("[]", "{}")

Tree = dict[str, Any]
"""What hangs on each column's parts while a row is read: scalars, or trees of further parts."""


class _Refused(Exception):  # noqa: N818  carries the user's problem out of the loop
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Column(NamedTuple):
    name: str
    parts: tuple[str, ...]
    head: Scalar


def read_table(text: str, file: str) -> Read:
    """The rows of a CSV file as mappings; cells keep their places."""
    if bad := UNWANTED.search(text):
        return Read(None, (unwanted(text, bad.start(), file),))
    try:
        head, *rows = _rows(text, file) or [[]]
        columns = _columns(head, file)
        return Read(Items(tuple(_object(columns, row, file) for row in rows), _whole(rows, head)))
    except _Refused as refused:
        return Read(None, (refused.problem,))


def _whole(rows: list[list[Scalar]], head: list[Scalar]) -> Span:
    last = (rows or [head])[-1][-1].span
    return Span(0, 0, 0, last.end_line, last.end_column, last.end)


def _refuse(cell: Scalar, file: str, message: str, help_: str) -> _Refused:
    return _Refused(TABLE.problem(cell.span.location(file), message, help_))


def _rows(text: str, file: str) -> list[list[Scalar]]:
    """Cells by row, rows without any text left out."""
    rows: list[list[Scalar]] = [[]]
    index = line = line_start = cells = 0
    while index <= len(text):
        match = _CELL.match(text, index)
        assert match is not None
        breaks = match[0].count("\n")
        end_start = match.start() + match[0].rfind("\n") + 1 if breaks else line_start
        span = Span(line, index - line_start, index, line + breaks, match.end() - end_start, match.end())
        value = match[2] if match[1] is None else match[1].replace('""', '"')
        rows[-1].append(Scalar(value, span))
        line, line_start, index, cells = line + breaks, end_start, match.end(), cells + 1
        if cells > MAX_NODES:
            raise _Refused(TOO_DEEP.problem(span.location(file), f"more than {MAX_NODES} cells", "Part the table."))
        follows = text[index : index + 1]
        if follows not in ("", ",", "\n", "\r"):
            raise _refuse(rows[-1][-1], file, "a quote here is opened or closed in the middle of a cell", "Double it.")
        if follows != ",":
            index += text.startswith("\r\n", index)
            rows.append([])
            line, line_start = line + 1, index + 1
        index += 1
    return [row for row in rows if any(cell.text for cell in row)]


def _columns(head: list[Scalar], file: str) -> list[_Column]:
    seen: dict[str, Scalar] = {}
    if not head:
        raise _Refused(
            TABLE.problem(Span(0, 0, 0, 0, 0, 0).location(file), "the table is empty", "Begin with: id,title")
        )
    for cell in head:
        if not _COLUMN.fullmatch(cell.text) or cell.text.count(".") >= MAX_DEPTH:
            help_ = (
                "Part the columns by commas." if ";" in cell.text else "Write keys parted by dots, such as levels.1."
            )
            raise _refuse(cell, file, f"{cell.text or 'nothing'} is not the name of a column", help_)
        if seen.setdefault(cell.text, cell) is not cell:
            raise _refuse(cell, file, f"the column {cell.text} is here a second time", "Keep one of them.")
    return [_Column(cell.text, tuple(cell.text.split(".")), cell) for cell in head]


def _object(columns: list[_Column], row: list[Scalar], file: str) -> Fields:
    if len(row) != len(columns):
        message = f"this row has {len(row)} cells, the header has {len(columns)}"
        raise _refuse(row[0], file, message, "Quote a text that holds a comma; give every row as many cells.")
    tree: Tree = {}
    for column, cell in zip(columns, row, strict=True):
        if cell.text:
            _hang(tree, column, cell, file)
    span = Span(*row[0].span[:3], *row[-1].span[3:])
    node = _node(tree, span, file)
    assert isinstance(node, Fields | Items)
    if isinstance(node, Items):
        raise _refuse(row[0], file, "the columns of a table are keys, not numbers", "Begin with: id,title")
    return node


def _hang(tree: Tree, column: _Column, cell: Scalar, file: str) -> None:
    *before, last = column.parts
    for part in before:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            raise _refuse(cell, file, f"{column.name} and the column before it both have a value", "Empty one of them.")
    if last in tree:
        raise _refuse(cell, file, f"{column.name} and a column below it both have a value", "Empty one of them.")
    tree[last] = cell


def _node(tree: Tree | Scalar, span: Span, file: str) -> Node:
    if isinstance(tree, Scalar):
        return _value(tree)
    first = next(_cells(tree)).span
    if not any(part.isdigit() for part in tree):
        entries = {key: Entry(Scalar(key, first), _node(below, first, file)) for key, below in tree.items()}
        return Fields(entries, span)
    for number, part in enumerate(sorted(tree, key=lambda name: (not name.isdigit(), name.zfill(4))), 1):
        if part != str(number):
            raise _refuse(
                next(_cells(tree[part])), file, f"there is a value for {part}, but none for {number}", "Close the gap."
            )
    return Items(tuple(_node(tree[str(number)], first, file) for number in range(1, len(tree) + 1)), span)


def _cells(tree: Tree | Scalar) -> Iterator[Scalar]:
    if isinstance(tree, Scalar):
        yield tree
    else:
        for below in tree.values():
            yield from _cells(below)


def _value(cell: Scalar) -> Node:
    if cell.text in _EMPTY:
        return Items((), cell.span) if cell.text == "[]" else Fields({}, cell.span)
    return Scalar(cell.text[1:], cell.span) if cell.text.startswith("'") else cell


def write_table(objects: Iterable[Mapping[str, Any]]) -> str:
    """Objects of keys, lists and texts as CSV. Raises ValueError for keys a column cannot be called."""
    rows = [dict(_flat(item, "")) for item in objects]
    columns = sorted({name for row in rows for name in row}, key=_natural)
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines)


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """`id` first, `title` next; `levels.2` before `levels.10`."""
    parts = [(True, int(part), "") if part.isdigit() else (False, 0, part) for part in name.split(".")]
    first = {"id": 0, "title": 1}.get(name, 2)
    return [(False, first, ""), *parts]


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, f"'{value}" if not value or value in _EMPTY or value.startswith(_GUARDED) else value
    elif not value and name:
        yield name, "{}" if isinstance(value, Mapping) else "[]"
    else:
        named = value.items() if isinstance(value, Mapping) else ((str(i), item) for i, item in enumerate(value, 1))
        for part, below in named:
            column = f"{name}.{part}" if name else part
            if not _COLUMN.fullmatch(column) or (isinstance(value, Mapping) and part.isdigit()):
                raise ValueError(f"a column cannot be called {column}")
            yield from _flat(below, column)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[",\r\n]|^\s|\s$', cell) else cell
