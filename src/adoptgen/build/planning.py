"""From generators to a plan: every file that would be made, checked for safe and separate paths, fingerprinted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from adoptgen.artefact import Artefact, Finisher, Generator, Planned, Programme
from adoptgen.build.code import code_of
from adoptgen.build.fingerprint import brief, digest, parts, whole
from adoptgen.build.paths import WORK, clashes, folded, why_unsafe
from adoptgen.build.places import MANIFEST
from adoptgen.problems import Location, Problem

CodeOf: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to make: the file of an artefact, or the whole tree of a finisher (`key` then ends with a slash)."""

    key: str
    planned: Planned
    generator: str
    fingerprint: str
    parts: Mapping[str, int]
    """Field of the inputs -> a short number that changes with it; tells why, never whether."""

    @property
    def about(self) -> tuple[str, ...]:
        """Keys of the catalog objects it is made of."""
        return self.planned.about


@dataclass(frozen=True)
class Plan:
    """All units of the generators asked, by key, finishers after what they need; and what is wrong with them."""

    units: Mapping[str, Unit]
    generators: tuple[str, ...]
    """Names of the generators that were asked."""
    known: tuple[str, ...]
    """Names of all there are; the output of those known but not asked is left alone."""
    problems: tuple[Problem, ...] = ()


def make_plan(
    generators: Mapping[str, Generator], programme: Programme, kinds: Collection[str] = (), code: CodeOf = code_of
) -> Plan:
    """Ask the generators named (all when empty); nothing is written.

    Problems are unsafe paths and paths that clash (B101 to B104). Raises KeyError for a name that is not known.
    """
    asked = tuple(kinds) or tuple(generators)
    told = replace(programme, asked=frozenset(kinds))
    planned = [(name, item) for name in asked for item in generators[name].plan(told)]
    problems = [*_unsafe(planned), *_clashing(planned)]
    if problems:
        return Plan({}, asked, tuple(generators), tuple(problems))
    told_of = _Fields()
    artefacts = [_artefact_unit(name, item, code, told_of) for name, item in planned if isinstance(item, Artefact)]
    units = {unit.key: unit for unit in sorted(artefacts, key=lambda unit: unit.key)}
    finishers = [(name, item) for name, item in planned if isinstance(item, Finisher)]
    for name, finisher in _in_order(finishers):
        unit = _finisher_unit(name, finisher, units, code)
        units[unit.key] = unit
    return Plan(units, asked, tuple(generators))


def key_of(item: Planned) -> str:
    """The path of an artefact, the target of a finisher with a slash at its end."""
    return item.path if isinstance(item, Artefact) else f"{item.target}/"


def _place(path: str) -> Location:
    return Location(path if path.startswith(WORK) else f"build/{path}")


def _unsafe(planned: list[tuple[str, Planned]]) -> Iterator[Problem]:
    for name, item in planned:
        for path in (item.path,) if isinstance(item, Artefact) else (item.source, item.target):
            if why := why_unsafe(path):
                help_ = "Give the object it is made of an id of letters, digits, dots and hyphens."
                yield Problem(_place(path), "B101", f"the path that {name} plans {why}", help_)
        if isinstance(item, Finisher) and f"{folded(item.target)}/".startswith(f"{folded(item.source)}/"):
            help_ = "Give the finisher a target outside its source."
            yield Problem(_place(item.target), "B104", f"{name} plans a target inside its own source", help_)


def _clashing(planned: list[tuple[str, Planned]]) -> Iterator[Problem]:
    makers: dict[str, list[str]] = {MANIFEST: ["the builder"], f"{WORK}{MANIFEST}": ["the builder"]}
    about: dict[str, tuple[str, ...]] = {}
    for name, item in planned:
        makers.setdefault(key_of(item), []).append(name)
        about[key_of(item)] = about.get(key_of(item), ()) + item.about
    taken = [key for key, names in makers.items() for _ in names]
    for first, second in sorted(set(clashes(taken))):
        code, what = ("B102", "is planned twice") if first == second else ("B103", f"clashes with {first}")
        names = " and ".join(dict.fromkeys(makers[first] + makers[second]))
        others = sorted({*about.get(first, ()), *about.get(second, ())})
        whose = f" (made of {', '.join(others)})" if others else ""
        help_ = "Outputs need paths that differ by more than case; rename one of the objects."
        yield Problem(_place(second), code, f"the path {what}, by {names}{whose}", help_)


class _Fields:
    """Inputs -> their sha256 and a short number per field; inputs that several artefacts share are read once.

    They are known by identity: the plan holds them all as long as this is asked.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, dict[str, int]]] = {}

    def of(self, inputs: object) -> tuple[str, dict[str, int]]:
        known = self._known.get(id(inputs))
        if known is None:
            fields = parts(inputs)
            known = whole(fields.values()), {name: brief(part) for name, part in fields.items()}
            self._known[id(inputs)] = known
        return known


def _artefact_unit(generator: str, artefact: Artefact, code: CodeOf, told_of: _Fields) -> Unit:
    sha256, fields = told_of.of(artefact.inputs)
    modules = {function.__module__ for function in (artefact.render, *artefact.checks)}
    source = "\n".join(code(module) for module in sorted(modules))
    fingerprint = digest(source, artefact.render, sha256)
    brief_parts = fields | {"code": brief(source.encode())}
    return Unit(artefact.path, replace(artefact, generator=generator), generator, fingerprint, brief_parts)


def below(units: Mapping[str, Unit], folder: str) -> Iterator[Unit]:
    """The units whose files lie below a folder."""
    return (unit for unit in units.values() if unit.key.startswith(f"{folder}/"))


def _finisher_unit(generator: str, finisher: Finisher, units: Mapping[str, Unit], code: CodeOf) -> Unit:
    """A finisher's input is the fingerprint of every file below its source: what decides their bytes decides its."""
    fields = parts(finisher.options)
    listing = "\n".join(sorted(f"{unit.key} {unit.fingerprint}" for unit in below(units, finisher.source)))
    fields["files"] = hashlib.sha256(listing.encode()).digest()
    source = code(finisher.run.__module__)
    fingerprint = digest(source, finisher.run, whole(fields.values()))
    brief_parts = {name: brief(part) for name, part in fields.items()} | {"code": brief(source.encode())}
    return Unit(key_of(finisher), finisher, generator, fingerprint, brief_parts)


def _in_order(finishers: list[tuple[str, Finisher]]) -> Iterator[tuple[str, Finisher]]:
    """Those that need another's target after it. Raises ValueError where they need each other: a generator's bug."""
    waiting = sorted(finishers, key=lambda pair: pair[1].target)
    while waiting:
        ready = [pair for pair in waiting if not any(_needs(pair[1], other) for _, other in waiting)]
        if not ready:
            raise ValueError(f"finishers need each other: {', '.join(pair[1].target for pair in waiting)}")
        yield from ready
        waiting = [pair for pair in waiting if pair not in ready]


def _needs(finisher: Finisher, other: Finisher) -> bool:
    return f"{other.target}/".startswith(f"{finisher.source}/")
