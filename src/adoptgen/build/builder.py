"""Carrying out a plan: render, check, assemble aside, take the place of the old tree, remember."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from adoptgen.artefact import Artefact, Finisher
from adoptgen.build.assembly import Assembly, clear_leftovers, set_aside
from adoptgen.build.compare import MADE, Decisions, Selection, State
from adoptgen.build.door import Door
from adoptgen.build.finish import finish
from adoptgen.build.ledger import Entry, manifest_bytes
from adoptgen.build.memory import known_signatures, remember
from adoptgen.build.places import MANIFEST, Places, tree_of
from adoptgen.build.planning import Plan
from adoptgen.build.render import Rendered, render_all
from adoptgen.build.scan import now
from adoptgen.build.survey import Survey, survey
from adoptgen.problems import Problem, has_errors

Step = Callable[[str], None]
"""Called with the path of each thing when it is done."""
Workers = Callable[[int], AbstractContextManager[tuple[Executor, int]]]
"""Parcels of work there are -> an executor, and how many of its calls run at once."""


@dataclass(frozen=True)
class Outcome:
    """What a build did. With errors among the problems the output is what it was before."""

    decisions: Decisions
    problems: tuple[Problem, ...] = ()
    set_aside: Mapping[str, str] = field(default_factory=dict)
    """Files in the output that were not ours -> where they are now."""
    outputs: str = ""
    """State of the output as `quick` compares it; empty if it cannot be vouched for."""


@dataclass(frozen=True)
class Task:
    """Everything a build needs."""

    places: Places
    plan: Plan
    workers: Workers
    selection: Selection = field(default_factory=Selection)
    door: Door = field(default_factory=Door)
    step: Step = lambda _path: None
    begin: Callable[[Decisions], None] = lambda _decisions: None
    """Called once when it is known what will be made."""


def build(task: Task) -> Outcome:
    """Make the output what the plan says. The lock is held by the caller.

    Raises OSError (the output is whole: the old one or the new one), ChangedError if a file was edited meanwhile, and
    what a renderer raises.
    """
    places = task.places
    task.door.folder(places.state)
    clear_leftovers(places, task.door)
    clock = now(places.state)
    found = survey(places, task.plan, task.selection)
    task.begin(found.decisions)
    kept = dict(_kept(found, task.plan))
    touched = _touched(found, kept)
    if not touched:
        seen = known_signatures(found, kept)
        return Outcome(found.decisions, (), {}, remember(places, task.door, found.ledger, kept, seen, clock))
    return _rebuild(task, found, kept, touched)


def _kept(found: Survey, plan: Plan) -> Iterator[tuple[str, Entry]]:
    """Entries that stay; what the plan says besides the fingerprint (about, generator) is brought up to date."""
    for decision in found.decisions.of(State.UNCHANGED, State.KEPT):
        entry = found.ledger.entries.get(decision.key)
        unit = plan.units.get(decision.key)
        if entry and unit and decision.state is State.UNCHANGED:
            entry = replace(entry, generator=unit.generator, about=unit.about, parts=unit.parts)
        if entry:
            yield decision.key, entry


def _touched(found: Survey, kept: Mapping[str, Entry]) -> set[str]:
    """Prefixes of the trees in which anything changes, be it only the manifest."""
    gone = (found.ledger.entries[decision.key] for decision in found.decisions.of(State.PRUNED))
    changed = {tree_of(decision.key) for decision in found.decisions.of(*MADE)}
    changed |= {tree_of(path) for entry in gone for path in entry.files}
    changed |= {tree_of(path) for path in found.decisions.foreign}
    rest = {prefix for prefix in found.manifests if prefix not in changed}
    return changed | {prefix for prefix in rest if found.manifests[prefix] != manifest_bytes(kept, prefix)}


def _rebuild(task: Task, found: Survey, kept: dict[str, Entry], touched: set[str]) -> Outcome:
    entries = dict(kept)
    decisions = found.decisions
    made = [task.plan.units[decision.key] for decision in decisions.of(*MADE)]
    artefacts = [unit.planned for unit in made if isinstance(unit.planned, Artefact)]
    finishers = [unit for unit in made if isinstance(unit.planned, Finisher)]
    with Assembly(task.places, task.door, touched) as assembly:
        with task.workers(len(artefacts) // 8 + len(finishers)) as (executor, lanes):
            problems = _render(task, assembly, entries, render_all(executor, artefacts, lanes))
            if has_errors(problems):
                return Outcome(decisions, tuple(problems))
            for path in (path for entry in kept.values() for path in entry.files if path in found.intact):
                assembly.keep(path)
            problems += finish(executor, finishers, assembly, entries, task.step)
        if has_errors(problems):
            return Outcome(decisions, tuple(problems))
        moved = _complete(task, found, assembly, entries)
        seen = known_signatures(found, kept) | assembly.written
    return Outcome(
        decisions, tuple(problems), moved, remember(task.places, task.door, found.ledger, entries, seen, None)
    )


def _render(task: Task, assembly: Assembly, entries: dict[str, Entry], rendered: Iterator[Rendered]) -> list[Problem]:
    """Write what passes its checks, note what does not."""
    problems: list[Problem] = []
    for item in rendered:
        problems += item.problems
        unit = task.plan.units[item.path]
        sha256 = assembly.write(item.path, item.data)
        entries[item.path] = Entry(unit.generator, unit.fingerprint, unit.about, {item.path: sha256}, unit.parts)
        task.step(item.path)
    return problems


def _complete(task: Task, found: Survey, assembly: Assembly, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Manifests, then what is not ours to safety, then the new trees into their place."""
    new = {path: sha256 for entry in entries.values() for path, sha256 in entry.files.items()}
    for prefix in assembly.touched:
        assembly.write(f"{prefix}{MANIFEST}", manifest_bytes(entries, prefix))
    strange = [path for path in found.strangers() if tree_of(path) in assembly.touched]
    moved = set_aside(task.places, task.door, (path for path in strange if not found.holds(path, new.get(path))))
    assembly.take_place()
    return moved
