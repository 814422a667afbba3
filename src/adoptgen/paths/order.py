"""In which order the objects of a path are done.

Firm edges: what introduces a level comes before everything that builds on it. Gentle edges: reading before doing,
doing before practising together, checks last; they give way where they contradict a firm one. Among what is ready,
the earliest due comes first, then what the role itself asks for, then the order the courses give, then the id. A
circle in the catalog is the linker's to report; here the path still ends.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adoptgen.paths.cover import Item
from adoptgen.paths.wanted import Pair

Place = tuple[int, int, int, str]
"""Due, asked for by the role (0) or not (1), rank in the courses, key."""


@dataclass
class Edges:
    """Object key -> keys of objects that come after it."""

    firm: dict[str, set[str]] = field(default_factory=dict)
    gentle: dict[str, set[str]] = field(default_factory=dict)


def edges(serving: Mapping[Item, tuple[Pair, ...]], before: Mapping[Pair, tuple[Pair, ...]]) -> Edges:
    """What comes before what, from the levels each object serves and what each level rests on."""
    teachers: dict[Pair, list[Item]] = {}
    for item, pairs in serving.items():
        for pair in pairs:
            teachers.setdefault(pair, []).append(item)
    found = Edges()
    for pair, items in teachers.items():
        _link(found.gentle, items, items, strict=True)
        for below in _taught_below(pair, before, teachers):
            later = [item for item in items if below not in serving[item]]
            _link(found.gentle, teachers[below], later, strict=False)
            _introduce(found.firm, teachers[below], later)
    return found


def _taught_below(
    pair: Pair, before: Mapping[Pair, tuple[Pair, ...]], teachers: Mapping[Pair, list[Item]]
) -> list[Pair]:
    """The levels it rests on; where nothing serves one of them, those that one rests on, and so on."""
    seen = {pair}
    waiting = list(before.get(pair, ()))
    found = []
    while waiting:
        below = waiting.pop()
        if below in seen:
            continue
        seen.add(below)
        if below in teachers:
            found.append(below)
        else:
            waiting.extend(before.get(below, ()))
    return found


def _introduce(graph: dict[str, set[str]], earlier: list[Item], later: list[Item]) -> None:
    """The first stage there is of a level comes before everything that builds on it."""
    first = min(item.stage for item in earlier)
    after = {item.key for item in later}
    for item in earlier:
        if item.stage == first:
            graph.setdefault(item.key, set()).update(after - {item.key})


def _link(graph: dict[str, set[str]], earlier: list[Item], later: list[Item], *, strict: bool) -> None:
    for item in earlier:
        after = {other.key for other in later if item.stage < other.stage or (item.stage == other.stage and not strict)}
        graph.setdefault(item.key, set()).update(after - {item.key})


def inherited(dues: Mapping[str, int], graph: Edges) -> dict[str, int]:
    """Each object's due, or that of the earliest thing that comes after it."""
    before: dict[str, set[str]] = {}
    for part in (graph.firm, graph.gentle):
        for key, after in part.items():
            for other in after:
                before.setdefault(other, set()).add(key)
    found: dict[str, int] = {}
    for key in sorted(dues, key=lambda name: (dues[name], name)):
        waiting = [key]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found[current] = dues[key]
                waiting.extend(before.get(current, ()))
    return found


def ordered(places: Mapping[str, Place], graph: Edges) -> list[str]:
    """All keys, earliest place first as far as the edges allow."""
    line = _Line(places, graph)
    found = []
    while (key := line.take()) is not None:
        found.append(key)
    return found


class _Line:
    """Objects waiting for their turn: a heap of those that are ready, counters for the others."""

    def __init__(self, places: Mapping[str, Place], graph: Edges) -> None:
        self.places = places
        self.graph = graph
        self.waiting = dict.fromkeys(places)
        self.firm = _counted(graph.firm.values())
        self.gentle = _counted(graph.gentle.values())
        self.heap = [place for key, place in places.items() if self._ready(key)]
        heapq.heapify(self.heap)

    def take(self) -> str | None:
        """The next object; None when all are done."""
        while self.heap:
            key = heapq.heappop(self.heap)[3]
            if key in self.waiting:
                return self._done(key)
        return self._done(self._give_way()) if self.waiting else None

    def _ready(self, key: str) -> bool:
        return not self.firm.get(key) and not self.gentle.get(key)

    def _give_way(self) -> str:
        """Stuck in a circle: drop gentle edges first, then firm ones."""
        return min(self.waiting, key=lambda key: (self.firm.get(key, 0) > 0, self.places[key]))

    def _done(self, key: str) -> str:
        del self.waiting[key]
        for counts, part in ((self.firm, self.graph.firm), (self.gentle, self.graph.gentle)):
            for other in part.get(key, ()):
                counts[other] -= 1
                if other in self.waiting and self._ready(other):
                    heapq.heappush(self.heap, self.places[other])
        return key


def _counted(after: Iterable[set[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for keys in after:
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
    return counts
