"""From a file of another tool to a task: decoded, recognised, read, folded; what is wrong comes back as problems."""

from __future__ import annotations

from dataclasses import dataclass

from adoptgen.capture.recordings.contract import MOST_BYTES, RecordingError, Remark, Source
from adoptgen.capture.recordings.discover import readers, recognise
from adoptgen.capture.recordings.fold import Task, fold
from adoptgen.problems import Location, Problem, Severity

UNREADABLE, REFUSED, NOTED = "R101", "R102", "R103"


@dataclass(frozen=True)
class Taken:
    """What became of a file; without a task one of the problems is an error."""

    form: str
    title: str
    task: Task | None
    problems: tuple[Problem, ...]


def take(name: str, data: bytes, form: str = "", test: str = "") -> Taken:
    """Read a recording. `form` is the name of its format (empty: recognised), `test` one of several in it."""
    try:
        source = Source(name, _decoded(data), test)
        reader = readers()[form] if form else recognise(source)
        recorded = reader.read(source)
        task = fold(recorded)
    except RecordingError as error:
        problem = Problem(Location(name, error.line), UNREADABLE, error.message, error.help)
        return Taken(form, "", None, (problem,))
    problems = tuple(_problem(name, remark) for remark in task.remarks)
    refused = any(remark.refused for remark in task.remarks)
    return Taken(reader.name, recorded.title, None if refused else task, problems)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise RecordingError(f"the file has {len(data):,} bytes; {MOST_BYTES:,} is the most", "Record one task.")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RecordingError("the file is not UTF-8 text", "Export the recording as text.") from None


def _problem(name: str, remark: Remark) -> Problem:
    where = f"{remark.step}: " if remark.step else ""
    code, severity = (REFUSED, Severity.ERROR) if remark.refused else (NOTED, Severity.WARNING)
    return Problem(Location(name, remark.line), code, f"{where}{remark.message}", remark.help, severity)
