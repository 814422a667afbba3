"""`adoptgen import`: completions, attempts, answers and rosters into the records store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from adoptgen.catalog.load import load
from adoptgen.catalog.localise import localise, read_translation
from adoptgen.cli.project import leave, project_option, show, stop_on_errors
from adoptgen.evidence.discover import importers
from adoptgen.evidence.intake import Intake, Progress, Ready, Received, prepare
from adoptgen.evidence.outcome import Counts, Outcome
from adoptgen.evidence.store import FOLDER, Store, StoreError
from adoptgen.model.catalog import Catalog
from adoptgen.problems import Location, Problem, Severity, has_errors

_SHOWN = 40
_BIG = 500_000


class _Help(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, found only when help is asked for."""
        with formatter.section("Formats"):
            formatter.write_dl([(item.name, item.summary) for item in importers()])


@click.command(cls=_Help)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--as", "form", metavar="FORMAT", default="", help="What the files are, where it is not recognised.")
@click.option("--of", "about", metavar="KIND/ID", default="", help="What SCORM reports are about, e.g. course/sales.")
@click.option("--encoding", default="", help="Encoding of files that are not UTF-8 or UTF-16, e.g. cp1252.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; keep nothing.")
@project_option
def command(project: Path, files: tuple[Path, ...], form: str, about: str, encoding: str, dry_run: bool) -> None:
    """Take in completions, attempts and statements.

    Every row ends as a fact, a duplicate, rejected, or unmatched. Rejected and unmatched rows are listed as warnings
    and the rest is taken in (exit 0). A file that cannot be read at all, or of which no row could be, is an error:
    exit 1, after the other files were taken in. The same file twice changes nothing.
    """
    if form and form not in {item.name for item in importers()}:
        raise click.UsageError(f"no format is called {form}; there are {', '.join(i.name for i in importers())}")
    catalogs = _catalogs(project)
    if about and not _exists(next(iter(catalogs.values())), about):
        raise click.UsageError(f"the catalog has no {about}; write kind/id, for instance course/sales")
    received = [_read(path, form, encoding, about) for path in files]
    zone = next(iter(catalogs.values())).programme.time_zone
    try:
        outcomes = [*_take(project, catalogs, zone, received, dry_run)]
    except StoreError as error:
        click.echo(f"error: {error}", err=True)
        leave(1)
    leave(1 if any(has_errors(outcome.problems) for outcome in outcomes) else 0)


def _catalogs(project: Path) -> Mapping[str, Catalog]:
    root = project / "catalog"
    loaded = load(root)
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    source = loaded.catalog
    others = source.programme.languages[1:]
    return {source.language: source} | {name: localise(source, read_translation(root, name)) for name in others}


def _exists(catalog: Catalog, about: str) -> bool:
    objects = {item.key for item in catalog.learning_objects()} | {item.key for item in catalog.courses.values()}
    return about in objects


def _read(path: Path, form: str, encoding: str, about: str) -> Received | Outcome:
    try:
        return Received(path.name, path.read_bytes(), form, encoding, about)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem(Location(str(path)), "E100", f"the file cannot be read: {reason}", "Check name and rights.")
        return Outcome(path.name, "", "", Counts(), (problem,))


def _take(
    project: Path, catalogs: Mapping[str, Catalog], zone: str, received: list[Received | Outcome], dry_run: bool
) -> Iterator[Outcome]:
    prepared = [item if isinstance(item, Outcome) else prepare(item, zone) for item in received]
    ready = sorted((item for item in prepared if isinstance(item, Ready)), key=lambda item: not item.first)
    for refused in prepared:
        if isinstance(refused, Outcome):
            yield _told(refused)
    in_memory = dry_run and not (project / FOLDER).is_dir()
    if not ready:
        return
    with Store(project, in_memory) as store:
        if dry_run:
            with store.writing(keep=False):
                for item in ready:
                    yield _told(_one(store, catalogs, item, keep=False))
            click.echo("Nothing was kept: this was a dry run.")
            return
        done = [(_told(_one(store, catalogs, item)), item) for item in ready]
        yield from (outcome for outcome, _ in done)
        if any(item.first and outcome.counts.fact for outcome, item in done):
            intake = Intake(store, catalogs)
            yield from map(_told, intake.take_waiting((), zone))


def _one(store: Store, catalogs: Mapping[str, Catalog], ready: Ready, keep: bool = True) -> Outcome:
    with _progress(ready) as progress:
        return _judged(Intake(store, catalogs, progress).take(ready, keep))


def _judged(outcome: Outcome) -> Outcome:
    """A file none of whose rows could be read is an error, not a heap of warnings."""
    counts = outcome.counts
    if not counts.entries or counts.rejected < counts.entries:
        return outcome
    help_ = "Compare its first rows with the format, or say another one with --as."
    problem = Problem(Location(outcome.file), "E104", "no row of this file could be read", help_)
    return Outcome(outcome.file, outcome.format, outcome.dialect, counts, (*outcome.problems, problem))


@contextmanager
def _progress(ready: Ready) -> Iterator[Progress | None]:
    """A bar on a terminal for big files, nothing elsewhere."""
    if len(ready.received.data) < _BIG:
        yield None
        return
    lines = ready.source.text.count("\n") + 1
    with click.progressbar(length=lines, label=ready.source.name, file=sys.stderr) as bar:

        def reached(line: int) -> None:
            bar.update((lines if line < 0 else line) - bar.pos)

        yield reached


def _told(outcome: Outcome) -> Outcome:
    """Print what became of a file; hands it on."""
    counts = outcome.counts
    again = " (again, now that the roster is there)" if outcome.again else ""
    click.echo(f"{outcome.file}{again}")
    if outcome.format:
        click.echo(f"  {outcome.format}; {outcome.dialect}")
    if counts.entries:
        four = f"{counts.fact} facts, {counts.duplicate} duplicates, {counts.rejected} rejected"
        click.echo(f"  {counts.entries} entries: {four}, {counts.unmatched} unmatched")
    rejected = [problem for problem in outcome.problems if problem.severity is not Severity.ERROR]
    show(rejected[:_SHOWN])
    if len(rejected) > _SHOWN:
        click.echo(f"... and {len(rejected) - _SHOWN} more of this file; mend the first and import again", err=True)
    show(problem for problem in outcome.problems if problem.severity is Severity.ERROR)
    return outcome
