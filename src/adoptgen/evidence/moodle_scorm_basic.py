"""Moodle, SCORM basic report (text with tabs): attempts with dates and scores; nothing says passed or failed.

The file does not say which package it is about; its name does (Moodle calls it `COURSE TITLE.csv`), or `--of`.
"""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Entry, Finished, Head, Lost, Said, Saying, Source, Tried
from adoptgen.evidence.scorm_reports import Try, attempt, attempt_columns, has_columns, package
from adoptgen.evidence.tables import CellError


class MoodleScormBasic:
    """Reads the basic SCORM report."""

    name = "moodle-scorm-basic"
    summary = "Moodle: SCORM basic report (text with tabs)"

    def recognises(self, head: Head) -> bool:
        """The columns of an attempt, the score last."""
        return has_columns(head) and head.fields[-1] == "score"

    def read(self, source: Source) -> Iterator[Said]:
        """One entry per row. Raises HeaderError."""
        head = tables.header(source)
        columns = attempt_columns(head.cells)
        return self._entries(source, columns)

    def _entries(self, source: Source, columns: dict[str, int]) -> Iterator[Said]:
        head = tables.header(source)
        for row in tables.body(source, head):
            if isinstance(row, Lost):
                yield row
                continue
            try:
                sayings = _sayings(attempt(source, row.cells, columns), row.cells[columns["score"]])
            except CellError as error:
                yield tables.lost(row, error)
                continue
            hint = row.cells[columns["name"]] if "name" in columns else ""
            yield Entry(row.line, 1, tables.keys(row.cells, columns), package(source), sayings, hint=hint)


def _sayings(found: Try, text: str) -> tuple[Saying, ...]:
    if not found.number:
        return (Finished(False, None, "-"),)
    score = found.score or None  # Moodle writes 0 for who has no score at all
    return (Tried(found.number, found.started, found.ended, score, None, text),)


importer = MoodleScormBasic()
