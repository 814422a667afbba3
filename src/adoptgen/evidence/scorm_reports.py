"""What Moodle's two SCORM reports share: a row per attempt, `-` for who never began, 0 for no score."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Head, HeaderError, Named, Source
from adoptgen.evidence.tables import CellError

COLUMNS = ("attempt", "started", "last", "score")


@dataclass(frozen=True, slots=True)
class Try:
    """The columns both reports have. `number` 0: never began."""

    number: int
    started: dt.datetime | None
    ended: dt.datetime | None
    score: float | None
    """As written; 0 may mean that there is none."""


def has_columns(head: Head) -> bool:
    """Whether the four columns of an attempt stand in the header, in their order."""
    return ",".join(COLUMNS) in ",".join(head.fields)


def attempt_columns(cells: tuple[str, ...]) -> dict[str, int]:
    """Field -> index. Raises HeaderError where one is missing."""
    columns = tables.person_columns(cells)
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise HeaderError(f"no column for {missing[0]}", "Export the SCORM report again, with all its columns.")
    return columns


def attempt(source: Source, cells: tuple[str, ...], columns: dict[str, int]) -> Try:
    """The attempt of a row. Raises CellError."""
    index = columns["attempt"]
    if cells[index].strip() == "-":
        return Try(0, None, None, None)
    if not cells[index].isascii() or not cells[index].isdecimal() or not 1 <= int(cells[index][:9]) <= 1000:
        raise CellError(index, "E114", f"{cells[index]!r} is no number of an attempt", "Attempts count from 1.")
    started = tables.when(source, cells, columns["started"])
    ended = tables.when(source, cells, columns["last"])
    if started and ended and ended < started:
        raise CellError(columns["last"], "E113", "the attempt ends before it starts", "Check the dates of the export.")
    return Try(int(cells[index]), started, ended, percent(cells, columns["score"]))


def percent(cells: tuple[str, ...], index: int) -> float | None:
    """A score from 0 to 100, or None. Raises CellError."""
    score = tables.number(cells, index)
    if score is not None and score > 100:
        raise CellError(index, "E114", f"a score of {cells[index]} is above 100", "Scores are percentages.")
    return score


def package(source: Source, title: str = "") -> Named:
    """What the whole file is about: what the user said, the title in it, else the name of the file."""
    if source.of:
        return Named(identifier=source.of)
    return Named(title=title, file="" if title else PurePath(source.name.removesuffix(".gz")).stem)
