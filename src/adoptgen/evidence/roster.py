"""The roster (CSV): who works where in which role, and until when. Everybody else is found through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Entry, Head, HeaderError, Key, Listed, Lost, Remark, Said, Source
from adoptgen.evidence.dates import DateError, day
from adoptgen.evidence.rows import Row
from adoptgen.evidence.tables import CellError

REQUIRED = ("employee_id", "role", "site")
KNOWN = (*REQUIRED, "name", "email", "username", "wave", "joined", "left", "manager")


class Roster:
    """Reads the roster."""

    name = "roster"
    summary = f"Roster of employees (CSV): {', '.join(KNOWN)}"

    def recognises(self, head: Head) -> bool:
        """The three columns it cannot do without."""
        return all(name in head.header for name in REQUIRED)

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per employee. Raises HeaderError."""
        head = tables.header(source)
        columns = {name: index for index, name in enumerate(head.cells) if name in KNOWN}
        if missing := [name for name in REQUIRED if name not in columns]:
            raise HeaderError(f"the roster has no column {missing[0]}", f"Its columns are {', '.join(KNOWN)}.")
        return _entries(source, head, columns)


def _entries(source: Source, head: Row, columns: dict[str, int]) -> Iterator[Said]:
    for index, name in enumerate(head.cells):
        if columns.get(name) != index:
            yield Remark(1, head.column(index), f"the column {name!r} is not used")
    for row in tables.body(source, head):
        if isinstance(row, Lost):
            yield row
            continue
        try:
            yield _entry(row, columns)
        except CellError as error:
            yield tables.lost(row, error)


def _entry(row: Row, columns: dict[str, int]) -> Entry:
    def cell(name: str) -> str:
        return row.cells[columns[name]].strip() if name in columns else ""

    for name in REQUIRED:
        if not cell(name):
            raise CellError(columns[name], "E116", f"no {name}", "Every row of the roster needs one.")
    keys = [Key("employee", cell("employee_id"))]
    keys += [Key("username", cell("username"))] if cell("username") else []
    keys += [Key("mail", cell("email"))] if cell("email") else []
    dates = [_day(row, columns, name) for name in ("joined", "left")]
    places = (cell("role"), cell("site"), cell("wave"))
    listed = Listed(cell("name"), *places, dates[0], dates[1], cell("manager"))
    return Entry(row.line, 1, tuple(keys), None, (listed,), hint=cell("name"))


def _day(row: Row, columns: dict[str, int], name: str) -> dt.date | None:
    if name not in columns:
        return None
    try:
        return day(row.cells[columns[name]])
    except DateError as error:
        raise CellError(columns[name], "E113", str(error)) from None


importer = Roster()
