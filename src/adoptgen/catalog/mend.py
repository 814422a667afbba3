"""Safe fixes applied to a text: from the bottom up, never two over one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from adoptgen.problems import Edit, Problem

_BREAK = re.compile(r"\r\n|\r|\n")
"""What libyaml counts as the end of a line; stricter readers refuse the others."""


class Mended(NamedTuple):
    """A text with its fixes, and how many were applied (the others lay over one of them)."""

    text: str
    applied: int


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def mend(text: str, problems: Iterable[Problem]) -> Mended:
    """Apply the fixes of problems found in `text`. A byte order mark at its beginning stays."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    fixes = (tuple(_change(edit, starts) for edit in problem.fix.edits) for problem in problems if problem.fix)
    chosen = _apart(sorted(fixes))
    for change in sorted((change for fix in chosen for change in fix), reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return Mended(mark + text, len(chosen))


def _change(edit: Edit, starts: list[int]) -> _Change:
    place = edit.location
    start = starts[place.line - 1] + place.column - 1
    end = starts[place.end_line - 1] + place.end_column - 1 if place.end_line else start
    return _Change(start, end, edit.text)


def _apart(fixes: Iterable[tuple[_Change, ...]]) -> list[tuple[_Change, ...]]:
    """Whole fixes whose changes touch no change of a fix taken before."""
    chosen: list[tuple[_Change, ...]] = []
    taken: list[_Change] = []
    for fix in fixes:
        if all(change.end < other.start or other.end < change.start for change in fix for other in taken):
            chosen.append(fix)
            taken += fix
    return chosen
