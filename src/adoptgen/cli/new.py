"""`adoptgen new`: one skeleton file for a new object."""

from __future__ import annotations

import re
from pathlib import Path

import click

from adoptgen.catalog.load import load
from adoptgen.catalog.rules.reserved_name import RESERVED
from adoptgen.catalog.schemas import KIND_NAMES, class_of
from adoptgen.catalog.skeleton import first_of, skeleton
from adoptgen.cli.project import project_option
from adoptgen.model.base import ID_PATTERN
from adoptgen.safe_files import write_atomically


@click.command()
@click.argument("kind", type=click.Choice(KIND_NAMES[1:]))
@click.argument("identifier", metavar="ID")
@project_option
def command(project: Path, kind: str, identifier: str) -> None:
    """Write one file with every key the object needs; then fill it in."""
    if not re.match(ID_PATTERN, identifier) or len(identifier) > 80 or identifier.partition(".")[0] in RESERVED:
        raise click.UsageError(f"{identifier} is not an id: small letters, digits, . and -, such as quote.send")
    cls = class_of(kind)
    ending = "md" if "body" in cls.model_fields else "yaml"
    name = f"catalog/{cls.folder}/{identifier}.{ending}"
    if any((project / "catalog" / cls.folder).glob(f"{identifier}.*")):
        raise click.UsageError(f"{kind} {identifier} is there already")
    catalog = load(project / "catalog").catalog
    known = first_of(catalog) if catalog else {}
    write_atomically(project / name, skeleton(kind, identifier, known).encode("utf-8"))
    click.echo(f"{name}: fill it in, then run adoptgen check")
