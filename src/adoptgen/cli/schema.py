"""`adoptgen schema`: JSON Schema of the catalog's files."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from adoptgen.catalog.schemas import KIND_NAMES, schema_of
from adoptgen.safe_files import write_atomically

_PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@click.command()
@click.argument("kind", type=click.Choice(KIND_NAMES), required=False)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write KIND.schema.json to.")
def command(kind: str | None, output: Path | None) -> None:
    """Print the JSON Schema of a kind (of all kinds, by name, without KIND), or write one file per kind."""
    kinds = [kind] if kind else list(KIND_NAMES)
    if output is None:
        schemas = {name: schema_of(name) for name in kinds}
        click.echo(orjson.dumps(schemas[kind] if kind else schemas, option=_PRETTY), nl=False)
        return
    for name in kinds:
        write_atomically(output / f"{name}.schema.json", orjson.dumps(schema_of(name), option=_PRETTY))
        click.echo(str(output / f"{name}.schema.json"))
