"""cmi5 packages: the course structure at their root. Sections are those of the cmi5 specification, edition Quartz.

What is wrong with a package, ours or anybody's, says formats/package.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from adoptgen.formats.imscp import child, document
from adoptgen.formats.package_cmi5 import NAMESPACE, STRUCTURE_FILE

__all__ = ["STRUCTURE_FILE", "Structure", "structure_bytes"]


@dataclass(frozen=True, slots=True)
class Structure:
    """A course with one assignable unit (AU). Ids are IRIs and must never change once published."""

    course: str
    unit: str
    title: str
    description: str
    """Asked for by the schema (13.1.1): the title stands in where there is none."""
    language: str
    url: str
    """Relative to the package (14.1)."""
    objectives: tuple[tuple[str, str], ...] = ()
    """IRI and title of what the unit teaches (13.1.3)."""
    mastery: int | None = None
    """Score in percent that passes; None where no score alone decides."""
    passes: bool = False
    """Whether it can be passed at all."""


def structure_bytes(sheet: Structure) -> bytes:
    """cmi5.xml in UTF-8 (13.2)."""
    root = etree.fromstring(f'<courseStructure xmlns="{NAMESPACE}"/>')
    course = child(root, _name("course"), id=sheet.course)
    _head(course, sheet.title, sheet)
    if sheet.objectives:
        holder = child(root, _name("objectives"))
        for iri, title in sheet.objectives:
            _head(child(holder, _name("objective"), id=iri), title, sheet)
    _unit(root, sheet)
    return document(root)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _head(parent: etree._Element, title: str, sheet: Structure) -> None:
    """Title and description (13.1), both in the one language of the package."""
    described = sheet.description if title == sheet.title else title
    for name, text in (("title", title), ("description", described or title)):
        child(child(parent, _name(name)), _name("langstring"), text, lang=sheet.language)


def _unit(root: etree._Element, sheet: Structure) -> None:
    """moveOn is written out: left away, the course would be satisfied when somebody is enrolled (13.1.4, 10.2.5)."""
    unit = child(root, _name("au"), id=sheet.unit, launchMethod="AnyWindow")
    unit.set("moveOn", "CompletedAndPassed" if sheet.passes else "Completed")
    if sheet.mastery is not None:
        unit.set("masteryScore", f"{sheet.mastery / 100:g}")
    _head(unit, sheet.title, sheet)
    if sheet.objectives:
        holder = child(unit, _name("objectives"))
        for iri, _ in sheet.objectives:
            child(holder, _name("objective"), idref=iri)
    child(unit, _name("url"), sheet.url)
