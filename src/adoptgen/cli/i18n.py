"""`adoptgen i18n`: what there is to translate, how far it is, and translations taken in."""

from __future__ import annotations

from pathlib import Path

import click

from adoptgen.catalog.load import load
from adoptgen.catalog.localise import FOLDER, extract, read_translation, status
from adoptgen.cli.project import leave, project_option, show, stop_on_errors
from adoptgen.formats import po, xliff
from adoptgen.formats.po import Entry
from adoptgen.model.catalog import Catalog
from adoptgen.problems import Location, Problem
from adoptgen.safe_files import write_atomically


@click.group()
def command() -> None:
    """Translations: extract, status, import."""


def _catalog(project: Path) -> Catalog:
    loaded = load(project / "catalog")
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        leave(1)
    return loaded.catalog


def _languages(catalog: Catalog, chosen: str | None) -> tuple[str, ...]:
    languages = catalog.programme.languages[1:]
    if chosen and chosen not in languages:
        raise click.UsageError(f"{chosen} is not a language this programme is translated into: {', '.join(languages)}")
    return (chosen,) if chosen else languages


@command.command("extract")
@click.option("--language", help="One language only (default: all the programme names).")
@click.option("--format", "form", type=click.Choice(["po", "xliff"]), default="po", help="PO files, or one XLIFF file.")
@click.option("--output", type=click.Path(path_type=Path), help="XLIFF: file to write (default: LANGUAGE.xlf).")
@project_option
def extract_command(project: Path, language: str | None, form: str, output: Path | None) -> None:
    """Write what is to be translated, keeping what is translated already."""
    catalog = _catalog(project)
    for name in _languages(catalog, language):
        translation = read_translation(project / "catalog", name)
        stop_on_errors(problem for problem in translation.problems if problem.code == "T101")
        files = extract(catalog, translation)
        if form == "xliff":
            entries = [entry for found in files.values() for entry in found]
            target = output or Path(f"{name}.xlf")
            write_atomically(target, xliff.write(entries, "catalog", catalog.language, name))
            click.echo(f"{target}: {len(entries)} texts")
        else:
            _write(project, name, files)
            click.echo(f"catalog/{FOLDER}/{name}: {sum(map(len, files.values()))} texts in {len(files)} files")


def _write(project: Path, language: str, files: dict[str, list[Entry]]) -> None:
    for name, entries in files.items():
        write_atomically(project / "catalog" / FOLDER / language / name, po.write(entries, language))


@command.command("status")
@click.option("--language", help="One language only.")
@click.option("--list", "every", is_flag=True, help="Name every text that is stale or missing.")
@project_option
def status_command(project: Path, language: str | None, every: bool) -> None:
    """How far each language is: translated, stale, missing."""
    catalog = _catalog(project)
    for name in _languages(catalog, language):
        translation = read_translation(project / "catalog", name)
        show(translation.problems)
        files = extract(catalog, translation)
        rows = status(files)
        done, total = sum(row.done for row in rows), sum(map(len, files.values()))
        click.echo(f"{name}: {done} of {total} texts translated ({100 * done // max(total, 1)} %)")
        for row in rows:
            if row.stale or row.missing:
                click.echo(f"  {row.file:<20} {row.stale:>4} stale {row.missing:>5} missing")
        if every:
            _list(files)


def _list(files: dict[str, list[Entry]]) -> None:
    for entry in (entry for found in files.values() for entry in found if entry.stale or not entry.target):
        first = entry.source.split("\n", 1)[0]
        click.echo(f"    {'stale  ' if entry.stale else 'missing'} {entry.context}: {first[:70]}")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", required=True, help="The language the file is in.")
@project_option
def import_command(project: Path, file: Path, language: str) -> None:
    """Take translations from a PO or XLIFF 1.2 file; texts we do not have are named and left out."""
    catalog = _catalog(project)
    _languages(catalog, language)
    reader = po.read if file.suffix == ".po" else xliff.read
    try:
        incoming = reader(file.read_bytes())
    except po.UnreadableFileError as error:
        stop_on_errors([Problem(Location(str(file), error.line), "T101", str(error), "Export the file again.")])
        return
    translation = read_translation(project / "catalog", language)
    files = extract(catalog, translation)
    wanted = {(entry.context, entry.source): entry for entry in incoming if entry.target}
    merged = {name: [wanted.pop((e.context, e.source), e) for e in entries] for name, entries in files.items()}
    _write(project, language, merged)
    click.echo(f"{len([e for e in incoming if e.target]) - len(wanted)} texts taken in for {language}")
    for context, source in wanted:
        click.echo(f"  not in the catalog (any more): {context}: {source[:60]}", err=True)
