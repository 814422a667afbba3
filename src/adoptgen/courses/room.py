"""How many characters the player needs to remember a course: the counterpart of runtime/player/state.js."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from adoptgen.courses.model import KEY_LENGTH

HEADER = 96
PER_UNIT = KEY_LENGTH
PER_CHECK = KEY_LENGTH + 6
PER_SKILL = KEY_LENGTH + 4
PER_QUESTION = KEY_LENGTH + 3
"""Key, tries, outcome and the comma after it."""
PER_CREDIT = 2
LONGEST_TEXT = 24
"""Characters kept of a typed answer."""
_PARTLY = frozenset({"fill-in", "simulation"})
_TYPED = frozenset({"numeric", "fill-in", "free-text"})
Json = dict[str, Any]


def largest_state(data: Json) -> int:
    """Characters of the longest saved state the player writes for a course, given as its player reads it."""
    units = [unit for section in data["sections"] for unit in section["units"]]
    checks = sum(PER_CHECK for unit in units if unit["kind"] == "check")
    fixed = HEADER + len(units) * PER_UNIT + len(data["skills"]) * PER_SKILL
    return fixed + checks + sum(map(_questions, units))


def _questions(unit: Json) -> int:
    """Of a pool only what is drawn is remembered; the longest are counted."""
    drawn = (_longest(pool) for pool in unit.get("pools", ()))
    return sum(map(_question, unit.get("questions", ()))) + sum(drawn)


def _longest(pool: Json) -> int:
    return sum(sorted(map(_question, pool["questions"]), reverse=True)[: pool["draw"]])


def _question(question: Json) -> int:
    credit = PER_CREDIT if question.get("partial") or question["way"] in _PARTLY else 0
    return PER_QUESTION + credit + _response(question)


def _response(question: Json) -> int:
    if question["way"] in _TYPED:
        return LONGEST_TEXT
    if question["way"] == "sequencing" or question.get("several"):
        return len(question["answers"])
    return len(question.get("rows") or question.get("scenes", ())) or 1


def all_questions(units: Iterable[Json]) -> Iterator[Json]:
    """Every question of these units, those of the pools too."""
    for unit in units:
        yield from unit.get("questions", ())
        for pool in unit.get("pools", ()):
            yield from pool["questions"]
