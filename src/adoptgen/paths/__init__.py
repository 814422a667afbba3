"""Learning paths: from a role's needs to the objects that fill them, in order and with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adoptgen.model.base import Days
from adoptgen.model.catalog import Catalog
from adoptgen.model.pathway import LearningPath, PathStep, Phase, Reason
from adoptgen.paths.cover import LAST, Item, Shelf, covering
from adoptgen.paths.order import edges, inherited, ordered
from adoptgen.paths.wanted import Held, Pair, Want, Wanted, lineage, wanted

WEEK = 7
"""Days the go-live week has."""


def learning_path(catalog: Catalog, role_id: str, held: frozenset[str] = frozenset()) -> LearningPath:
    """The path of a role for somebody who holds the levels `held` (`skill@level`).

    Raises KeyError for an unknown role, ValueError for a level that is none.
    """
    if role_id not in catalog.roles:
        raise KeyError(role_id)
    return _path(catalog, Shelf.of(catalog), role_id, Held.of(held))


def all_paths(catalog: Catalog) -> dict[str, LearningPath]:
    """Role id -> its path for somebody who holds nothing yet."""
    shelf = Shelf.of(catalog)
    return {role: _path(catalog, shelf, role, Held({})) for role in catalog.roles}


def levels_of(catalog: Catalog, role_id: str) -> frozenset[str]:
    """What somebody in this role can do at the end: `skill@level`, prerequisites included. KeyError if unknown."""
    if role_id not in catalog.roles:
        raise KeyError(role_id)
    found = wanted(catalog, role_id, Held({}), Shelf.of(catalog).effort)
    return frozenset(map(_text, found.wants))


def _path(catalog: Catalog, shelf: Shelf, role: str, held: Held) -> LearningPath:
    goal = wanted(catalog, role, held, shelf.effort)
    serving, uncovered = covering(shelf, goal.wants, held)
    graph = edges(serving, goal.before)
    dues = inherited({item.key: _due(item, pairs, goal) for item, pairs in serving.items()}, graph)
    ranks = _ranks(catalog, [item.key for item in serving])
    places = {
        item.key: (dues[item.key], _own(pairs, goal), ranks.get(item.key, len(ranks)), item.key)
        for item, pairs in serving.items()
    }
    by_key = {item.key: item for item in serving}
    steps = (_step(by_key[key], serving[by_key[key]], goal, dues[key]) for key in ordered(places, graph))
    return LearningPath(role, tuple(steps), tuple(map(_text, uncovered)))


def _due(item: Item, pairs: tuple[Pair, ...], goal: Wanted) -> int:
    """A lesson is due with the first level it serves; a check can only be passed when the last one is due."""
    wants = [goal.wants[pair] for pair in pairs]
    counted = [want.due for want in wants if not want.optional] or [want.due for want in wants]
    return max(counted) if item.stage == LAST else min(counted)


def _own(pairs: tuple[Pair, ...], goal: Wanted) -> int:
    return 0 if any(goal.wants[pair].asked_by for pair in pairs) else 1


def _ranks(catalog: Catalog, keys: Iterable[str]) -> dict[str, int]:
    """Object -> its place in the courses, those that belong to this path most completely first."""
    inside = frozenset(keys)
    courses = [[item for module in course.modules for item in module.items] for course in catalog.courses.values()]
    courses.sort(key=lambda items: -sum(item in inside for item in items) / len(items))
    flat = dict.fromkeys(item for items in courses for item in items if item in inside)
    return {item: rank for rank, item in enumerate(flat)}


def _step(item: Item, pairs: tuple[Pair, ...], goal: Wanted, due: int) -> PathStep:
    optional = all(goal.wants[pair].optional for pair in pairs)
    reasons = tuple(reason for pair in pairs for reason in _reasons(pair, goal.wants))
    return PathStep(item.key, phase_of(due), due, optional, item.effort, reasons)


def _reasons(pair: Pair, wants: Mapping[Pair, Want]) -> list[Reason]:
    want, (skill, level) = wants[pair], pair
    if want.asked_by:
        return [Reason(role, skill, level) for role in want.asked_by]
    return [Reason(want.role, skill, level, _text(above)) for above in want.leads_to]


def phase_of(due: Days) -> Phase:
    """The part of the roll-out a day from go-live belongs to."""
    if due < 0:
        return Phase.BEFORE
    return Phase.WEEK if due < WEEK else Phase.QUARTER


def _text(pair: Pair) -> str:
    return f"{pair[0]}@{pair[1]}"


__all__ = ["all_paths", "learning_path", "levels_of", "lineage", "phase_of"]
