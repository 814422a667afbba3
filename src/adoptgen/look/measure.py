"""How wide a text is and where its lines break, from real font metrics: nothing on a slide is guessed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Family = Literal["Georgia", "Calibri"]
LINE_HEIGHT = {"Georgia": 1.27, "Calibri": 1.221}
"""Line height in ems at single spacing (hhea table of the twins, the taller where they differ from the originals)."""
_BREAK = re.compile(r"[ \t\r\n]+")
"""Where a line may break; not at a no-break space."""
_UNKNOWN = 0.62
_WIDE = 1.0


class Span(NamedTuple):
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


@cache
def _widths(family: Family, bold: bool) -> dict[str, float]:
    """Character -> advance width in ems."""
    families = json.loads(Path(__file__).with_name("metrics.json").read_text(encoding="utf-8"))
    table: dict[str, str] = families[family]["bold" if bold else "regular"]
    return {character: int(width) / 1000 for width, characters in table.items() for character in characters}


def width(text: str, family: Family, points: float, bold: bool = False) -> float:
    """Width in points of a text on one line; characters the font lacks count as wide as their script usually is."""
    table = _widths(family, bold)
    return points * sum(table[char] if char in table else _stranger(char) for char in text)


def _stranger(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _UNKNOWN


def line_count(spans: Sequence[Span], family: Family, points: float, room: float) -> int:
    """Lines a paragraph takes in a column `room` points wide; a word longer than the column takes several."""
    lines, used = 1, 0.0
    for word, bold in _words(spans):
        space = width(" ", family, points) if used else 0.0
        wide = width(word, family, points, bold)
        if used and used + space + wide > room:
            lines, used, space = lines + 1, 0.0, 0.0
        while wide > room:
            lines, wide = lines + 1, wide - room
        used += space + wide
    return lines


def _words(spans: Sequence[Span]) -> list[tuple[str, bool]]:
    return [(word, span.bold) for span in spans for word in _BREAK.split(span.text) if word]


def height(lines: int, family: Family, points: float, spacing: float = 1.0) -> float:
    """Height in points of so many lines."""
    return lines * points * LINE_HEIGHT[family] * spacing
