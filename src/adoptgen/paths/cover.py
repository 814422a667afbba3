"""Which learning objects lead to the levels wanted.

What is made for a role is taken whole: every object whose skills the role wants from the lowest level it teaches.
Lesson, guide, workshop and check of one skill are not alternatives, they are its stages. What is left is covered
greedily, cheapest minutes per level first, by objects made for others; their checks are left to them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, LearningObject, Lesson, Walkthrough, Workshop
from adoptgen.paths.wanted import Held, Pair

LAST = 3
"""Stage of assessments."""
UNTAUGHT = 100_000
"""Minutes assumed for a level nothing teaches, so that a taught alternative wins."""
_STAGES: tuple[type[LearningObject], ...] = (Lesson, Walkthrough, Workshop, Assessment)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A learning object as the planner sees it."""

    key: str
    stage: int
    """0 lesson, 1 walkthrough, 2 workshop, 3 assessment."""
    effort: int
    teaches: tuple[Pair, ...]
    entry: tuple[Pair, ...]
    """Of each skill the lowest level it teaches."""


@dataclass(frozen=True)
class Shelf:
    """All learning objects that teach something, by skill."""

    by_skill: Mapping[str, tuple[Item, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> Shelf:
        """Every object of the catalog, in the order of their keys."""
        found: dict[str, list[Item]] = {}
        for item in sorted(map(_item, catalog.learning_objects()), key=lambda item: item.key):
            for skill, _ in item.entry:
                found.setdefault(skill, []).append(item)
        return cls({skill: tuple(items) for skill, items in found.items()})

    def effort(self, pair: Pair) -> int:
        """Minutes of the cheapest object that reaches the level."""
        efforts = (item.effort for item in self.by_skill.get(pair[0], ()) if _reaches(item, pair))
        return min(efforts, default=UNTAUGHT)

    def about(self, pairs: Iterable[Pair]) -> list[Item]:
        """Objects that teach a skill of these, each once, by key."""
        found = {item.key: item for skill in {skill for skill, _ in pairs} for item in self.by_skill.get(skill, ())}
        return [found[key] for key in sorted(found)]


def _item(source: LearningObject) -> Item:
    # Every kind has an effort of its own: minutes declared, or for a workshop the sum of its agenda.
    assert isinstance(source, Lesson | Walkthrough | Assessment | Workshop)
    teaches = tuple((level.skill, level.level) for level in source.teaches)
    entry: dict[str, int] = {}
    for skill, level in teaches:
        entry[skill] = min(level, entry.get(skill, level))
    stage = next(number for number, kind in enumerate(_STAGES) if isinstance(source, kind))
    return Item(source.key, stage, source.effort, teaches, tuple(entry.items()))


def _reaches(item: Item, pair: Pair) -> bool:
    return any(skill == pair[0] and level >= pair[1] for skill, level in item.teaches)


def covering(shelf: Shelf, gaps: Iterable[Pair], held: Held) -> tuple[dict[Item, tuple[Pair, ...]], tuple[Pair, ...]]:
    """The objects to take, each with the wanted levels it serves; and the levels nothing teaches."""
    wanted = frozenset(gaps)
    near = shelf.about(wanted)
    chosen = {item: serves for item in near if _made_for(item, wanted, held) and (serves := _exact(item, wanted))}
    left = _unreached(wanted, chosen)
    for item, reached in _cheapest([item for item in near if item not in chosen and item.stage != LAST], left):
        chosen[item] = _exact(item, wanted) or reached
    return chosen, tuple(sorted(left))


def _made_for(item: Item, wanted: frozenset[Pair], held: Held) -> bool:
    return all(pair in wanted or held.has(pair) for pair in item.entry)


def _exact(item: Item, wanted: frozenset[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(set(item.teaches) & wanted))


def _unreached(wanted: frozenset[Pair], chosen: Iterable[Item]) -> set[Pair]:
    top: dict[str, int] = {}
    for item in chosen:
        for skill, level in item.teaches:
            top[skill] = max(level, top.get(skill, 0))
    return {pair for pair in wanted if top.get(pair[0], 0) < pair[1]}


def _cheapest(items: list[Item], left: set[Pair]) -> Iterator[tuple[Item, tuple[Pair, ...]]]:
    """Items in the order a greedy buyer takes them, with what each adds; what is reached is taken out of `left`.

    An item only ever loses worth, so it is rated again when it comes to the top (lazy greedy).
    """
    heap = [(0.0, item.effort, item.key, item) for item in items]
    while heap and left:
        rated, effort, key, item = heapq.heappop(heap)
        reached = _adds(item, left)
        price = effort / len(reached) if reached else 0.0
        if price > rated:
            heapq.heappush(heap, (price, effort, key, item))
        elif reached:
            left.difference_update(reached)
            yield item, reached


def _adds(item: Item, left: set[Pair]) -> tuple[Pair, ...]:
    found = {(skill, level) for skill, top in item.teaches for level in range(1, top + 1)}
    return tuple(sorted(found & left))
