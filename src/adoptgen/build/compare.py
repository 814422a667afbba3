"""What a build would do to each unit, and why: the list `adoptgen plan` prints and `adoptgen build` carries out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from adoptgen.artefact import Finisher
from adoptgen.build.ledger import Entry, Ledger
from adoptgen.build.planning import Plan, Unit, below


class State(StrEnum):
    """What happens to a unit."""

    NEW = "new"
    CHANGED = "changed"
    DAMAGED = "damaged"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    PRUNED = "pruned"


MADE = frozenset({State.NEW, State.CHANGED, State.DAMAGED})


@dataclass(frozen=True, slots=True)
class Decision:
    """One unit, what happens to it, and the reason in words (empty where the state says all)."""

    key: str
    state: State
    reason: str = ""
    generator: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for. Empty means everything; generators are narrowed before planning."""

    languages: Collection[str] = ()
    about: Collection[str] = ()
    """Keys of catalog objects (`kind/id`); units about none at all are always wanted."""

    def wants(self, unit: Unit) -> bool:
        """Whether a unit is among what was asked for."""
        language = unit.planned.language
        if self.languages and language and language not in self.languages:
            return False
        return not self.about or not unit.about or any(key in self.about for key in unit.about)


@dataclass(frozen=True)
class Decisions:
    """All decisions by key, and the files in the trees nobody made."""

    by_key: Mapping[str, Decision]
    foreign: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    """Files that are there but do not hold what was made."""

    def of(self, *states: State) -> Iterator[Decision]:
        """Those in one of these states, in order."""
        return (decision for decision in self.by_key.values() if decision.state in states)

    @property
    def counts(self) -> dict[str, int]:
        """State -> number of units in it, and `made` for all that are made."""
        counts: dict[str, int] = {state: sum(1 for _ in self.of(state)) for state in State}
        return counts | {"made": sum(counts[state] for state in MADE)}

    @property
    def remade(self) -> list[str]:
        """Keys of units that are made again because they were made before."""
        return [decision.key for decision in self.of(State.CHANGED, State.DAMAGED)]


def decide(plan: Plan, ledger: Ledger, intact: Mapping[str, bool], selection: Selection) -> Decisions:
    """Compare. `intact`: path -> whether it holds what the ledger says, for every file found (manifests apart)."""
    wanted = _with_sources(plan, {key for key, unit in plan.units.items() if selection.wants(unit)})
    by_key = {key: _decide(unit, ledger, intact, key in wanted) for key, unit in plan.units.items()}
    by_key |= {key: _left_over(key, entry, plan) for key, entry in ledger.entries.items() if key not in by_key}
    files = ledger.files()
    foreign = tuple(sorted(path for path in intact if path not in files))
    damaged = tuple(sorted(path for path, whole in intact.items() if path in files and not whole))
    return Decisions(by_key, foreign, damaged)


def _with_sources(plan: Plan, wanted: set[str]) -> set[str]:
    """A finisher needs everything below its source, another finisher's tree included."""
    waiting = sorted(wanted)
    while waiting:
        item = plan.units[waiting.pop()].planned
        if isinstance(item, Finisher):
            more = {unit.key for unit in below(plan.units, item.source)} - wanted
            wanted |= more
            waiting += sorted(more)
    return wanted


def _decide(unit: Unit, ledger: Ledger, intact: Mapping[str, bool], wanted: bool) -> Decision:
    entry = ledger.entries.get(unit.key)
    state, reason = _state(unit, entry, intact)
    if not wanted and state is not State.UNCHANGED:
        state, reason = State.KEPT, "not asked for"
    return Decision(unit.key, state, reason, unit.generator, unit.about)


def _state(unit: Unit, entry: Entry | None, intact: Mapping[str, bool]) -> tuple[State, str]:
    if entry is None:
        return State.NEW, ""
    if entry.fingerprint != unit.fingerprint:
        return State.CHANGED, _what_changed(unit.parts, entry.parts)
    if missing := [path for path in entry.files if path not in intact]:
        return State.DAMAGED, _some("missing", missing, unit.key)
    if wrong := [path for path in entry.files if not intact[path]]:
        return State.DAMAGED, _some("edited or cut", wrong, unit.key)
    return State.UNCHANGED, ""


def _some(what: str, paths: list[str], key: str) -> str:
    if paths == [key]:
        return what
    rest = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{what}: {min(paths)}{rest}"


def _what_changed(new: Mapping[str, int], old: Mapping[str, int]) -> str:
    names = [name for name in {**new, **old} if new.get(name) != old.get(name)]
    return ", ".join(names) if old else ""


def _left_over(key: str, entry: Entry, plan: Plan) -> Decision:
    """An output nobody plans any more goes, if its generator was asked (or is no more)."""
    if entry.generator in plan.generators or entry.generator not in plan.known:
        return Decision(key, State.PRUNED, "no longer planned", entry.generator, entry.about)
    return Decision(key, State.KEPT, "not asked for", entry.generator, entry.about)


def verify(
    found: Iterable[tuple[str, tuple[int, ...]]], ledger: Ledger, content: Callable[[str], str]
) -> dict[str, bool]:
    """Path -> whether it holds what the ledger says; content is read only where the signature is not the known one."""
    expected = ledger.files()
    known = ledger.signatures
    return {
        path: bool(signature)
        and path in expected
        and ((known.get(path) == signature) or content(path) == expected[path])
        for path, signature in found
    }
