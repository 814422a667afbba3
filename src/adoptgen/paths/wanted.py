"""What somebody in a role still has to reach: skill levels, their prerequisites, by when and why.

The needs of the role and of the roles it extends are closed over `requires`. Where any one of several prerequisites
is enough, what is held wins, then what is wanted anyway, then the least added effort, then the id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from adoptgen.model.base import SkillLevel
from adoptgen.model.catalog import Catalog
from adoptgen.model.people import Need

Pair = tuple[str, int]
"""Skill id and level."""
Effort = Callable[[Pair], int]
"""Minutes the cheapest learning object takes that reaches a level."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody can do already; holding a level includes those below."""

    levels: Mapping[str, int]

    @classmethod
    def of(cls, held: frozenset[str]) -> Held:
        """From `skill@level` texts. Raises ValueError for anything else."""
        levels: dict[str, int] = {}
        for text in held:
            skill, mark, level = text.partition("@")
            if not (mark and level.isdecimal()):
                raise ValueError(f"{text!r} is not a skill and a level, such as {skill}@1")
            levels[skill] = max(int(level), levels.get(skill, 0))
        return cls(levels)

    def has(self, pair: Pair) -> bool:
        """Whether the level is reached."""
        return self.levels.get(pair[0], 0) >= pair[1]


@dataclass(frozen=True, slots=True)
class Want:
    """A level to reach. `due` is the earliest day (from go-live) that it or anything resting on it is due."""

    due: int
    optional: bool
    role: str
    """Role that brings it in."""
    asked_by: tuple[str, ...]
    """Roles that ask for exactly this level; empty for a mere prerequisite."""
    leads_to: tuple[Pair, ...]
    """Levels it is a direct prerequisite of."""


@dataclass(frozen=True)
class Wanted:
    """All levels still to reach, and what each one directly rests on."""

    wants: Mapping[Pair, Want]
    before: Mapping[Pair, tuple[Pair, ...]]


@dataclass(frozen=True, slots=True)
class _Ask:
    due: int
    order: int
    pair: Pair
    role: str


def lineage(catalog: Catalog, role: str) -> tuple[str, ...]:
    """The role and those it extends, nearest first; ends on circles."""
    found: dict[str, None] = {}
    waiting = [role]
    while waiting:
        name = waiting.pop(0)
        if name in catalog.roles and name not in found:
            found[name] = None
            waiting.extend(catalog.roles[name].extends)
    return tuple(found)


def wanted(catalog: Catalog, role: str, held: Held, effort: Effort) -> Wanted:
    """Everything the role takes and the person does not hold."""
    asks = [(name, need) for name in lineage(catalog, role) for need in catalog.roles[name].needs]
    closure = _Closure(catalog, held, effort)
    for _, need in asks:
        closure.add(_pair(need.skill))
    closure.choose_alternatives()
    return _with_reasons(asks, closure.before)


def _pair(level: SkillLevel) -> Pair:
    return (level.skill, level.level)


@dataclass
class _Closure:
    """Grows the set of wanted levels; `before` maps each to what it directly rests on."""

    catalog: Catalog
    held: Held
    effort: Effort
    before: dict[Pair, list[Pair]] = field(default_factory=dict)
    open: dict[tuple[Pair, tuple[Pair, ...]], None] = field(default_factory=dict)

    def add(self, pair: Pair) -> None:
        """Want a level and, in the end, everything below it."""
        waiting = [pair]
        while waiting:
            current = waiting.pop()
            if current in self.before or self.held.has(current) or current[0] not in self.catalog.skills:
                continue
            below = [item for item in self._all_of(current) if not self.held.has(item)]
            self.before[current] = [item for item in below if item[0] in self.catalog.skills]
            self.open.update(dict.fromkeys((current, choice) for choice in self._any_of(current)))
            waiting.extend(below)

    def _all_of(self, pair: Pair) -> list[Pair]:
        skill, level = pair
        if level > 1:
            return [(skill, level - 1)]
        return [_pair(need.all_of) for need in self.catalog.skills[skill].requires if need.all_of]

    def _any_of(self, pair: Pair) -> Iterator[tuple[Pair, ...]]:
        if pair[1] == 1:
            for need in self.catalog.skills[pair[0]].requires:
                known = (_pair(item) for item in need.any_of if item.skill in self.catalog.skills)
                if choice := tuple(sorted(known)):
                    yield choice

    def choose_alternatives(self) -> None:
        """Settle every "one of these is enough"."""
        while self.open:
            self._settle_the_satisfied()
            if self.open:
                pair, choice = min(self.open)
                del self.open[pair, choice]
                self._rest(pair, min(choice, key=lambda item: (self._added(item), item)))

    def _settle_the_satisfied(self) -> None:
        for pair, choice in sorted(self.open):
            there = [item for item in choice if item in self.before]
            if any(self.held.has(item) for item in choice):
                del self.open[pair, choice]
            elif there:
                del self.open[pair, choice]
                self._rest(pair, there[0])

    def _rest(self, pair: Pair, chosen: Pair) -> None:
        self.before[pair].append(chosen)
        self.add(chosen)

    def _added(self, pair: Pair) -> int:
        """Minutes that wanting this level would add, its certain prerequisites included."""
        new: set[Pair] = set()
        waiting = [pair]
        while waiting:
            current = waiting.pop()
            if current in new or current in self.before or self.held.has(current):
                continue
            if current[0] in self.catalog.skills:
                new.add(current)
                waiting.extend(self._all_of(current))
        return sum(map(self.effort, new))


def _with_reasons(asks: list[tuple[str, Need]], before: Mapping[Pair, list[Pair]]) -> Wanted:
    essential = _flood([ask for ask in _asks(asks, "essential") if ask.pair in before], before)
    optional = _flood([ask for ask in _asks(asks, "optional") if ask.pair in before], before)
    asked: dict[Pair, dict[str, None]] = {}
    for role, need in asks:
        asked.setdefault(_pair(need.skill), {})[role] = None
    leads: dict[Pair, list[Pair]] = {}
    for pair in sorted(before):
        for below in before[pair]:
            leads.setdefault(below, []).append(pair)
    wants = {}
    for pair in sorted(before):
        ask = essential.get(pair) or optional[pair]
        by, to = tuple(asked.get(pair, ())), tuple(leads.get(pair, ()))
        wants[pair] = Want(ask.due, pair not in essential, ask.role, by, to)
    return Wanted(wants, {pair: tuple(below) for pair, below in before.items()})


def _asks(asks: list[tuple[str, Need]], kind: str) -> list[_Ask]:
    found = (
        _Ask(need.due, order, _pair(need.skill), role) for order, (role, need) in enumerate(asks) if need.need == kind
    )
    return sorted(found, key=lambda ask: (ask.due, ask.order))


def _flood(asks: list[_Ask], before: Mapping[Pair, list[Pair]]) -> dict[Pair, _Ask]:
    """Level -> the earliest ask that it serves: asks run down their prerequisites, earliest first."""
    found: dict[Pair, _Ask] = {}
    for ask in asks:
        waiting = [ask.pair]
        while waiting:
            pair = waiting.pop()
            if pair not in found:
                found[pair] = ask
                waiting.extend(before[pair])
    return found
