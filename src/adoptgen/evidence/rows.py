"""A text table, row by row, by the strict rules of RFC 4180: what is damaged is named, and never shifts a cell.

Why not the csv module: it repairs silently (a stray quote swallows the lines behind it, text after a closing quote
is glued on), and it cannot say in which line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_LONGEST_RECORD = 40
"""Lines a quoted cell may span before its opening quote is taken for a stray one."""
_LINES = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it begins in, its cells, and the column each begins in (both from 1)."""

    line: int
    cells: tuple[str, ...]
    columns: tuple[int, ...] = ()
    """Empty where the row is plain: then columns are counted when asked for."""

    def column(self, index: int) -> int:
        """Where a cell begins, in code points of its line."""
        if self.columns:
            return self.columns[index]
        return 1 + sum(len(cell) + 1 for cell in self.cells[:index])


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that cannot be read: where, why, and what would help."""

    line: int
    column: int
    code: str
    message: str
    help: str = ""


def rows(text: str, separator: str, width: int = 0) -> Iterator[Row | Damage]:
    """Every record of `text` in order; with `width`, records of another width are damage. Empty lines are none."""
    lines = _split(text)
    position = 0
    while position < len(lines):
        if not lines[position].strip("\r\n"):
            position += 1
            continue
        record, used = _record(lines, position, separator)
        if isinstance(record, Row) and width and len(record.cells) != width:
            record, used = _wrong_width(record, width), 1
        yield record
        position += used


def _split(text: str) -> list[str]:
    """Lines with their ends; CR alone ends a line only where the text has no LF."""
    if "\n" not in text:
        return [line for line in _LINES.findall(text) if line]
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _wrong_width(row: Row, width: int) -> Damage:
    message = f"the row has {len(row.cells)} cells, the header has {width}"
    return Damage(row.line, 1, "E110", message, "Look for a separator or a quote too many or too few in this row.")


def _record(lines: list[str], position: int, separator: str) -> tuple[Row | Damage, int]:
    line = lines[position].rstrip("\r\n")
    if '"' not in line:
        return _plain(position + 1, line, separator), 1
    if line.count('"') % 2 == 0:
        return _quoted(position + 1, line, separator), 1
    used = _span(lines, position)
    if not used:
        return _stray(position + 1, line.rfind('"') + 1), 1
    found = _quoted(position + 1, "".join(lines[position : position + used]).rstrip("\r\n"), separator)
    return (found, used) if isinstance(found, Row) else (found, 1)


def _span(lines: list[str], position: int) -> int:
    """How many lines until the quotes are balanced; 0 if they are not within reach."""
    quotes = 0
    for used, line in enumerate(lines[position : position + _LONGEST_RECORD], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return used
    return 0


def _plain(number: int, line: str, separator: str) -> Row | Damage:
    if "\0" in line or "\r" in line:
        at = min(position for position in (line.find("\0"), line.find("\r")) if position >= 0)
        return Damage(number, at + 1, "E111", "a control character stands in the row", "Export the file again.")
    return Row(number, tuple(line.split(separator)))


def _quoted(number: int, record: str, separator: str) -> Row | Damage:
    if "\0" in record:
        return Damage(number, 1, "E111", "a control character stands in the row", "Export the file again.")
    cells: list[str] = []
    columns: list[int] = []
    position = 0
    pattern = _cell(separator)
    while True:
        match = pattern.match(record, position)
        if match is None:
            return _stray(number, record.find('"', position) + 1)
        quoted, bare = match.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        columns.append(position + 1)
        if match.end() == len(record):
            return Row(number, tuple(cells), tuple(columns))
        position = match.end() + 1


@cache
def _cell(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]|"")*)"|([^"\r\n{mark}]*))(?={mark}|\Z)')


def _stray(number: int, column: int) -> Damage:
    help_ = "Double a quote that belongs to the text, or remove it."
    return Damage(number, max(column, 1), "E111", "a quote stands inside a cell", help_)
