"""Colour arithmetic: sRGB, OKLCH and contrast.

OKLab after Bjoern Ottosson, "A perceptual color space for image processing" (2020), whose matrices CSS Color 4
section 9.2 adopts; contrast after WCAG 2.2, definitions of relative luminance and contrast ratio.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

Triple = tuple[float, float, float]
_SLACK = 1e-5
"""How far a channel may leave 0..1 before the colour counts as outside sRGB; far below one step of 255."""


@dataclass(frozen=True, slots=True)
class Oklch:
    """A colour as lightness (0 to 1), chroma (0 to about 0.4) and hue (degrees)."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float, chroma: float | None = None) -> Oklch:
        """The same hue at another lightness, and another chroma if given."""
        return replace(self, lightness=lightness, chroma=self.chroma if chroma is None else chroma)


def _linear(channel: float) -> float:
    value: float = channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
    return value


def _encoded(channel: float) -> float:
    value: float = channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return value


def _channels(colour: str) -> Triple:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def parse(colour: str) -> Oklch:
    """`#rrggbb` as OKLCH. Raises ValueError for anything else."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is not a colour such as #0f5c78")
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _to_linear(colour: Oklch) -> Triple:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def in_gamut(colour: Oklch) -> bool:
    """Whether sRGB can show it."""
    return all(-_SLACK <= channel <= 1 + _SLACK for channel in _to_linear(colour))


def fitted(colour: Oklch) -> Oklch:
    """The colour itself, or the one of the same lightness and hue with as much chroma as sRGB can show."""
    if in_gamut(colour):
        return colour
    low, high = 0.0, colour.chroma
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if in_gamut(colour.at(colour.lightness, middle)) else (low, middle)
    return colour.at(colour.lightness, low)


def to_hex(colour: Oklch) -> str:
    """As `#rrggbb`, mapped into sRGB by lowering chroma."""
    channels = (min(1.0, max(0.0, channel)) for channel in _to_linear(fitted(colour)))
    return "#" + "".join(f"{round(_encoded(channel) * 255):02x}" for channel in channels)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def hue_distance(one: float, other: float) -> float:
    """Degrees between two hues, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)
