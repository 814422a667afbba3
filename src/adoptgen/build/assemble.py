"""Everything a generator may look at, read once: catalog in every language, paths, figures, look, templates, words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from adoptgen import resources
from adoptgen.artefact import Programme, Templates
from adoptgen.build.overlay import WORDS, read_templates, read_words
from adoptgen.build.places import Places
from adoptgen.build.reading import read_catalog
from adoptgen.look.palette import palette
from adoptgen.measures import report
from adoptgen.model.bundle import PICTURES, Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.facts import Facts
from adoptgen.model.figure import Report
from adoptgen.model.pathway import LearningPath
from adoptgen.paths import all_paths
from adoptgen.problems import Location, Problem, has_errors

CATALOG = "catalog"
RECORDS = "records"


@dataclass(frozen=True)
class Assembled:
    """The programme, or everything that keeps it from being one; warnings come with either."""

    programme: Programme | None
    problems: tuple[Problem, ...]


def assemble(
    project: Path,
    *,
    languages: Collection[str] | None = None,
    roles: Collection[str] | None = None,
    as_of: dt.date | None = None,
    clock: int | None = None,
) -> Assembled:
    """Read the project. `languages` and `roles` narrow catalogs and paths (all when None).

    A build asks for everything and narrows afterwards, so that a page in one language still links to the others.
    `clock` is the file system's time before the call; with it the catalog is remembered for the next time.
    Raises OSError where a file cannot be read.
    """
    root = project / CATALOG
    loaded = read_catalog(root, Places(project).catalog, clock)
    if loaded.catalog is None or has_errors(loaded.problems):
        return Assembled(None, loaded.problems)
    source = loaded.catalog
    problems = list(loaded.problems)
    chosen = [name for name in source.programme.languages if languages is None or name in languages]
    templates = read_templates((resources.resource("templates"), project / "templates"))
    words, word_problems = read_words(templates.get(WORDS, Templates(())), chosen)
    bundles, bundle_problems = _bundles(root, source)
    catalogs = {name: _in_language(source, root, name, problems) for name in chosen}
    paths = all_paths(source)
    figures = _report(project, source, paths, as_of, problems)
    problems += [*word_problems, *bundle_problems]
    programme = Programme(
        source=source,
        catalogs=catalogs,
        paths={role: path for role, path in paths.items() if roles is None or role in roles},
        report=figures,
        palette=palette(source.programme.brand.colour),
        templates=templates,
        words=words,
        root=root,
        as_of=as_of or figures.as_of,
        bundles=bundles,
    )
    return Assembled(None if has_errors(problems) else programme, tuple(problems))


def _in_language(source: Catalog, root: Path, language: str, problems: list[Problem]) -> Catalog:
    if language == source.language:
        return source
    from adoptgen.catalog.localise import localise, read_translation  # of no use to a catalog in one language

    translation = read_translation(root, language)
    problems += translation.problems
    return localise(source, translation)


def _bundles(root: Path, source: Catalog) -> tuple[Mapping[tuple[str, str], Bundle], tuple[Problem, ...]]:
    """What was captured of the applications' present versions."""
    if not (root / PICTURES).parent.is_dir():
        return {}, ()
    from adoptgen.capture.bundles import read_bundles  # of no use where nothing was captured

    applications = source.applications.values()
    redactions = {item.id: (source.programme.redaction, item.redaction) for item in applications}
    bundles = read_bundles(root, {item.id: item.version for item in applications}, redactions)
    return bundles.found, bundles.problems


def _report(
    project: Path, catalog: Catalog, paths: Mapping[str, LearningPath], as_of: dt.date | None, problems: list[Problem]
) -> Report:
    """The figures, for people in the roles' whole paths whatever was asked for."""
    if not (project / RECORDS).is_dir():
        return report(catalog, paths, Facts(), as_of)
    from adoptgen.evidence.store import StoreError, facts  # of no use to a programme without records

    try:
        return report(catalog, paths, facts(project), as_of)
    except StoreError as error:
        problems.append(Problem(Location("records"), "B122", str(error)))
        return Report(as_of, (), ())
