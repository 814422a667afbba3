"""XML of strangers as a small tree that knows its lines and columns.

Nothing is loaded, no entity is declared, size and depth are bounded. XML 1.0 (fifth edition) and Namespaces in XML 1.0.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from adoptgen.formats.faults import Fault, Rule, Spot

MOST_BYTES = 4 << 20
MOST_ELEMENTS = 200_000
DEEPEST = 100
XML = "http://www.w3.org/XML/1998/namespace"
_DECLARED = re.compile(r'<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["\']([A-Za-z0-9._-]{1,40})["\']')
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
"""First bytes -> encoding (XML 1.0, appendix F)."""

ENCODING = Rule(
    "P211",
    "a manifest is written in the encoding it declares",
    "XML 1.0, 4.3.3",
    "Moodle takes such a package and then shows a white page; other LMSs show wrong letters in titles and reports.",
)
WELL_FORMED = Rule(
    "P212",
    "a manifest is well-formed XML",
    "XML 1.0, 2.1; Namespaces in XML 1.0, 7",
    "Moodle 4.5 accepts the upload and fails when somebody opens the course; a bare & it repairs, and damages others.",
)
DOCTYPE = Rule(
    "P213",
    "a manifest has no document type",
    "SCORM 1.2 CAM 2.3.4 (schemas, not DTDs); CWE-776, CWE-611",
    "Its entities can grow without end or read the server's files. LMSs refuse it, or fall for it.",
)
TOO_LARGE = Rule(
    "P214",
    f"a manifest has at most {MOST_BYTES >> 20} MB, {MOST_ELEMENTS} elements and {DEEPEST} levels",
    "our limit",
    "LMSs read manifests whole into memory; no course needs so much.",
)
XML_RULES = (ENCODING, WELL_FORMED, DOCTYPE, TOO_LARGE)


@dataclass(slots=True, eq=False)
class Element:
    """One element; names are `{namespace}local`."""

    tag: str
    attributes: dict[str, str]
    spot: Spot
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """Character data directly in it."""

    @property
    def name(self) -> str:
        """Its name without the namespace."""
        return self.tag.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """Its namespace; empty for none."""
        return self.tag[1:].partition("}")[0] if self.tag.startswith("{") else ""

    def walk(self) -> Iterator[Element]:
        """It and all below, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def all(self, *tags: str) -> Iterator[Element]:
        """It and those below that have one of these names."""
        return (element for element in self.walk() if element.tag in tags)

    def child(self, tag: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.children if child.tag == tag), None)


class _Refused(Exception):  # noqa: N818  a signal out of the parser, caught below
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def parse(data: bytes, entry: str) -> Element | Fault:
    """The root of an XML document, or the first thing that is wrong with it."""
    if len(data) > MOST_BYTES:
        return TOO_LARGE.fault(f"{entry} has {len(data)} bytes", "Take out what is no course structure.", Spot(entry))
    text = _decoded(data, entry)
    if isinstance(text, Fault):
        return text
    builder = _Builder(entry)
    try:
        return builder.build(text)
    except _Refused as refused:
        return refused.fault
    except expat.ExpatError as error:
        spot = Spot(entry, error.lineno, error.offset + 1)
        what = expat.ErrorString(error.code) or "not XML"
        return WELL_FORMED.fault(f"{entry} is not well-formed: {what}", _mend(text, error), spot)


def _mend(text: str, error: expat.ExpatError) -> str:
    line = next((line for number, line in enumerate(text.split("\n"), 1) if number == error.lineno), "")
    if "&" in line[max(0, error.offset - 80) : error.offset + 1]:
        return "Write &amp; for &."
    return "Correct the line, or make the package again."


def declared(data: bytes) -> str:
    """The encoding a document says it has, by its first bytes or its declaration; UTF-8 where it says nothing."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    found = _DECLARED.match(data[:400].decode("ascii", "replace"))
    return found[1].lower() if found else "utf-8"


def _decoded(data: bytes, entry: str) -> str | Fault:
    name = declared(data)
    try:
        text = data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError) as error:
        return _undecodable(data, entry, name, error)
    plain = name.startswith("utf") or data.isascii()
    if not plain and _is_utf8(data):
        spot = _spot_of(data, entry, next(at for at, byte in enumerate(data) if byte > 127))
        return ENCODING.fault(f"{entry} declares {name} and is written in UTF-8", "Declare UTF-8.", spot)
    return text.removeprefix("\ufeff")


def _undecodable(data: bytes, entry: str, name: str, error: Exception) -> Fault:
    help_ = f"Save it as {name}, or declare the encoding it has; UTF-8 is best."
    if not isinstance(error, UnicodeDecodeError):
        return ENCODING.fault(
            f"{entry} declares the encoding {name}, which nobody knows", "Use UTF-8.", Spot(entry, 1, 1)
        )
    spot = _spot_of(data, entry, error.start)
    return ENCODING.fault(f"{entry} is not in {name}: byte {data[error.start]:02x}", help_, spot)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _spot_of(data: bytes, entry: str, index: int) -> Spot:
    start = data.rfind(b"\n", 0, index) + 1
    return Spot(entry, data.count(b"\n", 0, index) + 1, len(data[start:index].decode("utf-8", "replace")) + 1)


class _Builder:
    def __init__(self, entry: str) -> None:
        self._entry = entry
        self._open: list[Element] = []
        self._count = 0
        self._root: Element | None = None
        self._parser = expat.ParserCreate("UTF-8", namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._doctype

    def build(self, text: str) -> Element:
        """Raises ExpatError and _Refused."""
        self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        if self._root is None:  # expat has refused a document without an element before
            raise expat.ExpatError("no element")
        return self._root

    def _here(self) -> Spot:
        return Spot(self._entry, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        named = {_clark(name): value for name, value in attributes.items()}
        element = Element(_clark(tag), named, self._here())
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            what = "nested too deep" if len(self._open) >= DEEPEST else "too long"
            raise _Refused(TOO_LARGE.fault(f"{self._entry} is {what}", "Make the course again.", element.spot))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _data(self, text: str) -> None:
        self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise _Refused(DOCTYPE.fault(f"{self._entry} has a document type", "Delete <!DOCTYPE …>.", self._here()))


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name
