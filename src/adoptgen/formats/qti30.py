"""IMS QTI 3.0: the parts of 2.1 under names HTML can hold, packed with a test and an imsmanifest.xml.

Elements begin with qti- and have hyphens (QTI 3.0 Assessment, Section and Item Information Model, appendix on XML
binding); HTML elements keep their names. A picture is an img, what is said modally stands in a qti-content-body.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from adoptgen.formats.bank_xml import local
from adoptgen.formats.qti_item import held
from adoptgen.formats.qti_package import Dialect, read, written
from adoptgen.formats.qti_tree import kebab, root_of
from adoptgen.formats.questions import Export, Item

QTI3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
HTML = frozenset({"p", "div", "span", "strong", "em", "code", "br"})
"""Elements of ours that are HTML's."""


def rewrite(root: etree._Element) -> etree._Element:
    """An element of 2.1, and all in it, as one of 3.0."""
    new = root_of(f"qti-{kebab(local(root))}", QTI3)
    _into(new, root)
    return new


def _into(new: etree._Element, old: etree._Element) -> None:
    for name, value in old.attrib.items():
        new.set(kebab(str(name)), value)
    inner = new
    if local(old) == "modalFeedback":
        inner = etree.SubElement(new, f"{{{QTI3}}}qti-content-body")
    inner.text = old.text
    for part in old:
        name = local(part)
        if name == "object":
            _image(inner, part)
            continue
        one = etree.SubElement(inner, f"{{{QTI3}}}{name if name in HTML else f'qti-{kebab(name)}'}")
        _into(one, part)
        one.tail = part.tail


def _image(parent: etree._Element, old: etree._Element) -> None:
    values = {"src": old.get("data", ""), "alt": old.text or ""}
    values |= {name: old.get(name, "") for name in ("width", "height")}
    etree.SubElement(parent, f"{{{QTI3}}}img", values)


DIALECT = Dialect(
    manifest="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    version="3.0.0",
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    rewrite=rewrite,
)


def write(items: Sequence[Item], truths: Sequence[str] = ("True", "False")) -> Export:
    """A content package; `truths` are the words for true and false in the questions' language."""
    return written(items, DIALECT, truths)


__all__ = ["held", "read", "write"]
