"""`adoptgen build`, except that no finisher runs: what a build costs beside MkDocs, which knows no increments."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from adoptgen.artefact import Finisher
from adoptgen.build.builder import Task, build
from adoptgen.build.executors import cores
from adoptgen.build.lock import lock
from adoptgen.build.places import Places
from adoptgen.build.planning import Plan, Unit
from adoptgen.build.quick import look_at_inputs, note
from adoptgen.build.request import Request
from adoptgen.build.run import prepare, workers
from adoptgen.build.scan import now


def stub(_source: Path, target: Path, _options: Any) -> None:
    """Stands in for a finisher."""
    (target / "index.html").write_text("not built while measuring\n", encoding="utf-8")


def without_finishers(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """The same units with the same fingerprints, finishers replaced by the stub."""
    return {
        key: replace(unit, planned=replace(unit.planned, run=stub)) if isinstance(unit.planned, Finisher) else unit
        for key, unit in units.items()
    }


def main(project: Path) -> None:
    """One build; prints how many things were made and how many there are."""
    gc.set_threshold(200_000)
    places = Places(project)
    inputs = look_at_inputs(places)
    with lock(places.lock):
        prepared = prepare(project, Request(), now(places.state))
        for problem in prepared.problems[:5]:
            print(problem, file=sys.stderr)
        plan = prepared.plan
        plan = Plan(without_finishers(plan.units), plan.generators, plan.known)
        outcome = build(Task(places, plan, workers(cores())))
        note(places, str(Request()), inputs, outcome.outputs, 0)
    counts = outcome.decisions.counts
    print(counts["made"], sum(counts.values()) - counts["made"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
