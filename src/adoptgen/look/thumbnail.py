"""The picture of a course in an LMS's list: its title on the brand's colour, beside a tile with its first letter.

SVG, because it is sharp at any size and has a thousand bytes; its text needs no font of ours. 16 by 9, the shape of
most LMS's course pictures.
"""

from __future__ import annotations

import re
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from adoptgen.look.measure import width
from adoptgen.look.palette import Palette

WIDE, HIGH = 640, 360
_EDGE = 44
_ROOM = WIDE - 2 * _EDGE
_SIZES = ((54, 2), (46, 3), (36, 4))
"""Type sizes from the largest, and how many lines of each there is room for."""
_OTHER_FONT = 1.1
"""Fonts that stand in for the one we know the widths of are wider by up to this much."""
_TITLE = "Georgia, Gelasio, 'Noto Serif', serif"
_LETTER = "Calibri, Carlito, system-ui, sans-serif"


def thumbnail(title: str, language: str, direction: Literal["ltr", "rtl"], palette: Palette) -> bytes:
    """An SVG of about a thousand bytes, the same for the same title and colours."""
    size, lines = _set(title)
    fill, ink = palette.colour("brand.fill"), palette.colour("brand.onFill")
    start = _EDGE if direction == "ltr" else WIDE - _EDGE
    tile = _EDGE if direction == "ltr" else WIDE - _EDGE - 88
    first = HIGH - _EDGE - (len(lines) - 1) * size * 1.15 - size * 0.2
    texts = "".join(
        f'<text x="{start}" y="{first + number * size * 1.15:g}" font-size="{size}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}"'
    return (
        f'{head} role="img" aria-label={quoteattr(title)} xml:lang={quoteattr(language)}>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="{fill}"/>'
        f'<rect x="{tile}" y="{_EDGE}" width="88" height="88" rx="20" fill="{ink}"/>'
        f'<text x="{tile + 44}" y="{_EDGE + 62}" text-anchor="middle" font-family="{_LETTER}" font-weight="700" '
        f'font-size="52" fill="{fill}">{_initial(title)}</text>'
        f'<g font-family="{_TITLE}" fill="{ink}" direction="{direction}">{texts}</g></svg>\n'
    ).encode()


def _initial(title: str) -> str:
    """The first letter or digit."""
    return escape(next((sign.upper() for sign in title if sign.isalnum()), "·"))


def _set(title: str) -> tuple[int, list[str]]:
    """Size and lines; what does not fit the smallest size ends in an ellipsis."""
    for size, most in _SIZES:
        lines = _lines(title, size)
        if len(lines) <= most and all(_wide(line, size) <= _ROOM for line in lines):
            return size, lines
    size, most = _SIZES[-1]
    lines = _lines(title, size)[:most]
    last = lines[-1] + "…"
    while _wide(last, size) > _ROOM:
        last = last[:-2] + "…"
    return size, [*lines[:-1], last]


def _lines(title: str, size: int) -> list[str]:
    """Broken between words; a word longer than a line, where the line ends."""
    lines = [""]
    for word in re.split(r"[ \t\r\n]+", title.strip()):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _wide(longer, size) > _ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
        while _wide(lines[-1], size) > _ROOM:
            cut = next(end for end in range(len(lines[-1]) - 1, 0, -1) if _wide(lines[-1][:end], size) <= _ROOM)
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    return lines


def _wide(text: str, size: int) -> float:
    return width(text, "Georgia", size) * _OTHER_FONT
