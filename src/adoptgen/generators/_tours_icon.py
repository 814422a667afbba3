"""The extension's icon: a step's disc in the brand's colour, as PNG (ISO/IEC 15948), drawn without a library."""

from __future__ import annotations

import math
import struct
import zlib

SIZES = (16, 32, 48, 128)
"""Pixels Chromium asks for: toolbar, menus, management page, store."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGBA = 6
"""Colour type: truecolour with alpha (11.2.1)."""


def icon(size: int, colour: str, on_colour: str) -> bytes:
    """A disc with a ring in it, `size` pixels square; colours as #rrggbb."""
    disc, ring = _rgb(colour), _rgb(on_colour)
    middle, unit = (size - 1) / 2, size / 16
    rows = []
    for y in range(size):
        row = bytearray(b"\0")  # filter type none (9.2)
        for x in range(size):
            away = math.hypot(x - middle, y - middle)
            inside = _cover(8 * unit - away)
            light = min(_cover(5 * unit - away), _cover(away - 2.8 * unit))
            mixed = (round(one * (1 - light) + other * light) for one, other in zip(disc, ring, strict=True))
            row += bytes((*mixed, round(255 * inside)))
        rows.append(bytes(row))
    header = struct.pack(">2L5B", size, size, 8, _RGBA, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 9)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _cover(distance: float) -> float:
    """How much of a pixel lies inside an edge `distance` pixels away."""
    return max(0.0, min(1.0, distance + 0.5))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
