"""The sample records taken in once, and the truth they were made from."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from click.testing import CliRunner

from adoptgen.catalog.load import load
from adoptgen.cli.main import cli
from adoptgen.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "samples"))

from employees import Employee, employees  # the sample's own makers, beside it
from learning import LATE_SITE, Record, courses, records
from make_records import SEED, files


@cache
def catalog() -> Catalog:
    """The sample catalog."""
    loaded = load(ROOT / "catalog")
    assert loaded.catalog is not None
    return loaded.catalog


@cache
def project() -> Path:
    """A project with the sample catalog and its records, taken in by the command line."""
    folder = Path(mkdtemp(prefix="adoptgen-sample-"))
    (folder / "catalog").symlink_to(ROOT / "catalog", target_is_directory=True)
    paths = []
    for name, text in files(ROOT).items():
        paths.append(folder / name)
        paths[-1].write_bytes(text.encode())
    result = CliRunner().invoke(cli, ["import", *map(str, paths), "--project", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder


@cache
def truth() -> tuple[list[Employee], list[Record]]:
    """What the simulated employees really did."""
    random = Random(SEED)
    people = employees(random)
    return people, records(people, courses(catalog()), random)


__all__ = ["LATE_SITE", "ROOT", "catalog", "files", "project", "truth"]
