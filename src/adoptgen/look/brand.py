"""From one brand colour to every colour that hangs on it, readable in both schemes.

The brand's hue colours the neutrals; its lightness decides what can be written on it, drawn with it and read in it.
Nothing is clipped: what sRGB cannot show loses chroma, never hue or lightness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from adoptgen.look.oklch import Oklch, contrast, fitted, hue_distance, parse, to_hex
from adoptgen.look.tokens import Scheme, colours, token

GREY = 0.02
"""Chroma below which a brand has no hue worth carrying on."""
STEP = 0.001
"""Lightness by which a colour walks towards its contrast."""
TAPER = {"light": (0.68, 0.755, 0.843, 0.93, 1.005, 0.965, 0.85), "dark": (0.7, 0.85, 0.925, 1.005, 1.005, 0.91, 0.81)}
"""Chroma of the seven ramp steps, as shares of the brand's (at most RAMP_CHROMA)."""
RAMP_CHROMA = 0.164
TEXT_RATIO = {"light": 4.6, "dark": 5.5}
EDGE_RATIO = {"light": 3.05, "dark": 4.05}
FOCUS_RATIO = 4.5
ON_FILL_RATIO = 4.6
TEXT_START = {"light": 0.56, "dark": 0.72}
FOCUS_START = {"light": 0.56, "dark": 0.75}

Colours = dict[str, str]
Grounds = tuple[str, ...]


def brand_colours(brand: str, scheme: Scheme) -> Colours:
    """Role (`neutral.canvas`, `brand.fill`, `brand.ramp.0`) -> colour. Raises ValueError if `brand` is no colour."""
    given = parse(brand)
    found: Colours = dict(_neutrals(given, scheme))
    found |= _tints(given, scheme)
    grounds = tuple(found[role] for role in ("neutral.canvas", "neutral.surface", "neutral.sunken", "brand.tint"))
    fill = _fill(given, scheme, found)
    found["brand.fill"] = to_hex(fill)
    found["brand.onFill"] = _on(found["brand.fill"], ON_FILL_RATIO)
    found["brand.fillHover"] = _hover(fill, found["brand.onFill"])
    found["brand.edge"] = _edge(fill.at(fill.lightness, given.chroma), scheme, grounds)
    found["brand.text"] = _legible(given, scheme, grounds, TEXT_START[scheme], TEXT_RATIO[scheme])
    found["brand.focus"] = _legible(given, scheme, grounds, FOCUS_START[scheme], FOCUS_RATIO)
    return found | dict(_ramp(given, scheme))


def signal(brand: str) -> str:
    """The colour of callout frames: one the brand cannot be taken for."""
    usual = str(token("callout.signal"))
    given = parse(brand)
    near = given.chroma >= GREY and hue_distance(given.hue, parse(usual).hue) <= 35
    return str(token("callout.signalIfBrandHueWithin35Degrees")) if near else usual


def _of_default(scheme: Scheme, group: str) -> Iterator[tuple[str, Oklch]]:
    for role, colour in colours(scheme):
        if role.startswith(group):
            yield role, parse(colour)


def _neutrals(given: Oklch, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """The default's lightness and chroma at the brand's hue."""
    for role, colour in _of_default(scheme, "neutral."):
        chroma = colour.chroma if given.chroma >= GREY else 0.0
        yield role, to_hex(Oklch(colour.lightness, chroma, given.hue))


def _tints(given: Oklch, scheme: Scheme) -> Colours:
    found = {}
    for role, colour in _of_default(scheme, "brand.tint"):
        chroma = min(colour.chroma, given.chroma) if given.chroma >= GREY else 0.0
        found[role] = to_hex(Oklch(colour.lightness, chroma, given.hue))
    return found


def _ramp(given: Oklch, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Seven steps, away from the ground of the scheme."""
    chroma = min(given.chroma, RAMP_CHROMA)
    steps = (colour.lightness for role, colour in _of_default(scheme, "brand.ramp."))
    for index, (lightness, share) in enumerate(zip(steps, TAPER[scheme], strict=True)):
        colour = to_hex(_drifted(given, lightness).at(lightness, chroma * share))
        yield f"brand.ramp.{index}", colour
        yield f"brand.onRamp.{index}", _on(colour, 4.5)


def _drifted(given: Oklch, lightness: float) -> Oklch:
    """At a lower lightness yellows turn amber, limes green: eyes expect it, and olive is nobody's brand."""
    hue = given.hue
    if given.chroma >= GREY and lightness < given.lightness:
        way = min(1.0, (given.lightness - lightness) / 0.45)
        if 80 <= hue <= 105:
            hue += (62 - hue) * way
        elif 105 < hue <= 125:
            hue += 14 * way
    return Oklch(lightness, given.chroma, hue)


def _ink() -> str:
    return str(token("scheme.dark.neutral.onInverse"))


def _on(ground: str, ratio: float) -> str:
    """White, or else ink, whichever can be read on this ground; the better of them where neither reaches `ratio`."""
    white = "#ffffff"
    if contrast(white, ground) >= ratio:
        return white
    return max((_ink(), white), key=lambda colour: contrast(colour, ground))


def _readable(ground: str) -> bool:
    return contrast(_on(ground, ON_FILL_RATIO), ground) >= ON_FILL_RATIO


def _fill(given: Oklch, scheme: Scheme, found: Colours) -> Oklch:
    """The brand itself wherever it can carry a label and, in the dark, be seen."""
    if scheme == "light":
        return _nearest(given, lambda colour: _readable(to_hex(colour)))
    grounds = (found["neutral.canvas"], found["neutral.surface"])

    def seen(colour: Oklch) -> bool:
        shown = to_hex(colour)
        return min(contrast(shown, ground) for ground in grounds) >= 3 and _readable(shown)

    if seen(given):
        return given
    if given.chroma < GREY:
        return _nearest(given.at(1 - given.lightness * 0.9 - 0.08), seen)
    return _walk(given, seen, +1, _restored)


def _restored(given: Oklch, lightness: float) -> Oklch:
    """Lifted colours look pale unless they gain chroma."""
    chroma = max(given.chroma, min(0.13, given.chroma + 0.256 * (lightness - given.lightness)))
    return fitted(given.at(lightness, chroma))


def _nearest(given: Oklch, good: Callable[[Oklch], bool]) -> Oklch:
    """The colour itself if it is good, else the nearest good one, darker or lighter."""
    if good(given):
        return given
    found = [_walk(given, good, way, _drifted) for way in (-1, +1)]
    return min(found, key=lambda colour: (not good(colour), abs(colour.lightness - given.lightness)))


def _walk(
    given: Oklch, good: Callable[[Oklch], bool], way: int, step: Callable[[Oklch, float], Oklch], start: float = -1
) -> Oklch:
    """From `start` (else the colour's own lightness) one way until it is good, or at the end of the scale."""
    lightness = given.lightness if start < 0 else start
    while 0 < lightness < 1:
        colour = step(given, lightness)
        if good(colour):
            return colour
        lightness += way * STEP
    return step(given, min(1.0, max(0.0, lightness)))


def _hover(fill: Oklch, label: str) -> str:
    """A little darker, or lighter where the label would not stand it."""
    darker = to_hex(fill.at(fill.lightness - 0.06))
    deep = fill.lightness < 0.2
    return to_hex(fill.at(fill.lightness + 0.06)) if deep or contrast(label, darker) < 4.5 else darker


def _stands_out(grounds: Grounds, ratio: float) -> Callable[[Oklch], bool]:
    return lambda colour: min(contrast(to_hex(colour), ground) for ground in grounds) >= ratio


def _edge(fill: Oklch, scheme: Scheme, grounds: Grounds) -> str:
    good = _stands_out(grounds, EDGE_RATIO[scheme])
    return to_hex(fill if good(fill) else _walk(fill, good, -1 if scheme == "light" else +1, _drifted))


def _legible(given: Oklch, scheme: Scheme, grounds: Grounds, start: float, ratio: float) -> str:
    good = _stands_out(grounds, ratio)
    if scheme == "light":
        found = _walk(given, good, -1, _drifted, min(given.lightness, start))
    else:
        found = _walk(given, good, +1, _drifted, max(given.lightness, start))
    return to_hex(found)
