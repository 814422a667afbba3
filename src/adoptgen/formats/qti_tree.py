"""Making and reading elements of QTI, whose versions write the same names differently."""

from __future__ import annotations

import re

from lxml import etree

from adoptgen.formats.bank_xml import local

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def root_of(name: str, namespace: str) -> etree._Element:
    """A root in its own default namespace."""
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child in its parent's namespace."""
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
    if text:
        element.text = text
    return element


def dumped(root: etree._Element) -> bytes:
    """The document's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def camel(name: str) -> str:
    """A name as QTI 2 writes it: responseIdentifier for response-identifier."""
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def kebab(name: str) -> str:
    """A name as QTI 3 writes it."""
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def name_of(element: etree._Element) -> str:
    """The name as QTI 2 writes it: QTI 3 says qti-simple-choice for simpleChoice."""
    return camel(local(element).removeprefix("qti-"))


def all_of(root: etree._Element, *names: str) -> list[etree._Element]:
    """It and those below that have one of these names, in order."""
    return [element for element in root.iter("*") if name_of(element) in names]


def value_of(element: etree._Element, name: str) -> str:
    """An attribute as either version writes it."""
    return next((str(value) for key, value in element.attrib.items() if camel(str(key)) == name), "")
