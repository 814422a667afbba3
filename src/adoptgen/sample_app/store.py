"""Tideline's data: SQLite in memory or in a file, the same after every reset."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import RLock
from typing import Any

_HERE = Path(__file__).parent
Row = dict[str, Any]


class Store:
    """One database shared by all sessions; every call is one transaction."""

    def __init__(self, database: str = ":memory:") -> None:
        """A file that already holds Tideline's tables is carried on with; raises sqlite3.Error for any other."""
        self._lock = RLock()
        self._connection = sqlite3.connect(database, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        if not self.rows("SELECT name FROM sqlite_master WHERE name = 'people'"):
            self.reset()

    def reset(self) -> None:
        """Everything as on the first morning."""
        tables = [row["name"] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        drops = "".join(f"DROP TABLE {name};" for name in tables)
        with self._lock:
            self._connection.executescript(drops + _sql("schema") + _sql("seed"))

    def rows(self, query: str, *values: object) -> list[Row]:
        """All rows of a query."""
        with self._lock:
            return [dict(row) for row in self._connection.execute(query, values)]

    def row(self, query: str, *values: object) -> Row | None:
        """The first row of a query, if it has any."""
        found = self.rows(query, *values)
        return found[0] if found else None

    def change(self, statement: str, *values: object) -> None:
        """Do one INSERT or UPDATE."""
        with self._lock, self._connection:
            self._connection.execute(statement, values)

    def next_number(self, table: str, prefix: str) -> str:
        """The id a new row of `table` gets: one above the highest, for instance R-20419."""
        rows = self.rows(f"SELECT id FROM {table}")  # noqa: S608  the table's name is always our own word
        return f"{prefix}-{max(int(row['id'].rpartition('-')[2]) for row in rows) + 1:04d}"

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._connection.close()


def _sql(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")
