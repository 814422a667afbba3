"""XLIFF 1.2 (OASIS standard, 1 February 2008): the exchange form of translation agencies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lxml import etree

from adoptgen.formats.po import MAXIMUM_BYTES, Entry, UnreadableFileError

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"  # section 2.1, the namespace of 1.2
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TRANSLATED = ("translated", "signed-off", "final")  # section 2.3, pre-defined values of `state`
NEEDS_REVIEW = "needs-review-translation"
NEW = "new"


def write(entries: Iterable[Entry], original: str, source_language: str, language: str) -> bytes:
    """One document with one `file` (section 2.2.2); a unit's id is the hash of context and source."""
    root = etree.fromstring(f'<xliff xmlns="{NAMESPACE}" version="1.2"/>')
    file = etree.SubElement(
        root,
        _tag("file"),
        {
            "original": original,
            "source-language": source_language,
            "target-language": language,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(file, _tag("body"))
    for entry in entries:
        _unit(body, entry)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return document


def _unit(body: etree._Element, entry: Entry) -> None:
    key = hashlib.sha256(f"{entry.context}\0{entry.source}".encode()).hexdigest()[:16]
    unit = etree.SubElement(body, _tag("trans-unit"), {"id": key, "resname": entry.context, SPACE: "preserve"})
    etree.SubElement(unit, _tag("source")).text = entry.source
    state = NEW if not entry.target else NEEDS_REVIEW if entry.stale else TRANSLATED[0]
    etree.SubElement(unit, _tag("target"), {"state": state}).text = entry.target or None
    for comment in entry.comments:
        etree.SubElement(unit, _tag("note")).text = comment


def read(data: bytes) -> list[Entry]:
    """The units that have a target. Raises UnreadableFileError."""
    if len(data) > MAXIMUM_BYTES:
        raise UnreadableFileError(f"larger than {MAXIMUM_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("not UTF-8", data[: error.start].count(b"\n") + 1) from None
    if "<!DOCTYPE" in text:
        raise UnreadableFileError(
            "a document type declaration is not accepted", text[: text.index("<!DOCTYPE")].count("\n") + 1
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("not well-formed XML", error.lineno or 1) from None
    if root.tag != _tag("xliff"):
        raise UnreadableFileError("not XLIFF 1.2")
    return [entry for unit in root.iter(_tag("trans-unit")) if (entry := _entry(unit)) is not None]


def _entry(unit: etree._Element) -> Entry | None:
    source, target = unit.find(_tag("source")), unit.find(_tag("target"))
    if source is None or target is None or not (words := _words(target)):
        return None
    state = target.get("state", TRANSLATED[0])
    return Entry(unit.get("resname", ""), _words(source), words, stale=state not in TRANSLATED)


def _words(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
