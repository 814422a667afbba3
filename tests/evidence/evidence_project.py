"""A small project to import into: the tiny catalog with activities named as in real exports, and a roster."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import CliRunner, Result

from adoptgen.catalog.load import load
from adoptgen.cli.main import cli
from adoptgen.evidence.intake import Intake, Ready, Received, prepare
from adoptgen.evidence.outcome import Outcome
from adoptgen.evidence.store import Store
from adoptgen.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
RECORDS = ROOT / "samples" / "records"
ZONE = ZoneInfo("Europe/Berlin")

ROSTER = '''employee_id,name,email,role,site,joined,left
00123,Ana Fernández Núñez,ana.fernandez@example.org,account-executive,hamburg,,
00130,=1+1 Formula,formula@example.org,account-executive,hamburg,,
00124,"Jörg Müller, Dr.",joerg.mueller@example.org,account-executive,hamburg,,
00128,"Siobhán O'Brien ""Shiv""",siobhan.obrien@example.org,account-executive,hamburg,,
00125,Anna Schmidt,anna.schmidt@example.org,account-executive,hamburg,,
00126,Anna Schmidt,Anna.Schmidt2@example.org,account-executive,hamburg,,
00129,Never Started,never.started@example.org,account-executive,hamburg,,
00127,花子 佐藤,hanako.sato@example.org,account-executive,hamburg,,
00009,Nine,nine@example.org,account-executive,hamburg,,
00003,Three,three@example.org,account-executive,hamburg,,
'''
_COURSE = """id: {id}
title: {title}
summary: Named as in an export.
modules:
  - {{id: all, title: All, items: [{item}]}}
"""
COURSES = {
    "opportunity": ("Create an opportunity", "assessment/first-week"),
    "quotes": ('Quotes, orders & "deals"', "lesson/why-we-leave"),
    "page": ("SCORM 2004 page", "lesson/why-we-leave"),
}


def project(folder: Path) -> Path:
    """The tiny programme with three courses of the exports; "Read: why we change" stays unknown."""
    shutil.copytree(ROOT / "tests" / "catalogs" / "tiny", folder)
    for name, (title, item) in COURSES.items():
        text = _COURSE.format(id=name, title=f"'{title}'", item=item)
        (folder / "catalog" / "courses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def catalog_of(folder: Path) -> Catalog:
    """The catalog of a project that has no problems."""
    loaded = load(folder / "catalog")
    assert loaded.catalog is not None, loaded.problems
    return loaded.catalog


def take(folder: Path, files: Iterable[tuple[str, bytes]], about: str = "") -> list[Outcome]:
    """Take files in, in this order."""
    catalog = catalog_of(folder)
    outcomes = []
    with Store(folder) as store:
        for name, data in files:
            ready = prepare(Received(name, data, about=about), "Europe/Berlin")
            assert isinstance(ready, Ready), ready
            outcomes.append(Intake(store, {catalog.language: catalog}).take(ready))
    return outcomes


def run(folder: Path, *words: str) -> Result:
    """The command line, as a user types it."""
    return CliRunner().invoke(cli, [*words, "--project", str(folder)], catch_exceptions=False)
