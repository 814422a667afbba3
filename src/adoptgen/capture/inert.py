"""What a replica may hold: allowed elements, attributes and addresses; kept on writing, asked again on reading.

A replica is XHTML that is opened from the catalog's folder or put into a package: it must not run anything and must
not ask for anything but the files beside it. Parsed with a parser that knows no entities, no document types and no
network (lxml; XML 1.0, section 5.1). What is refused here is also without effect in a browser, by REPLAY.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

XHTML, SVG, MATHML = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"
XML = "http://www.w3.org/XML/1998/namespace"
REPLAY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; frame-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
"""The Content-Security-Policy each replica carries: files beside it, no script, no form, nothing outside."""
MAX_MARKUP = 3_000_000
"""Bytes of one replica; a long list has about 200,000."""
NAME = r"[0-9a-f]{20}\.(?:xhtml|css|svg|png|jpg|gif|webp|avif|ico|woff2|woff|ttf|otf)"


def _allowed() -> dict[str, frozenset[str]]:
    text = (Path(__file__).parent / "allowed.txt").read_text(encoding="utf-8")
    parts = re.findall(r"^\[(.+)\]\n([^\[]*)", text, re.MULTILINE)
    return {name: frozenset(words.split()) for name, words in parts}


_WORDS = _allowed()
_ATTRIBUTES = _WORDS["attributes"] | _WORDS["drawing attributes"]
_CUSTOM = re.compile(r"[a-z][a-z0-9]*(?:[-._][a-z0-9]+)*-[a-z0-9._-]*")
_FREE = re.compile(r"(?:data|aria)-[\w.-]+")
_FILE = re.compile(rf"{NAME}(?:#[\w.-]*)?|data:,")
_HERE = re.compile(r"#[^\s<>\"']{0,200}")
_HREFS = {(XHTML, "link"): re.compile(r"[0-9a-f]{20}\.css"), (SVG, "image"): _FILE, (SVG, "feImage"): _FILE}
_METAS = {"color-scheme": re.compile(r"[a-z -]{1,40}")}
_DRAWN_IN = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")


class Offence(NamedTuple):
    """Something a replica must not hold: the attribute, or the whole element where none is named."""

    element: Any
    attribute: str | None
    why: str


def parsed(data: bytes) -> Any:
    """The root element. Raises ValueError for what is too large, not well-formed or has a document type."""
    if len(data) > MAX_MARKUP:
        raise ValueError(f"it has more than {MAX_MARKUP:,} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not well-formed: {error.msg}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it has a document type")
    return root


def offences(root: Any, *, drawing: bool = False) -> Iterator[Offence]:
    """What a page (or, with `drawing`, an SVG file) must not hold."""
    expected = f"{{{SVG}}}svg" if drawing else f"{{{XHTML}}}html"
    if root.tag != expected:
        yield Offence(root, None, f"its root is {_short(root.tag)}")
        return
    for element in root.iter():
        why = _element(element, drawing=drawing)
        if why:
            yield Offence(element, None, why)
            continue
        for name, value in element.attrib.items():
            why = _attribute(element, str(name), str(value), drawing=drawing)
            if why:
                yield Offence(element, str(name), why)


def _short(tag: Any) -> str:
    return etree.QName(tag).localname[:40] if isinstance(tag, str) else "no element"


def _element(element: Any, *, drawing: bool) -> str:
    if not isinstance(element.tag, str):
        return "something that is no element"
    space, name = etree.QName(element).namespace, etree.QName(element).localname
    if drawing:
        allowed = space == SVG and (name in _WORDS["svg"] or name == "style")
        allowed = allowed and not (name == "style" and css_fault(element.text or ""))
    elif space == XHTML:
        allowed = name in _WORDS["html"] or bool(_CUSTOM.fullmatch(name))
        if name == "meta":
            allowed = _meta(element)
    else:
        allowed = (space == SVG and name in _WORDS["svg"]) or (space == MATHML and name in _WORDS["mathml"])
    return "" if allowed else f"the element {name[:40]}"


def _meta(element: Any) -> bool:
    policy = element.get("http-equiv") == "Content-Security-Policy" and element.get("content") == REPLAY
    known = _METAS.get(element.get("name", ""))
    return policy or bool(known and known.fullmatch(element.get("content", "")) and "http-equiv" not in element.attrib)


def _attribute(element: Any, name: str, value: str, *, drawing: bool) -> str:
    space, own = etree.QName(element).namespace, etree.QName(element).localname
    if name in (f"{{{XML}}}lang", f"{{{XML}}}space") or (own == "meta" and name == "http-equiv"):
        return ""
    if name == "href":
        return "" if _href(space, own, value, drawing=drawing) else "an address"
    if name == "src":
        fine = own in ("img", "input", "iframe") and bool(_FILE.fullmatch(value))
        return "" if fine and (own != "iframe" or ".xhtml" in value) else "an address"
    if name == "sandbox":
        return "" if value == "allow-same-origin" else "a sandbox with holes"
    if name not in _ATTRIBUTES and not _FREE.fullmatch(name):
        return f"the attribute {name[:40]}"
    return css_fault(value) if name == "style" or space == SVG else ""


def _href(space: str | None, own: str, value: str, *, drawing: bool) -> bool:
    if drawing and own in ("image", "feImage"):
        return bool(_DRAWN_IN.fullmatch(value)) or bool(_HERE.fullmatch(value))
    return bool(_HREFS.get((str(space), own), _HERE).fullmatch(value))


_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_URL = re.compile(rf'url\("(?:{NAME}(?:#[\w.-]*)?|#[^"\\]{{0,200}}|data:,)?"\)')
_ACTIVE = re.compile(
    r"@import|@charset|@namespace|expression\s*\(|-moz-binding|behavior\s*:|javascript:|vbscript:|(?<![\w-])src\s*\(|"
    r"(?<![\w-])image\s*\(|image-set\s*\([^;{}]*[\"']|@font-face[^}]*https?:",
    re.IGNORECASE,
)


def css_fault(text: str) -> str:
    """Why a style sheet could reach out or run something; empty if it cannot."""
    if len(text) > MAX_MARKUP:
        return f"a style sheet of more than {MAX_MARKUP:,} characters"
    for seen in (text, _plain(text), _plain(_COMMENT.sub("", text))):
        rest = _URL.sub(" ", seen)
        if "url(" in rest.casefold():
            return "an address in a style sheet"
        if _ACTIVE.search(rest):
            return "a style sheet that reaches out"
    return ""


def _plain(text: str) -> str:
    """Escapes resolved (CSS Syntax 3, section 4.3.7), so that nothing hides behind one."""
    return _ESCAPE.sub(lambda found: _character(found[1]) if found[1] else found[2], text)


def _character(number: str) -> str:
    code = int(number, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def calm(text: str) -> str:
    """A style sheet whose active parts no browser understands any more. Applied before anything is kept."""
    return _ACTIVE.sub(lambda found: re.sub(r"[a-zA-Z]", "x", found[0]), text) if css_fault(text) else text


def cleaned(root: Any, *, drawing: bool = False) -> None:
    """Take everything out that must not be there. Raises ValueError if the root itself must not."""
    for offence in list(offences(root, drawing=drawing)):
        if offence.attribute is not None:
            offence.element.attrib.pop(offence.attribute, None)
        elif offence.element is root:
            raise ValueError(offence.why)
        else:
            _drop(offence.element)


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def written(root: Any) -> bytes:
    """The bytes of a page or drawing; the same for the same content."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=False))


def references(text: str) -> frozenset[str]:
    """Names of files a page or style sheet asks for."""
    return frozenset(re.findall(rf"(?<![\w.]){NAME}(?![\w])", text))


__all__ = [
    "MAX_MARKUP",
    "NAME",
    "REPLAY",
    "Offence",
    "calm",
    "cleaned",
    "css_fault",
    "offences",
    "parsed",
    "references",
    "written",
]
