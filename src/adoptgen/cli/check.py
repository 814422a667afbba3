"""`adoptgen check`: all problems of the catalog in one pass, and the safe fixes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from adoptgen.catalog.load import Loaded, load
from adoptgen.catalog.mend import mend
from adoptgen.catalog.rules import rules
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.catalog.whole import load_whole
from adoptgen.cli.project import leave, project_option
from adoptgen.problem_formats import as_json, as_sarif
from adoptgen.problems import Problem, Severity, has_errors
from adoptgen.resources import resource
from adoptgen.safe_files import write_atomically

ROUNDS = 5
"""A fix may let further problems be seen; more rounds than this would be two fixes undoing each other."""


def _explain(ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    if not code:
        return
    codes = [rule.code for rule in rules()]
    if code.upper() not in codes:
        raise click.UsageError(f"there is no rule {code}. {did_you_mean(nearest(code.upper(), codes))}", ctx)
    click.echo(resource("site", "rules", f"{code.upper()}.md").read_text(encoding="utf-8"), nl=False)
    ctx.exit(0)


@click.command()
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe.")
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
@project_option
def command(project: Path, fix: bool, form: str) -> None:
    """Find all problems of the catalog in one pass, of form, of references and of teaching.

    Exit 0: nothing but warnings; 1: errors; 2: wrong usage; 3: a mistake of ours.
    """
    loaded = load_whole(project / "catalog")
    mended = _mend(project, loaded) if fix else 0
    if mended:
        loaded = load_whole(project / "catalog")
    if form == "text":
        for problem in loaded.problems:
            click.echo(str(problem))
        click.echo(_summary(loaded, mended))
    else:
        summaries = {rule.code: rule.summary for rule in rules()}
        click.echo(as_json(loaded.problems) if form == "json" else as_sarif(loaded.problems, summaries), nl=False)
    leave(1 if has_errors(loaded.problems) else 0)


def _mend(project: Path, loaded: Loaded) -> int:
    """Apply safe fixes until none is left; how many were applied."""
    applied = 0
    for _ in range(ROUNDS):
        fixable = [problem for problem in loaded.problems if problem.fix]
        if not fixable:
            break
        applied += sum(_mend_file(project / file, of) for file, of in _by_file(fixable).items())
        loaded = load(project / "catalog")
    return applied


def _by_file(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.location.file, []).append(problem)
    return files


def _mend_file(path: Path, problems: list[Problem]) -> int:
    mended = mend(path.read_bytes().decode("utf-8"), problems)
    write_atomically(path, mended.text.encode("utf-8"))
    return mended.applied


def _summary(loaded: Loaded, mended: int) -> str:
    counts = [_count(loaded.problems, severity) for severity in Severity]
    found = ", ".join(text for text in counts if text) or "no problems"
    files = len({source.file for source in loaded.sources})
    parts = [f"{found} in {_plural(files, 'file')}"]
    if mended:
        parts.append(f"{_plural(mended, 'fix', 'fixes')} applied")
    if fixable := sum(problem.fix is not None for problem in loaded.problems):
        parts.append(f"{fixable} can be fixed by adoptgen check --fix")
    if loaded.waiting:
        parts.append(f"{_plural(loaded.waiting, 'rule')} about what is missing will be asked when the errors are gone")
    return "; ".join(parts)


def _count(problems: Iterable[Problem], severity: Severity) -> str:
    number = sum(problem.severity is severity for problem in problems)
    return _plural(number, severity.value) if number else ""


def _plural(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or f'{word}s'}"
