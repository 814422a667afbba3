"""`adoptgen plan`: what a build would make, and why; the same list, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import click

from adoptgen.build.compare import Decision, State
from adoptgen.build.request import Request
from adoptgen.build.run import decisions, prepare
from adoptgen.cli.building import KindsCommand, request_options
from adoptgen.cli.carry import explained, stop_on

_TOLD = (State.NEW, State.CHANGED, State.DAMAGED, State.PRUNED)


@click.command(cls=KindsCommand)
@request_options
def command(project: Path, kinds: tuple[str, ...], roles: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """What a build would make, and why; nothing is written."""
    with explained():
        prepared = prepare(project, Request(kinds, roles, languages))
        stop_on(prepared)
        found = decisions(project, prepared)
    for decision in found.of(*_TOLD):
        click.echo(_line(decision))
    for path in found.foreign:
        click.echo(f"aside      {path}: adoptgen did not write it")
    counts = found.counts
    click.echo(", ".join(f"{counts[state]} {state}" for state in State if counts[state]) or "nothing is planned")


def _line(decision: Decision) -> str:
    return f"{decision.state.value:<10} {decision.key}{f': {decision.reason}' if decision.reason else ''}"
