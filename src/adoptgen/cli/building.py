"""What `build` and `plan` share: options, and how what can go wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from adoptgen.cli.project import project_option

Function = TypeVar("Function", bound=Callable[..., Any])


class KindsCommand(click.Command):
    """A command whose --help names the kinds of output."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of kinds."""
        from adoptgen.build.discover import generators  # imports every generator, for this page only

        with formatter.section("Kinds"):
            formatter.write_dl([(item.name, item.summary) for item in generators().values()])


def request_options(function: Function) -> Function:
    """KIND..., --role, --language and --project; the command receives three tuples and `project: Path`."""
    for decorate in (
        project_option,
        click.option("--language", "languages", multiple=True, metavar="CODE", help="Only what is in this language."),
        click.option("--role", "roles", multiple=True, metavar="ID", help="Only what is for this role."),
        click.argument("kinds", metavar="[KIND]...", nargs=-1),
    ):
        function = decorate(function)
    return function


def tell_warnings(number: int) -> None:
    """A build does not repeat them, it says who does."""
    if number:
        click.echo(f"{number} {'warning' if number == 1 else 'warnings'}; see with: adoptgen check", err=True)
