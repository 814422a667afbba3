"""What a picture is and how large, from its first bytes: PNG, JPEG, GIF, WebP. Nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Callable

LARGEST_SIDE = 20_000
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG markers that carry the size (ITU-T T.81, table B.1)."""


def sniffed(data: bytes) -> tuple[str, int, int] | None:
    """Ending, width and height in pixels; None for anything else."""
    for start, ending, size in _KINDS:
        if data.startswith(start):
            try:
                width, height = size(data)
            except (struct.error, ValueError, IndexError):
                return None
            usable = 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE
            return (ending, width, height) if usable else None
    return None


def _png(data: bytes) -> tuple[int, int]:
    """PNG (third edition), 11.2.1: IHDR is the first chunk."""
    if data[12:16] != b"IHDR":
        raise ValueError("no IHDR")
    return struct.unpack_from(">II", data, 16)


def _gif(data: bytes) -> tuple[int, int]:
    """GIF89a, 18: logical screen descriptor."""
    return struct.unpack_from("<HH", data, 6)


def _jpeg(data: bytes) -> tuple[int, int]:
    """ITU-T T.81, B.2.2: the first frame header."""
    at = 2
    while data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
    raise ValueError("no frame")


def _webp(data: bytes) -> tuple[int, int]:
    """RFC 9649, 2.5 to 2.7: lossy, lossless, extended."""
    kind = data[12:16]
    if data[8:12] != b"WEBP" or len(data) < 30:
        raise ValueError("no WebP")
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], tuple[int, int]]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png", _png),
    (b"GIF8", "gif", _gif),
    (b"\xff\xd8\xff", "jpg", _jpeg),
    (b"RIFF", "webp", _webp),
)
