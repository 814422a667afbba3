"""XML of question banks of strangers: bounded, without document types, nothing loaded; and marked-up text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from adoptgen.formats.faults import Fault
from adoptgen.formats.marked_xml import parse
from adoptgen.formats.questions import UnreadableBankError, tidy

_MARKUP = re.compile(r"(?<!\\)\*\*([^*`<>\n]+)\*\*|(?<!\\)\*([^*`<>\n]+)\*|`([^*`<>\n]+)`")
_TAGS = ("strong", "em", "code")
_SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_UNWRITABLE = re.compile("[^\\t\\n\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
DEEPEST = 100
"""Levels of markup that are looked into."""
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "pre", "ul", "ol", "table"})
_KEPT = frozenset({*_SIGNS, "p", "br", "div", "span", "qti-content-body"})


def document(data: bytes, name: str = "file") -> etree._Element:
    """The root. Raises UnreadableBankError with the line for anything that is not plain, bounded XML."""
    checked = parse(data, name)
    if isinstance(checked, Fault):
        raise UnreadableBankError(checked.message, checked.spot.line)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableBankError(error.msg or "not XML", error.lineno or 0) from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def writable(text: str) -> str:
    """A text without what XML cannot hold (XML 1.0, 2.2)."""
    return _UNWRITABLE.sub("", text)


def fill(element: etree._Element, text: str, namespace: str) -> None:
    """Write Markdown as marked-up text, where it reads back the same; else as it is. Line breaks are <br/>."""
    text = writable(text)
    _fill(element, text, namespace)
    if words(element)[0] != text:
        for child in list(element):
            element.remove(child)
        element.text = None
        _append(element, None, text, namespace)


def _fill(element: etree._Element, text: str, namespace: str) -> None:
    at = 0
    last: etree._Element | None = None
    for found in _MARKUP.finditer(text):
        last = _append(element, last, text[at : found.start()], namespace)
        tag, inner = next((tag, part) for tag, part in zip(_TAGS, found.groups(), strict=True) if part)
        last = etree.SubElement(element, f"{{{namespace}}}{tag}")
        last.text = inner
        at = found.end()
    _append(element, last, text[at:], namespace)


def _append(element: etree._Element, last: etree._Element | None, text: str, namespace: str) -> etree._Element | None:
    """Text behind the child `last`; the child it ends with."""
    first, *lines = text.split("\n")
    if last is None:
        element.text = first
    else:
        last.tail = first
    for line in lines:
        last = etree.SubElement(element, f"{{{namespace}}}br")
        last.tail = line
    return last


def words(element: etree._Element, *skipped: str) -> tuple[str, bool]:
    """Marked-up text as Markdown, without what is in elements `skipped`; and whether markup was lost."""
    pieces = list(_pieces(element, skipped, DEEPEST))
    return tidy("".join(piece for piece, _ in pieces)), any(strange for _, strange in pieces)


def _pieces(element: etree._Element, skipped: tuple[str, ...], levels: int) -> Iterator[tuple[str, bool]]:
    yield _joined(element.text), levels == 0
    for child in element if levels else ():
        name = local(child)
        if name not in skipped:
            sign = _SIGNS.get(name, "")
            yield ("\n" if name in _BLOCKS else "") + sign, name not in _KEPT
            yield from _pieces(child, skipped, levels - 1)
            yield sign, False
        yield _joined(child.tail), False


def _joined(text: str | None) -> str:
    """Line ends of a marked-up text are spaces."""
    return re.sub("[ \t\r\n]+", " ", text or "")
