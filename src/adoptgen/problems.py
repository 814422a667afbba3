"""What is wrong with what the user gave: one type, collected in lists, printed in one pass.

Exceptions are kept for our own bugs; a user's mistake is a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs; only errors make a command fail."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file the user wrote: path relative to the project, 1-based line and column.

    Columns count code points. `end_line` and `end_column` (exclusive) are 0 where only the start is known.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text from `location` to its end by `text`."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that is safe to apply unseen: what it does, and the edits that do it."""

    summary: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: where, which rule, what, and the way out."""

    location: Location
    code: str
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None

    def __str__(self) -> str:
        first = f"{self.location}: {self.code} {self.message}"
        return f"{first}\n    help: {self.help}" if self.help else first


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file, line, column and code: the order in which they are printed."""
    return sorted(problems, key=lambda problem: (problem.location, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them makes the command fail."""
    return any(problem.severity is Severity.ERROR for problem in problems)
