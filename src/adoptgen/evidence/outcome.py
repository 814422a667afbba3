"""What became of a file: four counts that add up, and what the user should know."""

from __future__ import annotations

from dataclasses import dataclass, field

from adoptgen.problems import Location, Problem, Severity


@dataclass(frozen=True, slots=True)
class Counts:
    """Every entry of a file ends as exactly one of these."""

    fact: int = 0
    duplicate: int = 0
    rejected: int = 0
    unmatched: int = 0

    @property
    def entries(self) -> int:
        """All of them."""
        return self.fact + self.duplicate + self.rejected + self.unmatched


@dataclass
class Tally:
    """Counts and remarks while a file is read. One problem speaks for all entries of the same cause."""

    file: str
    fact: int = 0
    duplicate: int = 0
    rejected: int = 0
    unmatched: int = 0
    _problems: list[Problem] = field(default_factory=list)
    _misses: dict[str, tuple[int, Problem]] = field(default_factory=dict)

    def reject(self, line: int, column: int, code: str, message: str, help_: str, entries: int = 1) -> None:
        """Entries that cannot be read."""
        self.rejected += entries
        self._problems.append(Problem(Location(self.file, line, column), code, message, help_, Severity.WARNING))

    def miss(self, cause: str, line: int, column: int, code: str, message: str, help_: str) -> None:
        """An entry whose person or activity is not known."""
        self.unmatched += 1
        problem = Problem(Location(self.file, line, column), code, message, help_, Severity.WARNING)
        count, first = self._misses.get(cause, (0, problem))
        self._misses[cause] = (count + 1, first)

    def remark(self, line: int, column: int, message: str, help_: str) -> None:
        """Something that costs no entry."""
        problem = Problem(Location(self.file, line, column), "E130", message, help_, Severity.SUGGESTION)
        count, first = self._misses.get(message, (0, problem))
        self._misses[message] = (count, first)

    @property
    def counts(self) -> Counts:
        """As they stand."""
        return Counts(self.fact, self.duplicate, self.rejected, self.unmatched)

    @property
    def problems(self) -> list[Problem]:
        """Rejected entries one by one, causes of unmatched ones once each with their number."""
        return self._problems + [_numbered(problem, count) for count, problem in self._misses.values()]


def _numbered(problem: Problem, count: int) -> Problem:
    if count < 2:
        return problem
    message = f"{problem.message} ({count} entries)"
    return Problem(problem.location, problem.code, message, problem.help, problem.severity)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, taken in or not. `format` is empty where it was not recognised."""

    file: str
    format: str
    dialect: str
    counts: Counts
    problems: tuple[Problem, ...]
    again: bool = False
    """Read again on its own, because a roster came after it."""
