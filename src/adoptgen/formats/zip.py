"""Zip archives whose bytes depend on nothing but their content: fixed time, order, attributes and method.

PKWARE APPNOTE 6.3.x: 4.4.6 (time), 4.4.5 (method), 4.4.15 (attributes).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time the format can hold (4.4.6)."""
UNIX = 3
"""Host system (4.4.2); the same wherever the archive is made."""
READABLE = 0o100644 << 16
"""Regular file, readable by all (4.4.15, high word)."""
PACKED_ALREADY = frozenset({"webp", "png", "jpg", "jpeg", "gif", "avif", "zip", "woff", "woff2"})
"""Endings of files that deflate cannot shrink."""


def archive(files: Mapping[str, bytes], first: Iterable[str] = ()) -> bytes:
    """One zip file: the names in `first`, then the others sorted. Raises KeyError if a name of `first` is missing."""
    leading = tuple(first)
    names = [*leading, *sorted(set(files) - set(leading))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in names:
            target.writestr(_entry(name), files[name])
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Where and how one file stands in the archive."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = UNIX
    entry.external_attr = READABLE
    packed = name.rpartition(".")[2].lower() in PACKED_ALREADY
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry


def contents(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of every file, in the archive's order. Raises zipfile.BadZipFile if it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}
