"""What a package says of its course to those who file it: Learning Object Metadata (LOM), in both XML bindings.

LOM 1.0 is IEEE 1484.12.1, its binding 1484.12.3; SCORM 1.2 has the older binding of IMS, imsmd_rootv1p2p1.xsd. They
differ in how names are written, in what holds a text and in the words of their vocabularies; numbers are of LOM 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from adoptgen.formats.imscp import Manifest, child

LOM = "http://ltsc.ieee.org/xsd/LOM"
IMS = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE = "LOMv1.0"
"""Whose words the vocabularies are (LOM 1.0, 3.6)."""
NO_LANGUAGE = "x-none"
"""Language of a vocabulary's word in the older binding (IMS Learning Resource Metadata 1.2.1, Binding, 3.3)."""
THUMBNAIL = "thumbnail"
"""What the picture of a course is called; LOM has no element for it, so it is told as a part."""


@dataclass(frozen=True, slots=True)
class _Binding:
    """Where the two differ."""

    namespace: str
    text: Literal["string", "langstring"]
    duration: str
    has_part: str
    competency: str

    def name(self, name: str) -> str:
        """LOM's name of an element as this binding writes it."""
        return f"{{{self.namespace}}}{name if self.namespace == LOM else name.lower()}"


IEEE_BINDING = _Binding(LOM, "string", "duration", "haspart", "competency")
IMS_BINDING = _Binding(IMS, "langstring", "datetime", "HasPart", "Competency")


def describe(metadata: etree._Element, sheet: Manifest, binding: _Binding) -> None:
    """A lom element below `metadata`: general (1), version (2.1), learning time (5.9), thumbnail (7), skills (9)."""
    writer = _Writer(binding, sheet.language)
    lom = writer.add(metadata, "lom")
    general = writer.add(lom, "general")
    writer.text(general, "title", sheet.title)
    writer.add(general, "language", sheet.language)
    if sheet.description:
        writer.text(general, "description", sheet.description)
    for word in sheet.keywords:
        writer.text(general, "keyword", word)
    if sheet.version:
        writer.text(writer.add(lom, "lifeCycle"), "version", sheet.version)
    if sheet.minutes:
        time = writer.add(writer.add(lom, "educational"), "typicalLearningTime")
        writer.add(time, binding.duration, f"PT{sheet.minutes}M")
    if sheet.thumbnail:
        _part(writer, lom, sheet.thumbnail)
    if sheet.skills:
        _skills(writer, lom, sheet)


def _part(writer: _Writer, lom: etree._Element, thumbnail: str) -> None:
    """Relation (7): the package has the picture as a part; its address is relative to the package."""
    relation = writer.add(lom, "relation")
    writer.word(relation, "kind", writer.binding.has_part)
    resource = writer.add(relation, "resource")
    if writer.binding is IMS_BINDING:
        writer.text(resource, "description", THUMBNAIL, NO_LANGUAGE)
        entry = writer.add(resource, "catalogEntry")
        writer.add(entry, "catalog", "URI")
        writer.text(entry, "entry", thumbnail, NO_LANGUAGE)
        return
    identifier = writer.add(resource, "identifier")
    writer.add(identifier, "catalog", "URI")
    writer.add(identifier, "entry", thumbnail)
    writer.text(resource, "description", THUMBNAIL, NO_LANGUAGE)


def _skills(writer: _Writer, lom: etree._Element, sheet: Manifest) -> None:
    """Classification (9): the competencies the course is about, each in a path of its own."""
    classification = writer.add(lom, "classification")
    writer.word(classification, "purpose", writer.binding.competency)
    for identifier, title in sheet.skills:
        path = writer.add(classification, "taxonPath")
        writer.text(path, "source", sheet.framework, NO_LANGUAGE)
        taxon = writer.add(path, "taxon")
        writer.add(taxon, "id", identifier)
        writer.text(taxon, "entry", title)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Elements in one binding and one language."""

    binding: _Binding
    language: str

    def add(self, parent: etree._Element, name: str, text: str = "") -> etree._Element:
        """A new last element."""
        return child(parent, self.binding.name(name), text)

    def text(self, parent: etree._Element, name: str, text: str, language: str = "") -> None:
        """An element with one text in a language."""
        held = child(self.add(parent, name), self.binding.name(self.binding.text), text)
        held.set("language" if self.binding.namespace == LOM else XML_LANG, language or self.language)

    def word(self, parent: etree._Element, name: str, word: str) -> None:
        """An element with one word of LOM's vocabulary."""
        holder = self.add(parent, name)
        for part, text in (("source", SOURCE), ("value", word)):
            if self.binding is IMS_BINDING:
                self.text(holder, part, text, NO_LANGUAGE)
            else:
                self.add(holder, part, text)
