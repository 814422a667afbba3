"""Zip archives whose bytes depend on nothing but their content: fixed time, order, attributes and method.

Written here and not by the standard library, because packages share most of their files: what was deflated once is not
deflated again. PKWARE APPNOTE 6.3.x: 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end), 4.4.4 (flags),
4.4.5 (method), 4.4.6 (time), 4.4.15 (attributes).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time the format can hold (4.4.6)."""
_TIME, _DATE = 0, 1 << 5 | 1
"""The same in the format's own numbers: day in bits 0 to 4, month in 5 to 8, years since 1980 above."""
UNIX = 3
"""Host system (4.4.2); the same wherever the archive is made."""
READABLE = 0o100644 << 16
"""Regular file, readable by all (4.4.15, high word)."""
PACKED_ALREADY = frozenset({"webp", "png", "jpg", "jpeg", "gif", "avif", "zip", "woff", "woff2"})
"""Endings of files that deflate cannot shrink."""
_VERSION = 20
"""Needed to extract deflated files (4.4.3.2)."""
_STORED, _DEFLATED = 0, 8
_UTF8 = 1 << 11
"""General purpose bit 11: the name is UTF-8."""
_MOST_FILES = 0xFFFF
_MOST_BYTES = 0xFFFFFFFF
"""More of either needs ZIP64, which LMSs do not read."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_KEPT = 1_000_000
"""Bytes up to which a deflated file is kept for the next archive."""


class _Packed(NamedTuple):
    """One file as it stands in an archive."""

    method: int
    crc: int
    data: bytes
    size: int


def archive(files: Mapping[str, bytes], first: Iterable[str] = ()) -> bytes:
    """One zip file: the names in `first`, then the others sorted.

    Raises KeyError if a name of `first` is missing, ValueError for more than the format holds.
    """
    leading = tuple(first)
    names = [*leading, *sorted(set(files) - set(leading))]
    if len(names) > _MOST_FILES:
        raise ValueError(f"{len(names)} files, and an archive holds {_MOST_FILES}")
    parts: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name in names:
        head, entry = _headers(name, found := _packed(name, files[name]), place)
        parts += (head, found.data)
        directory.append(entry)
        place += len(head) + len(found.data)
    listing = b"".join(directory)
    if place + len(listing) > _MOST_BYTES:
        raise ValueError(f"{place + len(listing)} bytes, and an archive holds {_MOST_BYTES}")
    end = _END.pack(b"PK\x05\x06", 0, 0, len(names), len(names), len(listing), place, 0)
    return b"".join((*parts, listing, end))


def _headers(name: str, packed: _Packed, place: int) -> tuple[bytes, bytes]:
    """What stands before a file, and its line in the directory."""
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    common = (_VERSION, flags, packed.method, _TIME, _DATE, packed.crc, len(packed.data), packed.size, len(raw), 0)
    head = _LOCAL.pack(b"PK\x03\x04", *common) + raw
    made_by = UNIX << 8 | _VERSION
    return head, _CENTRAL.pack(b"PK\x01\x02", made_by, *common, 0, 0, 0, READABLE, place) + raw


def _packed(name: str, data: bytes) -> _Packed:
    if len(data) > _MOST_BYTES:
        raise ValueError(f"{name} has {len(data)} bytes, and an archive holds {_MOST_BYTES}")
    if name.rpartition(".")[2].lower() in PACKED_ALREADY:
        return _Packed(_STORED, zlib.crc32(data), data, len(data))
    return _again(data) if len(data) <= _KEPT else _deflated(data)


def _deflated(data: bytes) -> _Packed:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return _Packed(_DEFLATED, zlib.crc32(data), packer.compress(data) + packer.flush(), len(data))


_again = lru_cache(maxsize=32)(_deflated)


def contents(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of every file, in the archive's order. Raises zipfile.BadZipFile if it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}
