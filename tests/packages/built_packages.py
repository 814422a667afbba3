"""The packages of a test catalog, as planned and as built."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from adoptgen.artefact import Artefact, Generator
from adoptgen.build.assemble import assemble
from adoptgen.generators.packages_scorm12 import generator

CATALOGS = Path(__file__).parent.parent / "catalogs"


def planned(project: Path, by: Generator = generator) -> dict[str, Artefact]:
    """Path -> package as planned, as if asked for by name."""
    programme = assemble(project).programme
    assert programme is not None
    asked = dataclasses.replace(programme, asked=frozenset({by.name}))
    return {item.path: item for item in by.plan(asked) if isinstance(item, Artefact)}


def built(by: Generator, catalog: str = "scored-course") -> dict[str, bytes]:
    """`course.language` -> zip."""
    found = planned(CATALOGS / catalog, by)
    return {".".join(Path(path).name.split(".")[:2]): item.render(item.inputs) for path, item in found.items()}
