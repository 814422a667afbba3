"""`adoptgen path`: what a role learns, in which order, by when and why."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from adoptgen.catalog.load import load
from adoptgen.cli.project import leave, project_option, stop_on_errors
from adoptgen.model.catalog import Catalog
from adoptgen.model.pathway import LearningPath, PathStep, Phase, Reason
from adoptgen.paths import learning_path, levels_of

PHASES = {Phase.BEFORE: "Before go-live", Phase.WEEK: "Go-live week", Phase.QUARTER: "First 90 days"}
WIDTH = 100


@click.command()
@click.argument("role")
@click.option("--from", "before", metavar="ROLE", help="Somebody who comes from this role and holds what it takes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@project_option
def command(project: Path, role: str, before: str | None, form: str) -> None:
    """The learning path of ROLE, with the reason for each step."""
    loaded = load(project / "catalog")
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    catalog = loaded.catalog
    held = levels_of(catalog, _known(catalog, before)) if before else frozenset[str]()
    path = learning_path(catalog, _known(catalog, role), held)
    if form == "json":
        click.echo(json.dumps(_as_json(catalog, path), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_as_text(catalog, path)))


def _known(catalog: Catalog, role: str) -> str:
    if role not in catalog.roles:
        near = get_close_matches(role, catalog.roles, 1) or [", ".join(catalog.roles)]
        raise click.UsageError(f"there is no role {role}; did you mean {near[0]}?")
    return role


def _as_text(catalog: Catalog, path: LearningPath) -> Iterator[str]:
    role = catalog.roles[path.role]
    yield f"{role.title}: {_duration(path.effort)} in {sum(not step.optional for step in path.steps)} parts"
    number = 0
    for phase, steps in groupby(path.steps, key=lambda step: step.phase):
        yield ""
        yield PHASES[phase]
        for step in steps:
            number += 1
            yield from _step(catalog, number, step)
    for level in path.uncovered:
        yield ""
        yield f"Nothing teaches {_level(catalog, level)}: add a learning object, or take it out of the role."


def _step(catalog: Catalog, number: int, step: PathStep) -> Iterator[str]:
    item = catalog.learning_object(step.reference)
    note = ", optional" if step.optional else ""
    yield f"{number:>4}  {item.title}"
    yield f"      {item.kind}, {_duration(step.effort)}, {_day(step.due)}{note}"
    for line in _reasons(catalog, step.reasons):
        yield from textwrap.wrap(line, WIDTH, initial_indent="      ", subsequent_indent="        ")


def _reasons(catalog: Catalog, reasons: tuple[Reason, ...]) -> Iterator[str]:
    asked: dict[str, list[str]] = {}
    for reason in reasons:
        if not reason.prerequisite_of:
            asked.setdefault(reason.role, []).append(_level(catalog, f"{reason.skill}@{reason.level}"))
    for role, levels in asked.items():
        yield f"{catalog.roles[role].title} asks for: {', '.join(levels)}"
    steps: dict[str, list[str]] = {}
    for reason in reasons:
        if reason.prerequisite_of:
            leads = steps.setdefault(_level(catalog, f"{reason.skill}@{reason.level}"), [])
            leads.append(_target(catalog, reason))
    for level, leads in steps.items():
        yield f"{level} leads to: {', '.join(leads)}"


def _target(catalog: Catalog, reason: Reason) -> str:
    skill, _, level = reason.prerequisite_of.partition("@")
    return f"its level {level}" if skill == reason.skill else _level(catalog, reason.prerequisite_of)


def _level(catalog: Catalog, text: str) -> str:
    skill, _, level = text.partition("@")
    return f"{catalog.skills[skill].title} {level}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def _day(due: int) -> str:
    if due == 0:
        return "by the day of go-live"
    return f"by {abs(due)} {'day' if abs(due) == 1 else 'days'} {'before' if due < 0 else 'after'} go-live"


def _as_json(catalog: Catalog, path: LearningPath) -> dict[str, Any]:
    steps = [
        {
            "reference": step.reference,
            "title": catalog.learning_object(step.reference).title,
            "phase": step.phase.value,
            "due": step.due,
            "optional": step.optional,
            "minutes": step.effort,
            "reasons": [
                {"role": why.role, "skill": why.skill, "level": why.level, "prerequisite_of": why.prerequisite_of}
                for why in step.reasons
            ],
        }
        for step in path.steps
    ]
    return {"role": path.role, "minutes": path.effort, "steps": steps, "uncovered": list(path.uncovered)}
