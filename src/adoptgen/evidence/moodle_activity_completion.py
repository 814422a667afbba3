"""Moodle, activity completion report (CSV): a row per person, a state and a date per activity.

The first header cell and every date header are empty; titles are HTML-escaped. There is no course and no attempt.
"""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Head, HeaderError, Said, Source
from adoptgen.evidence.pairs import Pair, read_pairs


class MoodleActivityCompletion:
    """Reads the activity completion report."""

    name = "moodle-activity-completion"
    summary = "Moodle: activity completion report (CSV)"

    def recognises(self, head: Head) -> bool:
        """Columns of people, then titles each followed by an empty header."""
        return len(head.header) > 2 and not head.header[-1] and bool(head.header[-2]) and "mail" in head.fields[:9]

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per person and activity. Raises HeaderError."""
        head = tables.header(source)
        columns = tables.person_columns(head.cells)
        columns.setdefault("name", 0)
        return read_pairs(source, head, columns, _pairs(head.cells, max(columns.values()) + 1))


def _pairs(cells: tuple[str, ...], start: int) -> list[Pair]:
    if (len(cells) - start) % 2 or len(cells) == start:
        raise HeaderError("the activity columns do not come in pairs of state and date", "Export the report again.")
    for index in range(start, len(cells), 2):
        if not cells[index] or cells[index + 1]:
            raise HeaderError("a title without an empty header behind it", "Export the report again.", index + 1)
    return [Pair(index, index + 1, cells[index]) for index in range(start, len(cells), 2)]


importer = MoodleActivityCompletion()
