"""`adoptgen import-recording`: recordings of other tools as walkthroughs."""

from __future__ import annotations

import re
from pathlib import Path

import click

from adoptgen.build.overlay import WORDS, read_templates, read_words
from adoptgen.capture.recordings.discover import readers
from adoptgen.capture.recordings.intake import Taken, take
from adoptgen.capture.recordings.sheet import Head, sheet, slug
from adoptgen.catalog.load import load
from adoptgen.catalog.rules.reserved_name import RESERVED
from adoptgen.cli.project import leave, project_option, show, stop_on_errors
from adoptgen.model.base import ID_PATTERN
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Walkthrough
from adoptgen.model.people import Application
from adoptgen.problems import Location, Problem
from adoptgen.resources import resource
from adoptgen.safe_files import write_atomically


class _Help(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, found only when help is asked for."""
        with formatter.section("Formats"):
            formatter.write_dl([(item.name, item.summary) for item in readers().values()])


@click.command(cls=_Help)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "identifier", default="", metavar="ID", help="Id of the walkthrough (default: by its title).")
@click.option("--application", default="", metavar="ID", help="The application it belongs to (default: the only one).")
@click.option("--area", default="", metavar="ID", help="Area of the application (default: as the address says).")
@click.option("--language", default="", help="Language of the proposed sentences (default: the catalog's).")
@click.option("--as", "form", default="", metavar="FORMAT", help="What the file is, where it is not recognised.")
@click.option("--test", default="", metavar="NAME", help="Which test of the file, where it has several.")
@click.option("--force", is_flag=True, help="Write over a walkthrough that is there.")
@project_option
def command(
    project: Path,
    file: Path,
    identifier: str,
    application: str,
    area: str,
    language: str,
    form: str,
    test: str,
    force: bool,
) -> None:
    """Make a walkthrough of what another tool recorded; then read it and put it in your words.

    Nothing of the recording is executed. What a walkthrough cannot say is refused by name and place, all at once, and
    nothing is written. Passwords and tokens are replaced by ${NAME}; a login at the beginning is left out, because
    adoptgen capture does it.
    """
    if form and form not in readers():
        raise click.UsageError(f"no format is called {form}; there are {', '.join(readers())}")
    catalog = _catalog(project)
    words = _words(project, language or catalog.programme.source_language)
    taken = take(str(file), _data(file), form, test)
    stop_on_errors(taken.problems)
    if taken.task is None:
        leave(1)
    head = _head(catalog, taken, identifier or slug(taken.title) or slug(file.stem), application, area)
    target = _target(project, head.id, force)
    write_atomically(project / target, sheet(head, taken.task, words).encode("utf-8"))
    steps = sum(event.do != "page" for event in taken.task.steps)
    click.echo(f"{target}: {steps} steps from {taken.form}; read it, put it in your words, then run adoptgen check")


def _catalog(project: Path) -> Catalog:
    loaded = load(project / "catalog")
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    return loaded.catalog


def _data(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        problem = Problem(
            Location(str(file)), "R101", f"the file cannot be read: {error.strerror}", "Check its rights."
        )
        show([problem])
        leave(1)


def _words(project: Path, language: str) -> dict[str, str]:
    """The proposed sentences in this language. Leaves with exit 2 where there are none."""
    templates = read_templates([resource("templates"), project / "templates"])[WORDS]
    known = sorted(Path(blob.name).stem for blob in templates.files if blob.name.startswith("capture/"))
    if language not in known:
        raise click.BadParameter(f"there are sentences in {', '.join(known)}", param_hint="--language")
    words, problems = read_words(templates, [language])
    stop_on_errors(problem for problem in problems if "/capture/" in problem.location.file)
    return {key.removeprefix("capture."): text for key, text in words[language].items() if key.startswith("capture.")}


def _head(catalog: Catalog, taken: Taken, identifier: str, application: str, area: str) -> Head:
    if not re.match(ID_PATTERN, identifier) or len(identifier) > 80 or identifier.partition(".")[0] in RESERVED:
        shown = identifier or "what the recording is called"
        raise click.BadParameter(
            f"{shown} is not an id: small letters, digits, . and -, such as quote.send", param_hint="--id"
        )
    known = catalog.applications
    if not application and len(known) == 1:
        application = next(iter(known))
    if application not in known:
        raise click.BadParameter(f"choose one of {', '.join(known)}", param_hint="--application")
    title = " ".join(taken.title.split())[:120] or identifier.replace("-", " ").replace(".", " ").capitalize()
    start = taken.task.start if taken.task else "/"
    return Head(identifier, title, application, _area(known[application], area, start))


def _area(application: Application, area: str, start: str) -> str:
    """The area asked for, else the only one or the one the address begins with."""
    known = [item.id for item in application.areas]
    first = re.split(r"[/?#]", start.lstrip("/"))[0]
    found = area or (known[0] if len(known) == 1 else first)
    if found not in known:
        raise click.BadParameter(f"choose one of {', '.join(known)}", param_hint="--area")
    return found


def _target(project: Path, identifier: str, force: bool) -> str:
    target = f"catalog/{Walkthrough.folder}/{identifier}.yaml"
    if not force and any((project / "catalog" / Walkthrough.folder).glob(f"{identifier}.*")):
        raise click.UsageError(f"{target} is there already; --force writes over it, --id gives another name")
    return target
