"""What the table formats share: header against declaration, then every row against the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from adoptgen.evidence.contract import HeaderError, Key, KeyKind, Lost, Source
from adoptgen.evidence.dates import DateError, moment
from adoptgen.evidence.rows import Damage, Row, rows
from adoptgen.evidence.words import field_of

_KEYS: tuple[tuple[str, KeyKind], ...] = (("employee", "employee"), ("username", "username"), ("mail", "mail"))


class CellError(ValueError):
    """A cell that is not what its column holds."""

    def __init__(self, index: int, code: str, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.index = index
        self.code = code
        self.help = help_


def header(source: Source) -> Row:
    """The first row. Raises HeaderError where there is none, and for JSON, which has no separator."""
    if not source.dialect.separator:
        raise HeaderError("this is JSON, no table", "Name the format it is in, or leave out --as.")
    first = next(rows(source.text, source.dialect.separator), None)
    if isinstance(first, Damage):
        raise HeaderError(f"the header cannot be read: {first.message}", first.help, first.column)
    if first is None:
        raise HeaderError("the file is empty", "Export it again.")
    return first


def body(source: Source, head: Row, entries: int = 1) -> Iterator[Row | Lost]:
    """Every row below the header; one of another width, or the header again, is lost with all its entries."""
    found = rows(source.text, source.dialect.separator, len(head.cells))
    next(found)
    for row in found:
        if isinstance(row, Damage):
            yield Lost(row, entries)
        elif row.cells == head.cells:
            yield Lost(Damage(row.line, 1, "E112", "the header stands here again", "Remove this row."), entries)
        else:
            yield row


def lost(row: Row, error: CellError, entries: int = 1) -> Lost:
    """The loss a bad cell means, at that cell."""
    return Lost(Damage(row.line, row.column(error.index), error.code, str(error), error.help), entries)


def person_columns(cells: tuple[str, ...]) -> dict[str, int]:
    """Known field -> index of its column. Raises HeaderError where no column identifies a person."""
    found = {field_of(cell): index for index, cell in reversed(tuple(enumerate(cells))) if field_of(cell)}
    if not any(name in found for name, _ in _KEYS):
        raise HeaderError(
            "no column identifies people",
            "Export the report with e-mail address or ID number; names are not enough to tell people apart.",
        )
    return found


def keys(cells: tuple[str, ...], columns: dict[str, int]) -> tuple[Key, ...]:
    """The person's declared keys of a row, the strongest first."""
    values = ((kind, cells[columns[name]].strip()) for name, kind in _KEYS if name in columns)
    return tuple(Key(kind, value) for kind, value in values if value not in ("", "-"))


def number(cells: tuple[str, ...], index: int) -> float | None:
    """A number with a decimal point or comma; None for `-` or nothing. Raises CellError."""
    text = cells[index].strip().removesuffix("%").strip()
    if text in ("", "-", "–"):
        return None
    plain = text.replace(",", ".", 1)
    if not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdecimal() or len(plain) > 12:
        raise CellError(index, "E114", f"{cells[index]!r} is no number", "Scores are written as 85 or 85.5.")
    return float(plain)


def when(source: Source, cells: tuple[str, ...], index: int) -> dt.datetime | None:
    """The moment in a cell, in UTC, or None. Raises CellError."""
    try:
        return moment(cells[index], source.zone)
    except DateError as error:
        raise CellError(index, "E113", str(error)) from None
