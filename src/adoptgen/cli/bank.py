"""`adoptgen bank`: questions to and from GIFT, Moodle XML, Aiken, QTI 2.1 and QTI 3.0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from adoptgen.build.overlay import WORDS, read_templates, read_words
from adoptgen.catalog.bank_sheet import pictures, sheet
from adoptgen.catalog.banks import FORMATS, Truths, UnreadableBankError, export, guess, read
from adoptgen.catalog.load import load
from adoptgen.catalog.rules.reserved_name import RESERVED
from adoptgen.catalog.suggest import did_you_mean, nearest
from adoptgen.cli.project import leave, project_option, show, stop_on_errors
from adoptgen.formats.questions import Bank
from adoptgen.model.base import AT_LEVEL_PATTERN, ID_PATTERN
from adoptgen.model.catalog import Catalog
from adoptgen.model.described import descriptions
from adoptgen.model.learning import Assessment
from adoptgen.problems import Location, Problem
from adoptgen.resources import resource
from adoptgen.safe_files import write_atomically

UNREADABLE = "Q101"
NOTHING = "Q102"
_FORM = click.Choice(sorted(FORMATS))


@click.group()
def command() -> None:
    """Question banks: export, import."""


def _catalog(project: Path) -> Catalog:
    loaded = load(project / "catalog")
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    return loaded.catalog


@command.command("export")
@click.argument("assessment")
@click.option("--format", "form", type=_FORM, required=True, help="What the other program reads.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write (default: by the id).")
@project_option
def export_command(project: Path, assessment: str, form: str, output: Path | None) -> None:
    """Write the questions of an assessment for another program, and say what its format cannot hold.

    Every way of answering is written that the format has. Pictures travel with the questions, at most 1 MB each.
    """
    catalog = _catalog(project)
    known = catalog.assessments
    if assessment not in known:
        raise click.UsageError(f"there is no assessment {assessment}. {did_you_mean(nearest(assessment, known))}")
    found = export(known[assessment], form, project / "catalog", _truths(project, catalog))
    target = output or Path(f"{assessment}{FORMATS[form].ending}")
    _left_out(found.left_out)
    if not found.data:
        stop_on_errors([Problem(Location(str(target)), NOTHING, f"{form} can hold none of the questions")])
    write_atomically(target, found.data)
    click.echo(f"{target}: the questions of assessment/{assessment} as {form}")


def _truths(project: Path, catalog: Catalog) -> Truths:
    """The words for true and false, as the player says them."""
    language = catalog.programme.source_language
    templates = read_templates([resource("templates"), project / "templates"])
    words = read_words(templates[WORDS], [language])[0][language]
    return words["player.true"], words["player.false"]


def _left_out(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(f"not held: {sentence}", err=True)


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--assessment", "identifier", required=True, metavar="ID", help="The new assessment.")
@click.option("--shows", metavar="SKILL@LEVEL", default="", help="What questions show that name no skill level.")
@click.option("--format", "form", type=_FORM, help="Default: seen from the file.")
@project_option
def import_command(project: Path, file: Path, identifier: str, shows: str, form: str | None) -> None:
    """Make a new assessment of a file of questions, and say what of the file it does not hold.

    Pictures of its questions go to assets/ID in the catalog.
    """
    target = _target(project, identifier)
    if shows and not re.match(AT_LEVEL_PATTERN, shows):
        raise click.UsageError(f"{shows} is not a skill and a level, such as accounts.find@1")
    bank = _bank(file, form)
    without = [item.id for item in bank.items if not item.shows]
    if without and not shows:
        named = ", ".join(without[:5]) + (" ..." if len(without) > 5 else "")
        raise click.UsageError(f"say with --shows SKILL@LEVEL what these questions show: {named}")
    title = identifier.replace("-", " ").replace(".", " ").capitalize()
    summary = descriptions(Assessment).get("summary", title)
    text = sheet(identifier, title, summary, bank.items, shows)
    for path, data in pictures(identifier, bank.items).items():
        write_atomically(project / "catalog" / path, data)
    write_atomically(project / target, text.encode())
    _left_out(bank.left_out)
    click.echo(f"{target}: {len(bank.items)} questions; write its title and summary, then run adoptgen check")


def _target(project: Path, identifier: str) -> str:
    if not re.match(ID_PATTERN, identifier) or len(identifier) > 80 or identifier.partition(".")[0] in RESERVED:
        raise click.UsageError(f"{identifier} is not an id: small letters, digits, . and -, such as quote.send")
    folder = f"catalog/{Assessment.folder}"
    if any((project / folder).glob(f"{identifier}.*")):
        raise click.UsageError(f"assessment {identifier} is there already")
    return f"{folder}/{identifier}.yaml"


def _bank(file: Path, form: str | None) -> Bank:
    try:
        data = file.read_bytes()
        found = read(data, form or guess(data))
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from None
    except UnreadableBankError as error:
        help_ = f"Name its format with --format: {', '.join(sorted(FORMATS))}; or export it again."
        stop_on_errors([Problem(Location(str(file), error.line or 1), UNREADABLE, str(error), help_)])
        leave(1)
    if not found.items:
        _left_out(found.left_out)
        show([Problem(Location(str(file)), NOTHING, "no question in it can be kept", "Each is named above.")])
        leave(1)
    return found
