"""`adoptgen verify`: any course package against its standard, before an LMS stumbles over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.cli.project import leave
from adoptgen.formats.faults import Fault
from adoptgen.formats.package import PACKAGE_RULES, verify
from adoptgen.problem_formats import as_json, as_sarif
from adoptgen.problems import Location, Problem, Severity, has_errors, in_order
from adoptgen.resources import resource


def _explain(ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    if not code:
        return
    codes = [rule.code for rule in PACKAGE_RULES]
    if code.upper() not in codes:
        raise click.UsageError(f"there is no rule {code}. {did_you_mean(nearest(code.upper(), codes))}", ctx)
    click.echo(resource("site", "rules", f"{code.upper()}.md").read_text(encoding="utf-8"), nl=False)
    ctx.exit(0)


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--explain",
    metavar="CODE",
    callback=_explain,
    is_eager=True,
    expose_value=False,
    help="What a rule asks for, and why.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="For people or for programs."
)
def command(files: tuple[str, ...], form: str) -> None:
    """Say what an LMS would refuse or damage in SCORM 1.2, SCORM 2004 and cmi5 packages, ours or anyone's.

    Nothing is unpacked or changed. Exit 0: nothing but warnings; 1: errors; 2: wrong usage; 3: a mistake of ours.
    """
    found = {name: list(_problems(name)) for name in files}
    problems = in_order(problem for of in found.values() for problem in of)
    if form == "text":
        for problem in problems:
            click.echo(str(problem))
        for name, of in found.items():
            click.echo(f"{name}: {_verdict(of)}")
    else:
        summaries = {rule.code: rule.summary for rule in PACKAGE_RULES}
        click.echo(as_json(problems) if form == "json" else as_sarif(problems, summaries), nl=False)
    leave(1 if has_errors(problems) else 0)


def _problems(name: str) -> Iterator[Problem]:
    try:
        with Path(name).open("rb") as stream:
            faults = verify(stream)
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {error.strerror}") from None
    return (problem_of(name, fault) for fault in faults)


def problem_of(name: str, fault: Fault) -> Problem:
    """A fault of a package as a problem: `archive!entry:line:column`, with the clause beside the mend."""
    place = f"{name}!{fault.spot.entry}" if fault.spot.entry else name
    return Problem(
        Location(place, fault.spot.line or 1, fault.spot.column or 1),
        fault.rule.code,
        fault.message,
        f"{fault.help} ({fault.rule.clause})",
        Severity.WARNING if fault.rule.warning else Severity.ERROR,
    )


def _verdict(problems: list[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    counts = [(errors, "error"), (warnings, "warning")]
    parts = [f"{number} {word if number == 1 else f'{word}s'}" for number, word in counts if number]
    return f"{'refused' if errors else 'fit to upload'}{': ' if parts else ''}{', '.join(parts)}"
