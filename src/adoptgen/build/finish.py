"""Running the finishers: each as soon as everything below its source is there, several at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from adoptgen.artefact import Finisher
from adoptgen.build.assembly import Assembly
from adoptgen.build.ledger import Entry
from adoptgen.build.paths import clashes, why_unsafe
from adoptgen.build.planning import Unit
from adoptgen.build.render import run_finisher
from adoptgen.build.scan import content_of
from adoptgen.problems import Location, Problem


def finish(
    executor: Executor,
    units: Collection[Unit],
    assembly: Assembly,
    entries: dict[str, Entry],
    step: Callable[[str], None],
) -> list[Problem]:
    """Run all, put what they made into `entries`; problems (B105, B106) are names no system can be trusted with."""
    problems: list[Problem] = []
    waiting = list(units)
    running: dict[Future[str], Unit] = {}
    while waiting or running:
        for unit in [unit for unit in waiting if not _blocked(unit, [*waiting, *running.values()])]:
            waiting.remove(unit)
            running[_start(executor, unit, assembly)] = unit
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            unit = running.pop(future)
            future.result()
            paths = assembly.adopt(unit.key.rstrip("/"))
            problems += _check(unit, paths, assembly)
            files = {path: content_of(assembly.path(path)) for path in paths}
            entries[unit.key] = Entry(unit.generator, unit.fingerprint, unit.about, files, unit.parts)
            step(unit.key)
    return problems


def _blocked(unit: Unit, others: Collection[Unit]) -> bool:
    assert isinstance(unit.planned, Finisher)
    return any(other.key.startswith(f"{unit.planned.source}/") for other in others if other is not unit)


def _start(executor: Executor, unit: Unit, assembly: Assembly) -> Future[str]:
    assert isinstance(unit.planned, Finisher)
    source = assembly.path(unit.planned.source)
    return executor.submit(run_finisher, unit.planned, source, assembly.empty_folder(unit.planned.target))


def _check(unit: Unit, paths: list[str], assembly: Assembly) -> Iterator[Problem]:
    for path in paths:
        why = why_unsafe(path) or ("" if assembly.written[path] else "is not a regular file")
        if why:
            yield Problem(Location(f"build/{path}"), "B105", f"what {unit.generator} made {why}")
    for first, second in clashes(paths):
        yield Problem(Location(f"build/{second}"), "B106", f"what {unit.generator} made clashes with {first}")
