"""Reports that give each activity two columns: a state in words and a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Entry, Finished, Lost, Named, Said, Saying, Source, Tried
from adoptgen.evidence.rows import Row
from adoptgen.evidence.tables import CellError
from adoptgen.evidence.words import completion_state
from adoptgen.model.facts import OUTCOME


@dataclass(frozen=True, slots=True)
class Pair:
    """One activity: index of its state and of its date, and its title as written."""

    state: int
    date: int
    title: str


def read_pairs(source: Source, head: Row, columns: dict[str, int], pairs: list[Pair]) -> Iterator[Said]:
    """One entry per person and activity; a damaged row loses all of its entries."""
    for row in tables.body(source, head, len(pairs)):
        if isinstance(row, Lost):
            yield row
        else:
            yield from (_entry(source, row, columns, pair) for pair in pairs)


def _entry(source: Source, row: Row, columns: dict[str, int], pair: Pair) -> Said:
    try:
        sayings = _sayings(source, row, pair)
    except CellError as error:
        return tables.lost(row, error)
    return Entry(
        row.line,
        row.column(pair.state),
        tables.keys(row.cells, columns),
        Named(title=pair.title),
        sayings,
        hint=row.cells[columns["name"]] if "name" in columns else "",
    )


def _sayings(source: Source, row: Row, pair: Pair) -> tuple[Saying, ...]:
    text = row.cells[pair.state]
    state = completion_state(text)
    if state is None or state.completed is None:
        help_ = "States are mapped word by word; if the report is right, tell us the word and its language."
        raise CellError(pair.state, "E115", f"{text!r} is no state we know", help_)
    at = tables.when(source, row.cells, pair.date)
    finished = Finished(state.completed, at, text)
    if state.passed is None:
        return (finished,)
    return finished, Tried(OUTCOME, None, at, None, state.passed, text)
