"""`adoptgen init`: a new programme from the sample, or an almost empty one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from adoptgen.cli.project import leave
from adoptgen.resources import resource

_IGNORED = ("build/", "records/", ".adoptgen/")
"""What git should leave alone: made from the rest, or about people."""
_JUNK = shutil.ignore_patterns("__pycache__", ".*")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--blank", is_flag=True, help="One object of the kinds a programme cannot do without, to write over.")
def command(folder: Path, blank: bool) -> None:
    """A new programme in the new folder DIR: the complete sample to learn from, or a blank one to fill."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        click.echo(f"{folder} is there already and not empty; nothing was written. Choose another name.", err=True)
        leave(1)
    try:
        _make(folder, dict(_parts(blank)))
    except OSError as error:
        click.echo(f"{error.strerror} ({error.filename}); nothing was written", err=True)
        leave(1)
    click.echo(f"{folder} is ready. Next:\n\n  cd {folder}\n  adoptgen check\n  adoptgen build")
    if not blank:
        click.echo("\nSample records to import afterwards: adoptgen import samples/records/*")


def _parts(blank: bool) -> Iterator[tuple[str, Path]]:
    """Name in the new folder -> what is copied there."""
    yield "catalog", resource("templates", "blank", "catalog") if blank else resource("catalog")
    if not blank and resource("samples", "records").is_dir():
        yield "samples/records", resource("samples", "records")


def _make(folder: Path, parts: dict[str, Path]) -> None:
    """Copied aside and then renamed: the folder is there whole or not at all. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".adoptgen-init-", dir=folder.parent))
    try:
        for name, source in parts.items():
            shutil.copytree(source, aside / name, ignore=_JUNK, copy_function=shutil.copyfile)
        (aside / ".gitignore").write_text("".join(f"{line}\n" for line in _IGNORED), encoding="utf-8", newline="\n")
        aside.chmod(0o777 & ~_umask())
        if folder.is_dir():
            folder.rmdir()
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _umask() -> int:
    """The system tells it only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
