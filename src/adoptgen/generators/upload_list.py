"""What an LMS administrator needs beside the packages: build/packages/upload-list.csv, and Moodle's own form of it.

Moodle's columns are those of its course upload (docs.moodle.org, Upload courses): it makes the empty courses into which
the packages go. CSV: RFC 4180.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from adoptgen.artefact import Artefact, Planned, Programme
from adoptgen.catalog.markdown import plain
from adoptgen.courses.model import Course
from adoptgen.generators._packages import all_inputs, wanted
from adoptgen.problems import Location, Problem

FORMATS = ("cmi5", "scorm12", "scorm2004", "scorm2004-3rd")
"""What an LMS takes; pages without an LMS are not uploaded."""
COLUMNS = (
    "file", "course", "title", "language", "format", "version", "minutes", "passing score", "item identifier", "skills",
    "description",
)  # fmt: skip
MOODLE = ("shortname", "fullname", "category", "idnumber", "summary", "lang", "visible", "enablecompletion")
CATEGORY = "1"
"""Moodle's first category; the administrator moves courses or changes the column."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListInputs:
    """One table: its header first."""

    rows: tuple[Row, ...]
    spreadsheet: bool
    """Whether people open it: then with a byte order mark, and no cell is a formula."""


class UploadList:
    """The list in both forms, over all courses, languages and formats."""

    name = "upload-list"
    summary = "List of packages for LMS administrators, and Moodle's course upload."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """Two files, if there is anything to upload."""
        formats = [name for name in FORMATS if wanted(programme, name)]
        found = all_inputs(programme) if formats else ()
        courses = [inputs.course for _, inputs in found]
        rows = tuple(_row(course, form) for course in courses for form in formats)
        if not rows:
            return
        about = tuple(dict.fromkeys(key for key, _ in found))
        moodle = tuple(_moodle(course) for course in courses)
        sheets = {
            "upload-list.csv": ListInputs((COLUMNS, *rows), True),
            "upload-list.moodle.csv": ListInputs((MOODLE, *moodle), False),
        }
        for name, inputs in sheets.items():
            yield Artefact(f"packages/{name}", about, inputs, render, (whole,))


def _row(course: Course, form: str) -> Row:
    return (
        f"{course.id}.{course.language}.{form}.zip",
        course.id,
        course.title,
        course.language,
        form,
        course.edition,
        str(course.minutes),
        "" if course.passing_score is None else str(course.passing_score),
        f"ITEM-{course.lasting_id}" if form.startswith("scorm") else "",
        "; ".join(dict.fromkeys(skill.title for skill in course.skills)),
        plain(course.summary),
    )


def _moodle(course: Course) -> Row:
    """The short name and id number hang on the id the course was first published under: a second upload updates."""
    name = f"{course.lasting_id}.{course.language}"
    number = f"{course.programme}.{name}"
    return (
        name,
        course.title,
        CATEGORY,
        number,
        plain(course.summary),
        course.language.replace("-", "_").lower(),
        "0",
        "1",
    )


def render(inputs: ListInputs) -> bytes:
    """The file, lines ending in CR LF."""
    text = io.StringIO()
    rows = (tuple(map(_defused, row)) for row in inputs.rows) if inputs.spreadsheet else inputs.rows
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig" if inputs.spreadsheet else "utf-8")


def _defused(cell: str) -> str:
    """A text a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def whole(data: bytes) -> list[Problem]:
    """Every row is as wide as the header."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    wrong = [row for row in rows if len(row) != len(header)]
    return [Problem(Location("build/packages/upload-list.csv"), "S104", f"a row has {len(row)} cells") for row in wrong]


generator = UploadList()
