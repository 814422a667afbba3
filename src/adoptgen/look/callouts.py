"""Where the numbered discs of a picture stand: beside their target, covering as little as possible.

Everything is in pixels *as shown* (discs never scale with the picture): scale the boxes of a bundle first with
`scaled`. Rules and costs come from `callout` in tokens.json ("Callouts on screenshots" of the visual language).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Side = Literal["left", "right"]

FRAME_PAD = 4.0
"""Distance of the frame from the control it stands around (callout.frame.pad)."""
_ORDER_COST = 4.0
_TEXT_COST = 1.0
_FRAME_COST = 0.35
_DISC_COST = 3.0
_OUTSIDE_COST = 50.0
"""Per pixel beyond the edge of the picture: a clipped disc is worse than any covered word."""


class Box(NamedTuple):
    """A rectangle, measured from the top left corner of its picture."""

    left: int
    top: int
    width: int
    height: int


class Rect(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float


class Spot(NamedTuple):
    """The centre of a disc."""

    x: float
    y: float


def scaled(box: Box, factor: float, origin: tuple[float, float] = (0.0, 0.0)) -> Rect:
    """`box` in a picture shown `factor` times as large whose corner `origin` (in the picture's pixels) was cut to."""
    left, top = (box.left - origin[0]) * factor, (box.top - origin[1]) * factor
    return Rect(left, top, left + box.width * factor, top + box.height * factor)


def framed(target: Rect) -> Rect:
    """The frame drawn around a target."""
    return Rect(target.left - FRAME_PAD, target.top - FRAME_PAD, target.right + FRAME_PAD, target.bottom + FRAME_PAD)


def place(
    boxes: Sequence[Rect],
    size: tuple[float, float],
    obstacles: Sequence[Rect] = (),
    disc: float = 28.0,
    start: Side = "left",
) -> tuple[Spot, ...]:
    """The centre of each box's disc, in the order of `boxes`.

    `obstacles` are texts that should stay readable, `disc` is the diameter, `start` the side where a line begins
    in the language of the text around the picture. Equal input gives equal output; a box keeps its disc however
    many come after it.
    """
    scene = _Scene(tuple(framed(box) for box in boxes), tuple(obstacles), size, disc / 2)
    placed: list[Spot] = []
    for frame in scene.frames:
        choices = list(enumerate(_candidates(frame, scene.radius, start)))
        _, best = min((_ORDER_COST * order + _cost(spot, scene, placed), order) for order, spot in choices)
        placed.append(choices[best][1])
    return tuple(placed)


class _Scene(NamedTuple):
    """What the discs of one picture have to respect."""

    frames: tuple[Rect, ...]
    texts: tuple[Rect, ...]
    size: tuple[float, float]
    radius: float


def _candidates(frame: Rect, radius: float, start: Side) -> tuple[Spot, ...]:
    """All places for a disc, in tokens.json's order of preference (callout.placementOrder)."""
    middle = (frame.top + frame.bottom) / 2
    before, after = frame.left - radius, frame.right + radius
    first, last = frame.left, frame.right
    first_in, last_in = frame.left + radius, frame.right - radius
    if start == "right":
        before, after, first, last, first_in, last_in = after, before, last, first, last_in, first_in
    above, below = frame.top - radius, frame.bottom + radius
    return (
        Spot(before, middle),
        Spot(after, middle),
        Spot(first, frame.top),
        Spot(last, frame.top),
        Spot(first, frame.bottom),
        Spot(last, frame.bottom),
        Spot(first_in, above),
        Spot(first_in, below),
        Spot(last_in, above),
        Spot(last_in, below),
    )


def _cost(spot: Spot, scene: _Scene, placed: Sequence[Spot]) -> float:
    """What a disc covers (callout.placementCost); it counts as its square, which is within a quarter of the truth."""
    disc = _square(spot, scene.radius)
    outside = max(0.0, -disc.left, -disc.top, disc.right - scene.size[0], disc.bottom - scene.size[1])
    return (
        _TEXT_COST * sum(_shared(disc, text) for text in scene.texts)
        + _FRAME_COST * sum(_shared(disc, frame) for frame in scene.frames)
        + _DISC_COST * sum(_shared(disc, _square(other, scene.radius)) for other in placed)
        + _OUTSIDE_COST * outside
    )


def _square(spot: Spot, radius: float) -> Rect:
    return Rect(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius)


def _shared(one: Rect, other: Rect) -> float:
    """Area both cover."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return width * height if width > 0 and height > 0 else 0.0


def crop(boxes: Sequence[Box], size: tuple[int, int], ratio: float, around: float = 1.0, least: int = 0) -> Box:
    """The part of a picture of `size` that shows all `boxes`, with width:height = `ratio`.

    `around` is the air on every side in parts of the boxes' own size, `least` the least width in pixels. The
    result lies within the picture; where the picture has another ratio and the boxes need all of it, so has the
    result. No boxes: the whole picture.
    """
    if not boxes:
        return Box(0, 0, *size)
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right = max(box.left + box.width for box in boxes)
    bottom = max(box.top + box.height for box in boxes)
    wanted = max((right - left) * (1 + 2 * around), least)
    width = max(wanted, (bottom - top) * (1 + 2 * around) * ratio)
    shown = min(round(width), size[0]), min(round(width / ratio), size[1])
    return Box(_slide((left + right) / 2, shown[0], size[0]), _slide((top + bottom) / 2, shown[1], size[1]), *shown)


def _slide(middle: float, extent: int, limit: int) -> int:
    """Where a stretch of `extent` around `middle` begins so that it stays within 0 and `limit`."""
    return round(min(max(0.0, middle - extent / 2), float(limit - extent)))
