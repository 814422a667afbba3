"""How a text table was written: encoding, separator, line ends. Sniffed once, shown, then enforced."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections import Counter
from dataclasses import dataclass

from adoptgen.evidence.rows import Row, rows

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MAX_BYTES = 1 << 30
"""Largest file taken in, unpacked: more in one export is a mistake or an attack."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 200_000


class UnreadableError(ValueError):
    """The bytes are not text we can be sure of; the message says where and what to do."""

    def __init__(self, message: str, help_: str, line: int = 1) -> None:
        super().__init__(message)
        self.help = help_
        self.line = line


@dataclass(frozen=True, slots=True)
class Dialect:
    """What every row of the file is held to. Quotes are doubled inside quotes (RFC 4180, section 2.7)."""

    encoding: str
    separator: str
    line_end: str

    def __str__(self) -> str:
        ends = {"\n": "LF", "\r\n": "CR LF", "\r": "CR"}[self.line_end]
        name = _NAMES.get(self.encoding, self.encoding)
        return f"{name}, {SEPARATORS.get(self.separator, 'no separator')}, {ends} line ends"


def unpack(data: bytes) -> bytes:
    """The bytes of a gzip file (RFC 1952), others as they are. Raises UnreadableError when damaged or too big."""
    if len(data) > MAX_BYTES:
        raise UnreadableError("the file is larger than 1 GiB", "Export a shorter period.")
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"the gzip file is damaged: {error}", "Fetch it again.") from None
    if len(unpacked) > MAX_BYTES:
        raise UnreadableError("the file unpacks to more than 1 GiB", "Export a shorter period.")
    return unpacked


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Text and encoding: by byte order mark, by the NULs of UTF-16, else strict UTF-8; nothing is guessed.

    Raises UnreadableError with the offset of the first byte that does not fit.
    """
    encoding = declared or _encoding(data)
    try:
        return data.decode(encoding), encoding
    except LookupError:
        raise UnreadableError(f"no encoding is called {declared}", "Use a name such as cp1252 or utf-8.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"byte {error.start} (0x{data[error.start]:02x}) is not {_NAMES.get(encoding, encoding)}",
            "Export it as UTF-8, or say what it is: --encoding cp1252 (Windows, western), cp1250 (central Europe).",
            line,
        ) from None


def _encoding(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:2000]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if len(head) >= 4 and head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    return "utf-8"


def line_end(text: str) -> str:
    """What ends the lines: CR LF, LF, or CR alone where the file has no LF."""
    head = text[:_SAMPLE_CHARACTERS]
    if "\n" not in head:
        return "\r" if "\r" in head else "\n"
    return "\r\n" if head.count("\r\n") * 2 > head.count("\n") else "\n"


def sniff(text: str, encoding: str) -> Dialect:
    """The separator under which most of the first rows are as wide as the header, the widest winning a tie."""
    end = line_end(text)
    head = text[:_SAMPLE_CHARACTERS]
    best = max(SEPARATORS, key=lambda separator: _fit(head, separator))
    return Dialect(encoding, best, end)


def _fit(head: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    first = 0
    for number, row in enumerate(rows(head, separator)):
        if number == _SAMPLE_ROWS:
            break
        if isinstance(row, Row):
            first = first or len(row.cells)
            widths[len(row.cells)] += 1
    return (widths[first], first) if first > 1 else (0, first)
