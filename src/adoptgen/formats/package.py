"""Any course package, whoever made it: which standard it follows and what an LMS would stumble over in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from adoptgen.formats import package_cmi5, package_scorm, package_scorm12, package_scorm2004
from adoptgen.formats.faults import Fault, Rule, Spot, bounded
from adoptgen.formats.marked_xml import MOST_BYTES, XML_RULES, Element, parse
from adoptgen.formats.package_cmi5 import CMI5_RULES, STRUCTURE_FILE
from adoptgen.formats.package_scorm import MANIFEST, NOT_SCORM, SCORM_RULES
from adoptgen.formats.safe_zip import ARCHIVE_RULES, Contents, read, shown

MANIFESTS = (MANIFEST, STRUCTURE_FILE)
EDITIONS = (package_scorm12.EDITION, package_scorm2004.EDITION)
MOST_PAGE = 1 << 20
PAGES = (".html", ".htm", ".xhtml", ".css")

NO_MANIFEST = Rule(
    "P201",
    "there is a manifest",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4; cmi5 14.1",
    "An LMS knows a course by this file alone.",
)
MISPLACED = Rule(
    "P202",
    "the manifest stands at the root of the zip",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.5; cmi5 14.1",
    "The folder was packed instead of what is in it. LMSs look at the root only.",
)
MANIFEST_CASE = Rule(
    "P203",
    "the manifest's name is in small letters",
    "SCORM 1.2 CAM 2.3.4; SCORM 2004 CAM 3.4; cmi5 14.1",
    "On most servers capital letters count, so the file is not found.",
)
OTHER_HOST = Rule(
    "P320",
    "pages load nothing from another server",
    "our rule: a course must work where only the LMS can be reached",
    "Behind a company's firewall the page stays empty; and the other server learns who learns.",
    warning=True,
)
PACKAGE_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*ARCHIVE_RULES, NO_MANIFEST, MISPLACED, MANIFEST_CASE, *XML_RULES, *SCORM_RULES, OTHER_HOST, *CMI5_RULES),
        key=lambda rule: rule.code,
    )
)
_LOADS = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed)\b[^<>]{0,500}?\ssrc\s?=\s?["']?((?:https?:)?//[^\s"'<>]{1,200})"""
    r"""|<link\b[^<>]{0,500}?\shref\s?=\s?["']?((?:https?:)?//[^\s"'<>]{1,200})"""
    r"""|(?:@import\s{1,9}["']?|url\(\s?["']?)((?:https?:)?//[^\s"'<>)]{1,200})""",
    re.IGNORECASE,
)


def verify(stream: BinaryIO) -> list[Fault]:
    """All faults of a package, archive first. The stream must be seekable; nothing is written anywhere.

    A cmi5 course structure may also come as XML without a zip (cmi5 14.2); all its units are then elsewhere.
    """
    head = stream.read(4096)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"courseStructure" in head:
        return list(bounded(_bare(head + stream.read(MOST_BYTES))))
    contents, found = read(stream, _wanted)
    if contents is not None:
        found += _manifests(contents)
        found += _pages(contents)
    return list(bounded(found))


def _bare(data: bytes) -> Iterator[Fault]:
    """Faults of a course structure that is the file itself."""
    root = parse(data, STRUCTURE_FILE)
    for fault in [root] if isinstance(root, Fault) else package_cmi5.faults(root, frozenset()):
        if fault.rule is not package_cmi5.AWAY:
            yield replace(fault, spot=replace(fault.spot, entry=""))


def _wanted(name: str) -> int:
    if name in MANIFESTS:
        return MOST_BYTES + 1
    return MOST_PAGE if name.lower().endswith(PAGES) else 0


def _manifests(contents: Contents) -> Iterator[Fault]:
    there = [name for name in MANIFESTS if name in contents.names]
    if not there:
        yield _missing(contents)
    for name in there:
        data = contents.kept.get(name, b"\x00" * (MOST_BYTES + 1))
        root = parse(data, name)
        if isinstance(root, Fault):
            yield root
        elif name == STRUCTURE_FILE:
            yield from package_cmi5.faults(root, frozenset(contents.names))
        else:
            yield from _scorm(root, frozenset(contents.names))


def _missing(contents: Contents) -> Fault:
    for name in contents.names:
        last = name.rpartition("/")[2]
        if last in MANIFESTS:
            help_ = f"Pack what is in {shown(name.rpartition('/')[0])}, not the folder itself."
            return MISPLACED.fault(f"{last} is in a folder", help_, Spot(shown(name)))
        if last.lower() in MANIFESTS:
            return MANIFEST_CASE.fault(f"it is called {last}", f"Rename it to {last.lower()}.", Spot(shown(name)))
    what = "tincan.xml makes it an xAPI package of 2012; " if "tincan.xml" in contents.names else ""
    message = f"{what}neither {MANIFEST} nor {STRUCTURE_FILE} is in it"
    return NO_MANIFEST.fault(message, "Export the course as SCORM 1.2, SCORM 2004 or cmi5.")


def _scorm(root: Element, files: frozenset[str]) -> Iterator[Fault]:
    edition = next((one for one in EDITIONS if root.tag == f"{{{one.cp}}}manifest"), None)
    if edition is None:
        what = f"<{root.name}>, of {root.namespace or 'no namespace'}"
        help_ = f"Begin with <manifest> of {EDITIONS[0].cp} for SCORM 1.2, of {EDITIONS[1].cp} for SCORM 2004."
        yield NOT_SCORM.fault(f"the first element is {what}", help_, root.spot)
        return
    manifest = package_scorm.Manifest(root, edition, files)
    yield from package_scorm.faults(manifest)
    yield from (package_scorm12 if edition is package_scorm12.EDITION else package_scorm2004).faults(manifest)


def _pages(contents: Contents) -> Iterator[Fault]:
    for name, data in contents.kept.items():
        if name in MANIFESTS or b"//" not in data:
            continue
        text = data.decode("utf-8", "replace")
        for found in _LOADS.finditer(text):
            address = next(filter(None, found.groups()))
            line = text.count("\n", 0, found.start()) + 1
            spot = Spot(shown(name), line, found.start() - text.rfind("\n", 0, found.start()))
            yield OTHER_HOST.fault(f"the page loads {address[:80]}", "Put the file into the package.", spot)


__all__ = ["PACKAGE_RULES", "verify"]
