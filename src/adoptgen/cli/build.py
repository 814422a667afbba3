"""`adoptgen build`: make what is new or changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from adoptgen.build.places import Places
from adoptgen.build.quick import Inputs, look_at_inputs, nothing_changed
from adoptgen.build.request import Request
from adoptgen.cli.building import KindsCommand, request_options, tell_warnings
from adoptgen.cli.project import leave, stop_on_errors

if TYPE_CHECKING:
    from adoptgen.build.builder import Outcome


@click.command(cls=KindsCommand)
@request_options
@click.option("--jobs", type=click.IntRange(1, 512), metavar="N", help="Processes to use (default: one per core).")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Render on the Dask cluster whose scheduler is there.")
def command(
    project: Path,
    kinds: tuple[str, ...],
    roles: tuple[str, ...],
    languages: tuple[str, ...],
    jobs: int | None,
    scheduler: str,
) -> None:
    """Make what is new or changed, all kinds of output or the KINDs named.

    The folder build/ is replaced as a whole, and only when everything passed its checks.
    """
    started = time.monotonic()
    places = Places(project)
    request = Request(kinds, roles, languages)
    inputs = _inputs(places)
    last = nothing_changed(places, str(request), inputs)
    if last:
        tell_warnings(last.warnings)
        click.echo(f"nothing to do: all {last.files} files are as they should be ({_since(started)})")
        return
    from adoptgen.cli.carry import carry_out  # imports what reads catalogs, which costs more than the above

    _summary(carry_out(places, request, inputs, jobs, scheduler), started)


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"


def _inputs(places: Places) -> Inputs:
    """The state of what is read; leaves with exit 1 where nothing can be built."""
    if why := places.why_unusable():
        _refuse(why)
    try:
        return look_at_inputs(places)
    except OSError as error:
        return _refuse(f"{error.strerror} ({error.filename}), so nothing can be built here")


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    leave(1)


def _summary(outcome: Outcome, started: float) -> None:
    stop_on_errors(outcome.problems)
    for path, safe in outcome.set_aside.items():
        click.echo(f"build/{path} held what adoptgen did not write; it is now in {safe}", err=True)
    counts = outcome.decisions.counts
    kept = f", not asked for {counts['kept']}" if counts["kept"] else ""
    changes = f"made {counts['made']}, unchanged {counts['unchanged']}{kept}, removed {counts['pruned']}"
    click.echo(f"{changes} in {_since(started)}: build/")
