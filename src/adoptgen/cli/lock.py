"""`adoptgen lock`: remember what was published, so that no later build can lose its records."""

from __future__ import annotations

from pathlib import Path

import click

from adoptgen.catalog.load import load
from adoptgen.catalog.published import LOCK, in_packages, lock_text, read_lock
from adoptgen.cli.project import project_option, stop_on_errors
from adoptgen.problems import Severity
from adoptgen.safe_files import write_atomically


@click.command()
@click.argument("courses", metavar="[COURSE]...", nargs=-1)
@project_option
def command(project: Path, courses: tuple[str, ...]) -> None:
    """Remember the identifiers of courses that go to an LMS: all, or those named.

    Run it when you upload packages, and commit catalog/identifiers.lock. From then on `adoptgen check` and `adoptgen
    build` refuse whatever would change or drop one of them, and say how to keep it. Nothing is ever forgotten: a line
    deleted from the file by hand gives its records up.
    """
    loaded = load(project / "catalog")
    stop_on_errors(problem for problem in loaded.problems if problem.severity is Severity.ERROR)
    catalog = loaded.catalog
    unknown = [name for name in courses if catalog is None or name not in catalog.courses]
    if catalog is None or unknown:
        raise click.UsageError(f"there is no course {' or '.join(unknown)}")
    path = project / "catalog" / LOCK
    old = read_lock(path.read_text(encoding="utf-8")) if path.is_file() else {}
    names = set(old) | in_packages(catalog, courses or catalog.courses)
    write_atomically(path, lock_text(names).encode())
    click.echo(f"catalog/{LOCK}: {len(names)} identifiers, {len(names) - len(old)} new")
