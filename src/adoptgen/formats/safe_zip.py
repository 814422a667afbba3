"""Zip archives of strangers, read without trust: nothing is extracted, sizes are counted and not believed.

Rules of PKWARE APPNOTE 6.3.x and of the systems on which LMSs unpack what they are given.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from adoptgen.formats.faults import Fault, Rule, Spot, printable

MOST_ENTRIES = 10_000
MOST_RATIO = 100
"""Times its packed size that an entry, or the whole archive, may become."""
ALWAYS_ALLOWED = 1 << 20
"""Bytes an entry may become whatever its packed size: short texts that repeat themselves pack well."""
MOST_DIRECTORY = 16 << 20
LONGEST_NAME = 255
"""Characters of a path that LMSs store; Moodle 4.5 ends in a database error beyond."""
MOST_KEPT = 32 << 20
"""Bytes of all wanted entries together; those wanted most come first."""
CHUNK = 1 << 16
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
"""Names that are devices on Windows, with any ending."""

NO_ZIP = Rule(
    "P101",
    "the file is a zip archive",
    "SCORM 1.2 CAM 2.3.2; SCORM 2004 CAM 3.5; cmi5 14.1",
    "An LMS refuses anything else, often in words that do not say why.",
)
TRUNCATED = Rule(
    "P102",
    "the archive is whole",
    "PKWARE APPNOTE 4.3.16",
    "The directory of a zip file stands at its end. An upload that broke off has none, so nothing in it is found.",
)
TOO_MANY = Rule(
    "P103",
    f"an archive holds at most {MOST_ENTRIES} entries",
    "our limit; PHP's and Java's unpackers fail at about 65,535",
    "Servers unpack every entry before they look at one. Very many are slow at best and an attack at worst.",
)
UNSAFE_PATH = Rule(
    "P104",
    "paths stay inside the package",
    "PKWARE APPNOTE 4.4.17; CWE-22",
    "Such an entry is written outside the course's folder, or flattened into its root, where it replaces another.",
)
RESERVED = Rule(
    "P105",
    "names can be written on every system",
    "Microsoft, Naming Files, Paths, and Namespaces",
    "An LMS on Windows, or a colleague who unpacks it there, loses the file or gets another name.",
)
SPECIAL = Rule(
    "P106",
    "entries are ordinary files",
    "PKWARE APPNOTE 4.4.15; CWE-59",
    "A link leads out of the package; what is written through it lands somewhere else on the server.",
)
TWICE = Rule(
    "P107",
    "every name is there once",
    "PKWARE APPNOTE 4.3.12",
    "Which of two entries of one name is kept depends on who unpacks them.",
)
CLASH = Rule(
    "P108",
    "names differ by more than capital letters, and no file is a folder too",
    "Windows and macOS file systems; Unicode TR15",
    "Where capital letters do not count, the second file silently replaces the first.",
)
NAME_ENCODING = Rule(
    "P109",
    "names outside ASCII are marked as UTF-8",
    "PKWARE APPNOTE 4.4.4, bit 11, and appendix D",
    "Without the mark each unpacker guesses; the manifest then names files that are not there.",
)
PACKING = Rule(
    "P110",
    "entries are stored or deflated, and not encrypted",
    "PKWARE APPNOTE 4.4.5; SCORM 2004 CAM 3.5 (zip as of RFC 1951)",
    "LMSs unpack with what their language brings, and that knows nothing else.",
)
DAMAGED = Rule(
    "P111",
    "every entry reads as its directory says",
    "PKWARE APPNOTE 4.4.7 to 4.4.9",
    "The file is cut, damaged or not what is announced. Learners would meet the damage, not you.",
)
BOMB = Rule(
    "P112",
    f"an archive unpacks to at most {MOST_RATIO} times its size",
    "our limit; CWE-409",
    "A few bytes that become gigabytes fill the server's disk. Course material never packs that well.",
)
OVERLAP = Rule(
    "P113",
    "no two entries share bytes",
    "PKWARE APPNOTE 4.3.6; CWE-409",
    "Only archives made to overwhelm servers are built that way.",
)
ARCHIVE_RULES = (
    NO_ZIP, TRUNCATED, TOO_MANY, UNSAFE_PATH, RESERVED, SPECIAL, TWICE, CLASH, NAME_ENCODING, PACKING, DAMAGED, BOMB,
    OVERLAP,
)  # fmt: skip
_FATAL = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError)

Keep = Callable[[str], int]
"""Name -> bytes of it that are wanted at most; 0 for none."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: names of files in its order, and the wanted ones that were small enough."""

    names: tuple[str, ...] = ()
    kept: dict[str, bytes] = field(default_factory=dict)


def read(stream: BinaryIO, keep: Keep) -> tuple[Contents | None, list[Fault]]:
    """What is in an archive and what is wrong with it; None where it cannot or should not be looked into further."""
    found = list(_envelope(stream))
    if found:
        return None, found
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except _FATAL as error:
        return None, [TRUNCATED.fault(f"its directory cannot be read: {error}", "Pack or download it again.")]
    if len(entries) > MOST_ENTRIES:
        return None, [_too_many(len(entries))]
    found += names(entries)
    found += _shared_bytes(entries)
    reader = _Reader(stream, keep)
    found += reader.read_all(entries)
    files = tuple(dict.fromkeys(entry.orig_filename for entry in entries if not entry.is_dir()))
    return (None if reader.overflown else Contents(files, reader.kept)), found


def _envelope(stream: BinaryIO) -> Iterator[Fault]:
    """The end record, before anything is believed (4.3.16; zip64: 4.3.14 and 4.3.15)."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 22 - 0xFFFF - 20))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    stream.seek(0)
    if at < 0 or len(tail) - at < 22:
        if stream.read(4) == b"PK\x03\x04":
            yield TRUNCATED.fault("it begins like a zip file and its end is missing", "Upload or download it again.")
        else:
            yield NO_ZIP.fault("this is no zip file", "Give the packed course, not one of its files.")
        return
    count, directory = struct.unpack_from("<HL", tail, at + 10)
    if at >= 20 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        stream.seek(min(struct.unpack_from("<Q", tail, at - 12)[0], size))
        record = stream.read(56)
        if len(record) == 56:
            count, directory = (
                max(count, int.from_bytes(record[32:40], "little")),
                int.from_bytes(record[40:48], "little"),
            )
    if count > MOST_ENTRIES or directory > MOST_DIRECTORY:
        yield _too_many(count)


def _too_many(number: int) -> Fault:
    return TOO_MANY.fault(f"it says it holds {number} entries", f"Make courses of at most {MOST_ENTRIES} files.")


def names(entries: Iterable[zipfile.ZipInfo]) -> Iterator[Fault]:
    """What is wrong with the names and kinds of entries."""
    seen: set[str] = set()
    folded: dict[str, str] = {}
    for entry in entries:
        name = entry.orig_filename
        yield from _one_name(entry, name)
        if name in seen:
            yield TWICE.fault(f"{shown(name)} is in it twice", "Keep the one that is right.", Spot(shown(name)))
        seen.add(name)
        for part in _parents(name):
            other = folded.setdefault(_fold(part), part)
            if other != part:
                message = f"{shown(part)} and {shown(other)} are the same where capital letters do not count"
                yield CLASH.fault(message, "Rename one of them.", Spot(shown(name)))
    files = {name for name in seen if not name.endswith("/")}
    folders = {part for name in seen for part in _parents(name)[:-1]}
    for both in sorted(folders & files):
        yield CLASH.fault(f"{shown(both)} is a file and a folder", "Rename one of them.", Spot(shown(both)))


def _parents(name: str) -> list[str]:
    """The path with all folders above it, the highest first."""
    parts = name.rstrip("/").split("/")[:100]
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def shown(name: str) -> str:
    """A name as it can be printed on one line."""
    text = printable(name[:LONGEST_NAME])
    return text if len(text) <= 120 else f"{text[:119]}…"


def _one_name(entry: zipfile.ZipInfo, name: str) -> Iterator[Fault]:
    spot = Spot(shown(name))
    if why := unsafe(name):
        yield UNSAFE_PATH.fault(f"the path {shown(name)} {why}", "Pack the folder again, from within it.", spot)
    elif why := _unwritable(name):
        yield RESERVED.fault(f"the name {shown(name)} {why}", "Rename the file and what refers to it.", spot)
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "a link" if stat.S_ISLNK(mode) else "a device, a pipe or a socket"
        yield SPECIAL.fault(f"{shown(name)} is {what}", "Put the file itself into the package.", spot)
    if not name.isascii() and not entry.flag_bits & 0x800:
        yield NAME_ENCODING.fault(
            f"the name {shown(name)} does not say how it is encoded", "Pack with UTF-8 names, or use plain ones.", spot
        )


def unsafe(path: str) -> str:
    """Why a path may lead out of its folder, in words; empty when it cannot."""
    if "\\" in path:
        return "holds a backslash"
    if path.startswith("/") or path[1:2] == ":":
        return "begins at the root of a disk"
    if "\x00" in path:
        return "holds a zero byte"
    parts = path.removesuffix("/").split("/")
    if ".." in parts:
        return "leads out of the package"
    return "holds an empty or single-dot part" if "" in parts or "." in parts else ""


def _unwritable(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return f"has {len(name)} characters; {LONGEST_NAME} are kept"
    for part in name.rstrip("/").split("/"):
        if part.partition(".")[0].rstrip(" ").lower() in DEVICES:
            return "is a device on Windows"
        if any(sign in '<>:"|?*' or ord(sign) < 32 for sign in part):
            return 'holds one of < > : " | ? * or a control character'
        if part.endswith((".", " ")):
            return "ends in a dot or a space"
    return ""


def _shared_bytes(entries: Iterable[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Entries that begin before the previous one ends."""
    end, before = 0, ""
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            message = f"{shown(entry.orig_filename)} lies within {shown(before)}"
            yield OVERLAP.fault(message, "Pack the course again.", Spot(shown(entry.orig_filename)))
        end, before = entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size, entry.orig_filename


class _Reader:
    """Reads every entry once, in pieces; keeps the wanted ones."""

    def __init__(self, stream: BinaryIO, keep: Keep) -> None:
        self._stream = stream
        self._keep = keep
        self._room = MOST_RATIO * max(stream.seek(0, io.SEEK_END), ALWAYS_ALLOWED // 10)
        self._space = MOST_KEPT
        self.kept: dict[str, bytes] = {}
        self.overflown = False

    def read_all(self, entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
        declared = sum(entry.file_size for entry in entries)
        if declared > self._room:
            self.overflown = True
            yield BOMB.fault(f"it would unpack to {declared} bytes", "Do not unpack it; ask who made it.")
            return
        for entry in sorted(entries, key=lambda entry: -self._keep(entry.orig_filename)):
            if fault := self._read(entry):
                yield fault
            if self.overflown:
                return

    def _read(self, entry: zipfile.ZipInfo) -> Fault | None:
        name = shown(entry.orig_filename)
        if entry.flag_bits & 0x41 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            how = "encrypted" if entry.flag_bits & 0x41 else f"packed by method {entry.compress_type}"
            return PACKING.fault(f"{name} is {how}", "Pack it with the usual deflate, without a password.", Spot(name))
        try:
            wrong = self._count(entry)
        except (zlib.error, EOFError) as error:
            wrong = f"cannot be unpacked: {error}"
        if self.overflown:
            return BOMB.fault(f"{name} becomes more than it may", "Do not unpack it; ask who made it.", Spot(name))
        return DAMAGED.fault(f"{name} {wrong}", "Pack or download it again.", Spot(name)) if wrong else None

    def _count(self, entry: zipfile.ZipInfo) -> str:
        """What is wrong with an entry's bytes; keeps them if they are wanted."""
        most = min(self._room, max(ALWAYS_ALLOWED, MOST_RATIO * entry.compress_size))
        wanted = min(self._keep(entry.orig_filename), self._space)
        size, check, parts = 0, 0, bytearray()
        for part in self._pieces(entry):
            size += len(part)
            if size > most:
                self.overflown = True
                return "overflows"
            check = zlib.crc32(part, check)
            if size <= wanted:
                parts += part
        self._room -= size
        if wanted > 0 and size <= wanted:
            self.kept.setdefault(entry.orig_filename, bytes(parts))
            self._space -= size
        if size != entry.file_size:
            return f"has {size} bytes, and its directory says {entry.file_size}"
        return "" if check == entry.CRC else "does not have the check sum its directory says"

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpacked bytes, at most CHUNK at once. Raises EOFError and zlib.error."""
        self._stream.seek(max(0, entry.header_offset))  # a damaged directory places the first entry before the file
        head = self._stream.read(30)
        if entry.header_offset < 0 or len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise EOFError("its header is not where the directory says")
        self._stream.seek(sum(struct.unpack_from("<HH", head, 26)), io.SEEK_CUR)
        unpack = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type else None
        left = entry.compress_size
        while left > 0:
            packed = self._stream.read(min(CHUNK, left))
            if not packed:
                raise EOFError("its end is missing")
            left -= len(packed)
            while unpack and packed:
                yield unpack.decompress(packed, CHUNK)
                packed = unpack.unconsumed_tail
            if packed:
                yield packed
        if unpack and not unpack.eof:
            yield from _rest(unpack)


def _rest(unpack: zlib._Decompress) -> Iterator[bytes]:
    """What the window still holds. Raises EOFError where the packed data ended early."""
    while part := unpack.decompress(unpack.unconsumed_tail, CHUNK):
        yield part
    if not unpack.eof:
        raise EOFError("its packed data end too early")
