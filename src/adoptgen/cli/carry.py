"""The part of `build` and `plan` that reads the catalog: imported only when something may have changed."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import click

from adoptgen.artefact import ChangedError
from adoptgen.build.builder import Outcome, Task, build
from adoptgen.build.compare import MADE, Decisions
from adoptgen.build.discover import GeneratorError
from adoptgen.build.executors import SchedulerError, cores
from adoptgen.build.lock import BusyError, lock
from adoptgen.build.places import Places
from adoptgen.build.quick import Inputs, note
from adoptgen.build.request import Request
from adoptgen.build.run import Prepared, UnknownNameError, prepare, workers
from adoptgen.build.scan import now
from adoptgen.cli.building import tell_warnings
from adoptgen.cli.progress import Progress
from adoptgen.cli.project import leave, show
from adoptgen.problems import Severity, has_errors

_OBJECTS = 200_000
"""New objects between two searches for cycles: a catalog is many objects that stay, and searching them all is slow."""


def carry_out(places: Places, request: Request, inputs: Inputs, jobs: int | None, scheduler: str) -> Outcome:
    """One build from reading to remembering. Leaves with the right exit code where it cannot be done."""
    gc.set_threshold(_OBJECTS)
    with explained(), lock(places.lock):
        pool = workers(jobs or cores(), scheduler)
        prepared = prepare(places.project, request, now(places.state))
        stop_on(prepared)
        progress = Progress()
        try:
            task = Task(
                places,
                prepared.plan,
                pool,
                prepared.selection,
                step=progress.step,
                begin=lambda decisions: progress.begin(_makers(decisions)),
            )
            outcome = build(task)
        finally:
            progress.end()
        if not outcome.problems:
            note(places, str(request), inputs, outcome.outputs, len(prepared.problems))
    return outcome


def stop_on(prepared: Prepared) -> None:
    """Show errors and leave with exit 1; of warnings, say how many there are and who tells them."""
    if has_errors(prepared.problems):
        show(problem for problem in prepared.problems if problem.severity is Severity.ERROR)
        leave(1)
    tell_warnings(len(prepared.problems))


def _makers(decisions: Decisions) -> list[str]:
    return [decision.generator for decision in decisions.of(*MADE)]


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn what can go wrong outside our code into one sentence and the right exit code."""
    try:
        yield
    except (UnknownNameError, SchedulerError) as error:
        raise click.UsageError(str(error)) from error
    except BusyError as error:
        _stop(f"{error}. Wait until it has ended, or stop it.")
    except (ChangedError, GeneratorError) as error:
        _stop(str(error))
    except BrokenExecutor:
        _stop("a helper process was killed, perhaps for want of memory; the output is whole. Try --jobs 1.")
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _stop(f"{error.strerror or error}{where}. The output is whole; build again when this is mended.")
    except KeyboardInterrupt:
        click.echo("stopped; the output is whole", err=True)
        leave(130)


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    leave(1)
