"""The records store: what came back, kept under `<project>/records/` (never in git).

`raw/<sha256>` holds every file as received, `facts.sqlite` what they say about pseudonyms, `identity.sqlite` who is
who, `identity.key` what the pseudonyms are made with. What a file says is kept as a set of sayings with natural keys;
facts are merged from that set when read. So the same file twice, overlaps and any order give the same facts.

Why SQLite now: it comes with Python, one transaction spans both files and the ledger, and a kill at any moment leaves
the old state or the new one. DuckDB over Parquet, partitioned by source and month, will replace `facts.sqlite` when
records reach tens of millions; the sayings then become its rows, and the measures Ibis expressions over them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from adoptgen.evidence import schema
from adoptgen.evidence.merge import merge
from adoptgen.evidence.pseudonyms import make_key
from adoptgen.model.facts import Facts
from adoptgen.safe_files import write_atomically

FOLDER = "records"
_COLUMNS = {"completion": 4, "attempt": 7, "response": 7}


class StoreError(Exception):
    """The store cannot be used right now; the message says why and what to do."""


class Run(NamedTuple):
    """One file taken in, as the ledger remembers it."""

    sha256: str
    name: str
    format: str
    about: str
    encoding: str
    dialect: str
    zone: str
    fact: int
    duplicate: int
    rejected: int
    unmatched: int


def facts(project: Path) -> Facts:
    """Every fact of the project's records store, de-duplicated and in a stable order; empty where there is none.

    Raises StoreError where the store cannot be read.
    """
    if not (project / FOLDER / "facts.sqlite").is_file():
        return Facts()
    with Store(project) as store, store.explained():
        return merge(store.connection)


class Store:
    """An open records store. `memory` keeps nothing: for a trial run in a project without records."""

    def __init__(self, project: Path, memory: bool = False) -> None:
        self.folder = project / FOLDER
        self.memory = memory
        if not memory:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        with self.explained():
            self.connection = sqlite3.connect(
                ":memory:" if memory else self.folder / "facts.sqlite", timeout=1, isolation_level=None
            )
            self.connection.execute(
                "ATTACH ? AS identity", (":memory:" if memory else str(self.folder / "identity.sqlite"),)
            )
            self._prepare()
        self.key = b"trial" if memory else b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version > schema.VERSION:
            raise StoreError("the records were written by a newer adoptgen; install that version")
        if version < schema.VERSION:
            self.connection.executescript(
                f"BEGIN IMMEDIATE;{schema.FACTS}{schema.IDENTITY}PRAGMA user_version={schema.VERSION};COMMIT;"
            )

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turns what the database or the disk says into a StoreError with a sentence."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError(f"another adoptgen command{self._holder()} is writing records; try again") from None
            raise StoreError(f"the records cannot be written: {error}; nothing of this file was taken in") from None
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the records are damaged ({error}); restore {FOLDER}/ from a backup") from None
        except OSError as error:
            raise StoreError(f"the records cannot be written: {error.strerror or error}") from None

    def _holder(self) -> str:
        try:
            return f" (process {(self.folder / 'writer').read_text(encoding='ascii')})"
        except (OSError, ValueError):
            return ""

    @contextmanager
    def writing(self, keep: bool = True) -> Iterator[None]:
        """One transaction over facts, identities and ledger; undone on any error, or unless `keep`.

        Raises StoreError where another process writes, or the disk cannot.
        """
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                if not self.memory:
                    (self.folder / "writer").write_text(str(os.getpid()), encoding="ascii")
                    self.key = self._make_key()
                yield
                self.connection.execute("COMMIT" if keep else "ROLLBACK")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def _make_key(self) -> bytes:
        try:
            return make_key(self.folder)
        except ValueError as error:
            raise StoreError(str(error)) from None

    def keep_raw(self, data: bytes) -> str:
        """Keep a file as received; returns its hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.memory:
            with self.explained():
                (self.folder / "raw").mkdir(mode=0o700, exist_ok=True)
                write_atomically(self.folder / "raw" / sha256, data)
        return sha256

    def raw(self, sha256: str) -> bytes:
        """A file as received. Raises StoreError if it is gone."""
        with self.explained():
            return (self.folder / "raw" / sha256).read_bytes()

    def add(self, table: str, values: tuple[Any, ...], witness: tuple[str, int, str, str]) -> bool:
        """Add one saying with its witness (sha256, line, statement, text); whether it was new."""
        text = "\x1f".join((table, *("" if value is None else str(value) for value in values)))
        key = hashlib.blake2b(text.encode(), digest_size=16).digest()
        marks = ",".join("?" * (_COLUMNS[table] + 1))
        done = self.connection.execute(f"INSERT OR IGNORE INTO {table} VALUES({marks})", (key, *values))
        self.connection.execute("INSERT OR IGNORE INTO witness VALUES(?,?,?,?,?)", (key, *witness))
        return done.rowcount > 0

    def void(self, statement: str) -> bool:
        """Take a statement back, whether it has come already or comes later; whether this was new."""
        return self.connection.execute("INSERT OR IGNORE INTO voided VALUES(?)", (statement,)).rowcount > 0

    def log(self, run: Run) -> None:
        """Write the ledger's row of this import."""
        marks = ",".join("?" * len(run))
        self.connection.execute(f"INSERT INTO run VALUES(NULL,{marks})", tuple(run))

    def runs(self) -> list[Run]:
        """The latest run of every file, oldest first."""
        rows = self.connection.execute(
            "SELECT sha256, name, format, about, encoding, dialect, zone, fact, duplicate, rejected, unmatched FROM run"
            " WHERE seq IN (SELECT max(seq) FROM run GROUP BY sha256, about) ORDER BY seq"
        )
        return [Run(*row) for row in rows]
