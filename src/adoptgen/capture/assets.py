"""Files of replicas: named by content, of known types only, without what cameras and programs write into them."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from adoptgen.capture.inert import calm, cleaned, css_fault, offences, parsed, written
from adoptgen.model.bundle import ASSETS
from adoptgen.safe_files import write_atomically

MAX_ASSET = 4_000_000
"""Bytes of one file."""
_MAGIC = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("ico", re.compile(rb"\x00\x00\x01\x00")),
    ("woff2", re.compile(rb"wOF2")),
    ("woff", re.compile(rb"wOFF")),
    ("otf", re.compile(rb"OTTO")),
    ("ttf", re.compile(rb"\x00\x01\x00\x00|true")),
)


def kind(data: bytes) -> str:
    """The type of a file by its first bytes; empty for one we do not know."""
    for name, magic in _MAGIC:
        if magic.match(data):
            return name
    return "svg" if b"<svg" in data[:2000] else ""


def name_of(data: bytes, ending: str) -> str:
    """The name of a file with this content."""
    return f"{hashlib.sha256(data).hexdigest()[:20]}.{ending}"


def fault(data: bytes, name: str) -> str:
    """Why a file of this name must not be used, or nothing."""
    digest, _, ending = name.partition(".")
    if hashlib.sha256(data).hexdigest()[:20] != digest:
        return "its content is not what was captured"
    if ending == "css":
        return _text_fault(data)
    if ending in ("xhtml", "svg"):
        return _markup_fault(data, drawing=ending == "svg")
    return "" if kind(data) == ending else "it is not what its name says"


def _text_fault(data: bytes) -> str:
    try:
        return css_fault(data.decode())
    except UnicodeDecodeError:
        return "it is not UTF-8"


def _markup_fault(data: bytes, *, drawing: bool) -> str:
    try:
        found = next(offences(parsed(data), drawing=drawing), None)
    except ValueError as error:
        return str(error)
    return f"it holds {found.why}" if found else ""


def bare(data: bytes) -> tuple[bytes, str]:
    """A fetched file as it may be kept, and its type; nothing and no type where we cannot tell what it is."""
    ending = kind(data)
    if len(data) > MAX_ASSET or not ending:
        return b"", ""
    if ending == "svg":
        return _drawing(data)
    undress = {"png": _bare_png, "jpg": _bare_jpeg, "webp": _bare_webp}.get(ending)
    return (undress(data) if undress else data), ending


def _drawing(data: bytes) -> tuple[bytes, str]:
    try:
        root = parsed(data)
        for element in root.iter("{http://www.w3.org/2000/svg}style"):
            element.text = calm(element.text or "")
        cleaned(root, drawing=True)
    except ValueError:
        return b"", ""
    return written(root), "svg"


def _bare_png(data: bytes) -> bytes:
    """Without texts, time and camera data (PNG 3rd edition, section 11.3)."""
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        size = struct.unpack(">I", data[at : at + 4])[0]
        if data[at + 4 : at + 8] not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            kept.append(data[at : at + 12 + size])
        at += 12 + size
    return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    """Without comments and application segments but JFIF, colour profile and Adobe's (ITU T.81, annex B.1)."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, size = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if not (marker == 0xFE or (0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE))):
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    return b"".join([*kept, data[at:]])


def _bare_webp(data: bytes) -> bytes:
    """Without EXIF and XMP chunks (WebP container specification)."""
    kept, at = [], 12
    while at + 8 <= len(data):
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        chunk = data[at : at + 8 + size + size % 2]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if chunk[:4] not in (b"EXIF", b"XMP "):
            kept.append(chunk)
        at += 8 + size + size % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@dataclass
class Store:
    """The assets folder of one catalog."""

    root: Path
    known: dict[str, bytes] = field(default_factory=dict)
    """What this run has kept, by name."""

    def keep(self, data: bytes, ending: str) -> str:
        """The file's name; nothing is written yet."""
        name = name_of(data, ending)
        self.known[name] = data
        return name

    def write(self, names: Collection[str]) -> None:
        """Put these files into the folder, those of them that are not there. Raises OSError."""
        for name in sorted(names):
            path = self.root / ASSETS / name
            if name in self.known and not path.is_file():
                write_atomically(path, self.known[name])

    def read(self, name: str) -> bytes:
        """A file of this run or of the folder; nothing if there is none."""
        path = self.root / ASSETS / name
        return self.known.get(name) or (path.read_bytes() if path.is_file() else b"")

    def prune(self, used: Collection[str]) -> None:
        """Delete files (named as ours are, nothing else) that no bundle uses any more."""
        for path in sorted((self.root / ASSETS).glob("*.*")):
            if re.fullmatch(r"[0-9a-f]{20}\.[a-z0-9]{2,5}", path.name) and path.name not in used:
                path.unlink()
