"""Rendering and checking, wherever it runs: in parcels, a bounded number under way, results as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from adoptgen.artefact import Artefact, Finisher
from adoptgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of one artefact, and what its checks say."""

    path: str
    data: bytes
    problems: tuple[Problem, ...]


Job = tuple[str, Callable[[Any], bytes], Any, tuple[Callable[[bytes], list[Problem]], ...]]


def render_all(executor: Executor, artefacts: Iterable[Artefact], lanes: int) -> Iterator[Rendered]:
    """Every artefact rendered and checked, in the order in which they are done. Raises what a renderer raises.

    `lanes`: how many calls run at once; twice as many parcels are under way, so memory stays bounded.
    """
    parcels = iter(_parcels(list(artefacts), lanes))
    waiting: set[Future[list[Rendered]]] = set()
    while True:
        waiting |= {executor.submit(render_parcel, parcel) for parcel in islice(parcels, lanes * 2 - len(waiting))}
        if not waiting:
            return
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield from future.result()


def _parcels(artefacts: list[Artefact], lanes: int) -> list[list[Job]]:
    """Artefacts made of the same inputs stay together: what one of them prepares serves the next.

    The heavy ones, planned side by side, are spread.
    """
    together: dict[int, list[Job]] = {}
    for item in artefacts:
        together.setdefault(id(item.inputs), []).append(_job(item))
    groups = list(together.values())
    size = max(1, min(24, len(artefacts) // (lanes * 8)))
    count = -(-len(artefacts) // size)
    found = (list(chain.from_iterable(groups[start::count])) for start in range(count))
    return [parcel for parcel in found if parcel]


def _job(item: Artefact) -> Job:
    return item.path, item.render, item.inputs, item.checks


def render_parcel(jobs: list[Job]) -> list[Rendered]:
    """Runs where the executor runs it."""
    return [_render(*job) for job in jobs]


def _render(
    path: str,
    render: Callable[[Any], bytes],
    inputs: Any,
    checks: tuple[Callable[[bytes], list[Problem]], ...],
) -> Rendered:
    try:
        data = render(inputs)
        problems = tuple(problem for check in checks for problem in check(data))
    except Exception as error:
        error.add_note(f"while making {path}")
        raise
    return Rendered(path, data, problems)


def run_finisher(finisher: Finisher, source: Path, target: Path) -> str:
    """Runs where the executor runs it; the folder must be reachable from there. Returns the finisher's target."""
    try:
        finisher.run(source, target, finisher.options)
    except Exception as error:
        error.add_note(f"while making {finisher.target}/ from {finisher.source}/")
        raise
    return finisher.target
