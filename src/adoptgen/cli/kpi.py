"""`adoptgen kpi`: the figures in the terminal, and what one of them stands on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from adoptgen.catalog.load import load
from adoptgen.cli.project import leave, project_option, stop_on_errors
from adoptgen.evidence.store import StoreError, facts
from adoptgen.measures import view_of
from adoptgen.measures.explain import Explanation, explain
from adoptgen.measures.figures import figures
from adoptgen.measures.view import View
from adoptgen.model.change import Kpi
from adoptgen.model.figure import Figure, Segment, Standing
from adoptgen.paths import all_paths

_WORDS = {
    Standing.ON_TARGET: "on target",
    Standing.BELOW: "misses target",
    Standing.UNCERTAIN: "uncertain",
    Standing.SUPPRESSED: "not shown",
    Standing.NO_DATA: "no data yet",
    Standing.NO_TARGET: "no target",
}
_UNITS = {"percent": " %", "days": " d"}


@click.group()
def command() -> None:
    """Figures, and what they stand on."""


def _day_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Last day that counts, 2026-03-15 (default: that of the newest record).",
    )(function)


@command.command("show")
@click.argument("kpi_id", metavar="[KPI]", required=False)
@click.option("--by", type=click.Choice(["role", "site", "wave"]), help="Every figure by these segments.")
@_day_option
@project_option
def show_command(project: Path, kpi_id: str | None, by: str | None, as_of: dt.datetime | None) -> None:
    """Every KPI with value, 95 % interval, state and people."""
    view = _view(project, as_of)
    chosen = [_kpi(view, kpi_id)] if kpi_id else list(view.catalog.kpis.values())
    click.echo(f"{view.catalog.programme.title} as of {view.as_of.isoformat()}, {len(view.people)} people\n")
    rows: list[tuple[str, ...]] = [("KPI", "", "value", "interval", "target", "state", "people")]
    for kpi in chosen:
        rows += [_row(kpi, figure) for figure in figures(view, kpi) if figure.segment.dimension in ("", by)]
    _table(rows)


def _row(kpi: Kpi, figure: Figure) -> tuple[str, ...]:
    unit = _UNITS.get(figure.unit, "")
    target = "" if kpi.target is None else f"{'≥' if kpi.better == 'up' else '≤'} {kpi.target:g}{unit}"
    name = kpi.id if not figure.segment.dimension else ""
    people = "" if figure.standing in (Standing.SUPPRESSED, Standing.NO_DATA) else str(figure.people)
    return (name, figure.segment.value, _value(figure), _interval(figure), target, _WORDS[figure.standing], people)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "not reached" if figure.people else "–"
    return f"{figure.value:.1f}{_UNITS.get(figure.unit, '')}"


def _interval(figure: Figure) -> str:
    if figure.low is None:
        return ""
    return f"{figure.low:.1f} to {figure.high:.1f}" if figure.high is not None else f"{figure.low:.1f} or more"


def _table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


@command.command("explain")
@click.argument("kpi_id", metavar="KPI")
@click.option("--segment", metavar="DIMENSION=ID", help="For instance site=lyon (default: everybody).")
@_day_option
@project_option
def explain_command(project: Path, kpi_id: str, segment: str | None, as_of: dt.datetime | None) -> None:
    """What one figure stands on: formula, whom it counts, the files behind it."""
    view = _view(project, as_of)
    kpi = _kpi(view, kpi_id)
    dimension, mark, name = (segment or "").partition("=")
    found = explain(view, kpi, Segment(dimension, name)) if mark or not segment else None
    if found is None:
        by = ", ".join(f"{item}=ID" for item in kpi.by) or "no segment"
        raise click.UsageError(f"{kpi.id} is not shown by {segment}; it is shown by {by}")
    for line in _lines(view, kpi, found):
        click.echo(line)


def _lines(view: View, kpi: Kpi, found: Explanation) -> list[str]:
    figure, segment = found.figure, found.figure.segment
    whom = f"{segment.dimension} {segment.value}" if segment.dimension else "everybody"
    lines = [f"{kpi.title} ({kpi.id}), {whom}, as of {view.as_of.isoformat()}", ""]
    lines.append(
        f"  value     {_value(figure)}   95 % interval {_interval(figure) or 'none'}   {_WORDS[figure.standing]}"
    )
    if figure.denominator:
        lines.append(f"  counted   {figure.numerator} of {figure.denominator} cases, {figure.people} people")
    lines.append(f"  formula   {found.formula or 'there are no records for this measure yet'}")
    lines.append(f"  over      {', '.join(found.of) or 'the courses of each role’s path'}")
    lines.append(f"  people    {len(view.people)} on the roster of that day; who left or had not joined is not counted")
    if figure.standing is Standing.SUPPRESSED:
        least = view.catalog.programme.privacy.minimum_n
        lines.append(f"  not shown: about fewer than {least} people, or such a figure could be worked out from it")
    lines += [f"  file      {sha256[:12]}  {name}: {count} cases" for sha256, name, count in found.files]
    return lines


def _view(project: Path, as_of: dt.datetime | None) -> View:
    loaded = load(project / "catalog")
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    try:
        known = facts(project)
    except StoreError as error:
        click.echo(f"error: {error}", err=True)
        leave(1)
    view = view_of(loaded.catalog, all_paths(loaded.catalog), known, as_of.date() if as_of else None)
    if view is None:
        click.echo("There are no records yet. Take some in with: adoptgen import FILE", err=True)
        leave(1)
    return view


def _kpi(view: View, kpi_id: str) -> Kpi:
    if kpi_id not in view.catalog.kpis:
        raise click.UsageError(f"the catalog has no KPI {kpi_id}; there are {', '.join(view.catalog.kpis)}")
    return view.catalog.kpis[kpi_id]
