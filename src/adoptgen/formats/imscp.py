"""IMS Content Packaging as SCORM uses it: what a package with one SCO says of itself, and how a manifest is written.

What is wrong with a package, ours or anybody's, says formats/package.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

MANIFEST = "imsmanifest.xml"
"""File name at the root of the package (IMS Content Packaging 1.1.2 and 1.1.4, manifest)."""
LONGEST_NAME = 255
"""Characters of titles, identifiers and addresses that LMSs store; more is a database error in Moodle 4.5."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package with one SCO. Identifiers are XML names and must never change once published."""

    package: str
    """Identifier of the manifest."""
    organisation: str
    item: str
    """What an LMS hangs all records on."""
    resource: str
    title: str
    launch: str
    """The file that is opened."""
    files: tuple[str, ...]
    """Every file of the package but the manifest, relative to it."""
    language: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    version: str = ""
    minutes: int = 0
    """Typical learning time; 0 says nothing."""
    mastery: int | None = None
    """Score in percent that passes; None for courses without a score."""
    thumbnail: str = ""
    """The file that pictures the course in a list of courses."""
    framework: str = ""
    """What the skills are entries of."""
    skills: tuple[tuple[str, str], ...] = ()
    """Identifier and title of the skill levels the course is about."""


def child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last element below `parent`."""
    made = etree.SubElement(parent, name, attributes)
    if text:
        made.text = text
    return made


def shortened(title: str, most: int) -> str:
    """A title of at most so many characters."""
    return title if len(title) <= most else title[: most - 1] + "…"


def document(root: etree._Element) -> bytes:
    """A finished tree in UTF-8, indented."""
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
