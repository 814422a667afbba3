"""Packages of QTI: items, their pictures, a test that draws from pools, and imsmanifest.xml (Content Packaging 1.1).

Section numbers are those of the QTI 2.1 Assessment Test, Section and Item Information Model.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from adoptgen.formats.bank_rules import bank, shelf
from adoptgen.formats.bank_xml import document
from adoptgen.formats.qti_item import held, tree
from adoptgen.formats.qti_reader import LeftError, Reader
from adoptgen.formats.qti_tree import QTI, all_of, child, dumped, name_of, root_of, value_of
from adoptgen.formats.questions import (
    MOST_PICTURE_BYTES,
    Bank,
    Export,
    Hotspot,
    Item,
    UnreadableBankError,
    number,
    slug,
)
from adoptgen.formats.safe_zip import read as read_zip
from adoptgen.formats.zip import archive

MANIFEST = "imsmanifest.xml"
TEST = "test.xml"
MOST_ITEM_BYTES = 1 << 20
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What versions of QTI write differently. `rewrite` turns an element of 2.1 into one of theirs."""

    manifest: str
    """Namespace of the manifest."""
    schema: str
    version: str
    item_type: str
    """Types of an item's and a test's resource (QTI Meta-data and Usage Data, 3.1)."""
    test_type: str
    rewrite: Callable[[etree._Element], etree._Element]


def written(items: Sequence[Item], dialect: Dialect, truths: Sequence[str]) -> Export:
    """A content package with one item per question, and a test with one section per pool."""
    pools = {item.id: item for item in items}
    kept, lost = shelf(items, held)
    files: dict[str, bytes] = {}
    for item in kept:
        image = _image(item)
        if image and isinstance(item.answer, Hotspot) and item.answer.picture:
            files[f"items/{image}"] = item.answer.picture.data
        files[f"items/{item.id}.xml"] = dumped(dialect.rewrite(tree(item, image, truths)))
    files[TEST] = dumped(dialect.rewrite(_test([pools[item.id] for item in kept])))
    files[MANIFEST] = dumped(_manifest(kept, dialect))
    return Export(archive(files, first=(MANIFEST,)) if kept else b"", lost)


def _image(item: Item) -> str:
    picture = item.answer.picture if isinstance(item.answer, Hotspot) else None
    return f"{item.id}.{picture.ending}" if picture else ""


def _manifest(items: Sequence[Item], dialect: Dialect) -> etree._Element:
    root = root_of("manifest", dialect.manifest)
    root.set("identifier", "bank")
    metadata = child(root, "metadata")
    child(metadata, "schema", dialect.schema)
    child(metadata, "schemaversion", dialect.version)
    child(root, "organizations")
    resources = child(root, "resources")
    test = child(resources, "resource", identifier="TEST", type=dialect.test_type, href=TEST)
    child(test, "file", href=TEST)
    for item in items:
        path = f"items/{item.id}.xml"
        resource = child(resources, "resource", identifier=f"RES-{item.id}", type=dialect.item_type, href=path)
        child(resource, "file", href=path)
        if image := _image(item):
            child(resource, "file", href=f"items/{image}")
        child(test, "dependency", identifierref=f"RES-{item.id}")
    return root


def _test(items: Sequence[Item]) -> etree._Element:
    """3: one part; a section for what everybody is asked and one per pool (4.1), which draws some at random."""
    root = root_of("assessmentTest", QTI)
    root.set("identifier", "bank")
    root.set("title", "bank")
    part = child(root, "testPart", identifier="all", navigationMode="linear", submissionMode="individual")
    for pool in dict.fromkeys(item.pool for item in items):
        title = pool or "all"
        section = child(part, "assessmentSection", identifier=f"section-{title}", title=title, visible="false")
        inside = [item for item in items if item.pool == pool]
        if pool:
            child(section, "selection", select=str(min(inside[0].draw or len(inside), len(inside))))
            child(section, "ordering", shuffle="true")
        for item in inside:
            reference = child(section, "assessmentItemRef", identifier=item.id, href=f"items/{item.id}.xml")
            if item.attempts:
                child(reference, "itemSessionControl", maxAttempts=str(item.attempts))
    return root


@dataclass(frozen=True, slots=True)
class _Place:
    """What a test says of an item."""

    order: int
    pool: str = ""
    draw: int = 0
    attempts: int = 0


def read(data: bytes) -> Bank:
    """The items of a package of any version, or of one item file. Raises UnreadableBankError."""
    lost: list[str] = []
    files = dict(_files(data))
    roots = {name: document(text, name) for name, text in files.items() if not name.lower().endswith(PICTURES)}
    places = _places(root for name, root in roots.items() if name_of(root) == "assessmentTest")
    items: list[tuple[int, Item]] = []
    for name, root in roots.items():
        if name_of(root) != "assessmentItem":
            continue
        place = places.get(value_of(root, "identifier"), _Place(len(places) + len(items)))
        reader = Reader(root, name, files)
        identifier = value_of(root, "identifier") or name
        try:
            item = reader.item()
        except LeftError as why:
            lost.append(f"{identifier}: left out, {why}")
        else:
            items.append((place.order, replace(item, pool=place.pool, draw=place.draw, attempts=place.attempts)))
            lost += [f"{identifier}: {what}" for what in reader.lost]
    if not items and not lost:
        raise UnreadableBankError("no assessmentItem in it")
    return bank([item for _, item in sorted(items, key=lambda one: one[0])], lost)


def _places(tests: Iterator[etree._Element]) -> Mapping[str, _Place]:
    """What the tests of a package say of its items, by their identifiers."""
    found: dict[str, _Place] = {}
    for test in tests:
        for reference in all_of(test, "assessmentItemRef"):
            pool, draw = _drawn(reference)
            limits = [value_of(one, "maxAttempts") for one in all_of(reference, "itemSessionControl")]
            attempts = number(limits[0]) if limits else 0
            place = _Place(len(found), pool, draw, int(attempts or 0))
            found.setdefault(value_of(reference, "identifier"), place)
    return found


def _drawn(reference: etree._Element) -> tuple[str, int]:
    """The pool an item is drawn from: its section, where that selects (4.1)."""
    section = reference.getparent()
    for one in section if section is not None else ():
        draw = number(value_of(one, "select")) if name_of(one) == "selection" else None
        if draw and section is not None:
            return slug(value_of(section, "title") or value_of(section, "identifier")), int(draw)
    return "", 0


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    if not data.startswith(b"PK"):
        yield "file", data
        return
    contents, faults = read_zip(io.BytesIO(data), _wanted)
    if contents is None or faults:
        raise UnreadableBankError(f"{faults[0].message}; adoptgen verify says more")
    yield from sorted((name, text) for name, text in contents.kept.items() if name != MANIFEST)


def _wanted(name: str) -> int:
    if name.lower().endswith(PICTURES):
        return MOST_PICTURE_BYTES
    return MOST_ITEM_BYTES if name.endswith(".xml") else 0
