"""Which programme a command works on, and how problems are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from adoptgen.problems import Problem, has_errors, in_order

Function = TypeVar("Function", bound=Callable[..., Any])


def project_option(function: Function) -> Function:
    """The --project option every command has; the command receives a `project: Path`."""
    return click.option(
        "--project",
        callback=_find,
        metavar="DIR",
        help="Folder that holds catalog/programme.yaml (default: here or the nearest parent that does).",
    )(function)


def _find(ctx: click.Context, _param: click.Parameter, value: str | None) -> Path:
    start = Path(value) if value else Path.cwd()
    for folder in [start] if value else [start, *start.parents]:
        if (folder / "catalog" / "programme.yaml").is_file():
            return folder.resolve()
    place = f"in {start}" if value else "here or in a parent folder"
    raise click.UsageError(f"no catalog/programme.yaml {place}; make one with: adoptgen init DIR", ctx)


def show(problems: Iterable[Problem]) -> None:
    """Print problems for a person, in order, on standard error."""
    for problem in in_order(problems):
        click.echo(str(problem), err=True)


def stop_on_errors(problems: Iterable[Problem]) -> None:
    """Print problems; leave with exit 1 if one of them is an error."""
    found = list(problems)
    show(found)
    if has_errors(found):
        leave(1)


def leave(code: int) -> NoReturn:
    """End the command with this exit code."""
    sys.exit(code)
