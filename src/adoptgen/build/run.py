"""From a project folder to decisions, and to output: what the commands `plan`, `build` and `serve` share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from adoptgen.artefact import Programme
from adoptgen.build.assemble import assemble
from adoptgen.build.compare import Decisions, Selection
from adoptgen.build.discover import generators
from adoptgen.build.executors import cluster, local
from adoptgen.build.places import Places
from adoptgen.build.planning import Plan, make_plan
from adoptgen.build.request import Request
from adoptgen.build.survey import survey
from adoptgen.problems import Problem, has_errors


class UnknownNameError(Exception):
    """A kind, role or language that is not there; the message names the ones that are."""


@dataclass(frozen=True)
class Prepared:
    """A plan and what of it is wanted; with errors among the problems the plan is empty."""

    plan: Plan
    selection: Selection
    problems: tuple[Problem, ...]


def prepare(project: Path, request: Request, clock: int | None = None) -> Prepared:
    """Read the project and plan it; with a `clock` what was read is remembered (`assemble`).

    Raises UnknownNameError, GeneratorError and OSError.
    """
    known = generators()
    _must_know("kind", request.kinds, known)
    assembled = assemble(project, clock=clock)
    programme = assembled.programme
    if programme is None:
        return Prepared(Plan({}, (), ()), Selection(), assembled.problems)
    _must_know("role", request.roles, programme.source.roles)
    _must_know("language", request.languages, programme.catalogs)
    plan = make_plan(known, programme, request.kinds)
    about = {key for role in request.roles for key in about_role(programme, role)}
    return Prepared(plan, Selection(request.languages, about), (*assembled.problems, *plan.problems))


def _must_know(what: str, asked: Collection[str], known: Collection[str]) -> None:
    for name in asked:
        if name not in known:
            raise UnknownNameError(f"no {what} is called {name}; there are: {', '.join(known)}")


def about_role(programme: Programme, role: str) -> Iterator[str]:
    """What `--role` means: the role, what is on its path, and the courses that hold something of it."""
    steps = {step.reference for step in programme.paths[role].steps} if role in programme.paths else set()
    yield f"role/{role}"
    yield from sorted(steps)
    for course in programme.source.courses.values():
        if any(item in steps for module in course.modules for item in module.items):
            yield course.key


def decisions(project: Path, prepared: Prepared) -> Decisions:
    """What a build would do; nothing is written. Raises OSError."""
    if has_errors(prepared.problems):
        return Decisions({})
    return survey(Places(project), prepared.plan, prepared.selection).decisions


def workers(jobs: int, scheduler: str = "") -> Callable[[int], contextlib.AbstractContextManager[tuple[Executor, int]]]:
    """Opens the executor a build asks for when it knows how many parcels of work there are.

    A cluster is connected to at once: raises SchedulerError if it cannot be.
    """
    remote = cluster(scheduler) if scheduler else None

    @contextlib.contextmanager
    def opened(parcels: int) -> Iterator[tuple[Executor, int]]:
        lanes = max(1, min(jobs, parcels))
        executor = remote or local(lanes)
        try:
            yield executor, 4 * jobs if remote else lanes
        finally:
            executor.shutdown(cancel_futures=True)

    return opened
