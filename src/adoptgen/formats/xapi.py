"""xAPI statements (IEEE 9274.1.1, and xAPI 1.0.3 where it says the same): verbs, and statements out of a text.

Clauses are those of xAPI 1.0.3, Part 2 (data) and Part 3 (exchange).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ADL = "http://adlnet.gov/expapi/verbs/"
W3 = "https://w3id.org/xapi/adl/verbs/"

COMPLETED = f"{ADL}completed"
PASSED = f"{ADL}passed"
FAILED = f"{ADL}failed"
ANSWERED = f"{ADL}answered"
SCORED = f"{ADL}scored"
VOIDED = f"{ADL}voided"
"""Part 2, 2.3.2: takes another statement back."""
SATISFIED = f"{W3}satisfied"
"""cmi5, 9.3.9: every unit of a course or block is done."""
BEGUN = frozenset(
    {
        *(f"{ADL}{name}" for name in ("initialized", "attempted", "experienced", "launched", "terminated", "exited")),
        *(f"{ADL}{name}" for name in ("progressed", "interacted", "suspended", "resumed", "asked", "responded")),
        *(f"{W3}{name}" for name in ("launched", "abandoned", "waived")),
    }
)
"""Verbs that say somebody was there, and not that anything is done."""


@dataclass(frozen=True, slots=True)
class Found:
    """One statement and where it begins (line and column from 1); `problem` where it is none."""

    line: int
    column: int
    value: Mapping[str, Any]
    problem: str = ""


_BLANK = re.compile(r"[ \t\r\n]*")
_decode = json.JSONDecoder().raw_decode


class _Text:
    """A text with quick line numbers for rising positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._line, self._start, self._seen = 1, 0, 0

    def place(self, position: int) -> tuple[int, int]:
        newlines = self.text.count("\n", self._seen, position)
        if newlines:
            self._line += newlines
            self._start = self.text.rfind("\n", 0, position) + 1
        self._seen = position
        return self._line, position - self._start + 1

    def skip(self, position: int) -> int:
        found = _BLANK.match(self.text, position)
        return found.end() if found else position


def statements(text: str) -> Iterator[Found]:
    """Every statement of a text: a page of results (Part 3, 2.1.3), an array, one per line, or a single one."""
    source = _Text(text.removeprefix("\ufeff"))
    start = source.skip(0)
    if source.text.startswith("[", start):
        yield from _array(source, start)
    elif (page := _page(source, start)) >= 0:
        yield from _array(source, page)
    else:
        yield from _lines(source)


def _page(source: _Text, position: int) -> int:
    """Where the array of a page's `statements` begins; -1 if the text is no page."""
    if not source.text.startswith("{", position):
        return -1
    position = source.skip(position + 1)
    while source.text.startswith('"', position):
        try:
            name, end = _decode(source.text, position)
            position = source.skip(source.skip(end) + 1)
            if name == "statements" and source.text.startswith("[", position):
                return position
            _, end = _decode(source.text, position)
        except (ValueError, RecursionError):
            return -1
        position = source.skip(source.skip(end) + 1)
    return -1


def _array(source: _Text, position: int) -> Iterator[Found]:
    position = source.skip(position + 1)
    while position < len(source.text) and source.text[position] != "]":
        line, column = source.place(position)
        try:
            value, end = _decode(source.text, position)
        except (ValueError, RecursionError) as error:
            yield Found(line, column, {}, f"the JSON cannot be read from here on: {_reason(error)}")
            return
        yield _found(line, column, value)
        position = source.skip(end)
        if source.text.startswith(",", position):
            position = source.skip(position + 1)
    if position >= len(source.text):
        yield Found(*source.place(len(source.text)), {}, "the list of statements has no end: the file is cut")


def _lines(source: _Text) -> Iterator[Found]:
    for number, line in enumerate(source.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Found(number, 1, {}, f"the line is not JSON: {_reason(error)}")
            continue
        yield _found(number, 1, value)


def _found(line: int, column: int, value: Any) -> Found:
    if not isinstance(value, dict):
        return Found(line, column, {}, "this is no statement")
    missing = [name for name in ("actor", "verb", "object") if not isinstance(value.get(name), dict)]
    return Found(line, column, value, f"the statement has no {missing[0]}" if missing else "")


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"


def percent(score: Mapping[str, Any]) -> float | None:
    """A score (Part 2, 2.4.5.1) in percent: `scaled`, else `raw` between `min` and `max`; None if it does not say.

    Raises ValueError where the numbers contradict the clause. A negative scaled score counts as 0.
    """
    scaled, raw, low, high = (_number(score, name) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None:
        if not -1 <= scaled <= 1:
            raise ValueError(f"a scaled score of {scaled} is not between -1 and 1")
        return round(max(0.0, scaled) * 100, 6)
    if raw is None or high is None:
        return None
    low = low or 0.0
    if not low <= raw <= high or not low < high:
        raise ValueError(f"a raw score of {raw} is not between its bounds")
    return round((raw - low) / (high - low) * 100, 6)


def _number(score: Mapping[str, Any], name: str) -> float | None:
    value = score.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"the score's {name} is no number")
    return float(value)
