"""Moodle, course completion report (CSV): as the activity completion report, with named date columns.

`ID` is Moodle's internal number of the user, no key of ours. `Course complete` speaks of a course the file does not
name; it is left to the activities.
"""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Head, HeaderError, Said, Source
from adoptgen.evidence.pairs import Pair, read_pairs
from adoptgen.evidence.words import fold

_DATE_SUFFIXES = (" - completion date", " - date d'achèvement")


class MoodleCourseCompletion:
    """Reads the course completion report."""

    name = "moodle-course-completion"
    summary = "Moodle: course completion report (CSV)"

    def recognises(self, head: Head) -> bool:
        """A column named after the one before it with the words for its date."""
        return "mail" in head.fields[:9] and bool(_pairs(head.header))

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per person and activity. Raises HeaderError."""
        head = tables.header(source)
        pairs = _pairs(head.cells)
        if not pairs:
            raise HeaderError("no activity has a column for its completion date", "Export the report again.")
        return read_pairs(source, head, tables.person_columns(head.cells), pairs)


def _pairs(cells: tuple[str, ...]) -> list[Pair]:
    folded = [fold(cell) for cell in cells]
    return [
        Pair(index, index + 1, cells[index])
        for index in range(len(cells) - 1)
        if any(folded[index + 1] == folded[index] + suffix for suffix in _DATE_SUFFIXES)
    ]


importer = MoodleCourseCompletion()
