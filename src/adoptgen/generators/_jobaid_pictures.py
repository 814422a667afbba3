"""The pictures of a printed page: which part of a screen is cut out, and where frame and disc stand over it.

All measures that leave here are millimetres on paper. A disc keeps its size however large the picture is shown.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adoptgen.artefact import Blob
from adoptgen.look.callouts import Box, Side, crop, framed, place, scaled
from adoptgen.look.tokens import token
from adoptgen.model.bundle import Bundle, Picture

MM = 25.4 / 96
"""Millimetres of a CSS pixel on paper."""
PAGE = {"a4": (210.0, 297.0)}
GAP = 9.1
"""Between the two columns."""
SHAPES = (480 / 264, 480 / 232, 480 / 198, 480 / 165, 480 / 128, 480 / 104)
"""Width to height of a step's picture, tallest first: the page takes the first with which all steps fit."""
WIDE_SHAPES = (1200 / 330, 1200 / 260, 1200 / 200, 1200 / 150)
"""The same for a picture across both columns; those in which the target would touch the edge are left out."""
FEW_ROWS = 3
"""With more, the tall shapes fit on no page."""
LEAST, MOST = 480, 720
"""CSS pixels a column shows at least and at most: the least says where on the page one is, the most can be read."""
LEAST_WIDE = 960
MARGIN = 16
"""CSS pixels above and below a wide target at least."""
AROUND = 0.05
"""Air beside a target, in parts of its width."""

DENSITY = 1
"""Bitmap pixels of a CSS pixel: some 150 dots an inch on paper. Two look hardly sharper and cost more than all else."""
DISC = 28.0
"""CSS pixels of a disc with its ring, on paper as on the site."""
QUALITY = 95
"""JPEG without chroma subsampling: no ringing is seen at this quality, and Typst hands the bytes on as they are."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a picture: the bytes of one file below the page's root."""

    file: str
    picture: str
    """Path of the bitmap in the catalog."""
    window: Box
    """In CSS pixels; the whole picture where it has no extent."""


def bitmap(picture: Picture) -> str:
    """The file it is cut from, relative to the catalog's root."""
    return picture.path_double if DENSITY == 2 else picture.path


def text_width() -> float:
    """Millimetres between the margins."""
    return PAGE["a4"][0] - 2 * float(token("print.marginMm.side"))


def column() -> float:
    """Millimetres of one column."""
    return (text_width() - GAP) / 2


def shapes_for(rows: int) -> tuple[float, ...]:
    """The shapes worth trying on a page of so many rows: pixels nobody will see are not cut out."""
    return SHAPES if rows <= FEW_ROWS else SHAPES[-3:]


def is_wide(bundle: Bundle, step: str) -> bool:
    """Whether a target is so wide that its picture takes both columns."""
    box = _box(bundle, step)
    return box is not None and box.width * (1 + 2 * AROUND) > MOST


def shown(
    bundle: Bundle, step: str, number: int, start: Side, *, wide: bool, shapes: tuple[float, ...] = SHAPES
) -> tuple[Cut, Data] | None:
    """The cut of a step's picture, and the shapes in which it may be shown; None where nothing was seen."""
    box = _box(bundle, step)
    if box is None:
        return None
    picture = bundle.picture(bundle.shot(step).picture)
    windows = _windows(picture, box, _wide_shapes(box) if wide else shapes, LEAST_WIDE if wide else LEAST)
    width = text_width() if wide else column()
    cut = Cut(f"step-{number}.jpg", bitmap(picture), windows[0])
    factor = width / MM / windows[0].width
    found = {
        "file": cut.file,
        "width": _mm(width),
        "height": _mm(windows[0].height * factor * MM),
        "shapes": [_shape(picture, box, window, windows[0], factor, start) for window in windows],
    }
    return cut, found


def _box(bundle: Bundle, step: str) -> Box | None:
    return next((shot.box for shot in bundle.shots if shot.step == step), None)


def _wide_shapes(box: Box) -> tuple[float, ...]:
    width = max(LEAST_WIDE, box.width * (1 + 2 * AROUND))
    return tuple(shape for shape in WIDE_SHAPES if width / shape >= box.height + 2 * MARGIN) or WIDE_SHAPES[:1]


def _windows(picture: Picture, box: Box, shapes: tuple[float, ...], least: int) -> list[Box]:
    """One part of the picture per shape, all equally wide, each within the one before."""
    size = (picture.width, picture.height)
    width = max(crop([box], size, shape, AROUND, least).width for shape in shapes)
    return [crop([box], size, shape, 0, width) for shape in shapes]


def _shape(picture: Picture, box: Box, window: Box, whole: Box, factor: float, start: Side) -> Data:
    origin = (window.left, window.top)
    size = (window.width * factor, window.height * factor)
    target = scaled(box, factor, origin)
    texts = [scaled(text, factor, origin) for text in picture.texts]
    spot = place([target], size, texts, DISC, start)[0]
    frame = framed(target)
    left, top = max(frame.left, 1.0), max(frame.top, 1.0)
    right, bottom = min(frame.right, size[0] - 1.0), min(frame.bottom, size[1] - 1.0)
    return {
        "height": _mm(size[1] * MM),
        "offset": _mm((window.top - whole.top) * factor * MM),
        "disc": {"x": _mm(spot.x * MM), "y": _mm(spot.y * MM)},
        "frame": {
            "x": _mm(left * MM),
            "y": _mm(top * MM),
            "width": _mm((right - left) * MM),
            "height": _mm((bottom - top) * MM),
        },
    }


def _mm(value: float) -> float:
    return round(value, 3)


def cut_out(cuts: tuple[Cut, ...], pictures: Mapping[str, Blob]) -> dict[str, bytes]:
    """File -> its bytes; each bitmap is opened once, and one that is no picture is left out.

    Raises ChangedError where one was changed meanwhile.
    """
    found: dict[str, bytes] = {}
    for path in dict.fromkeys(cut.picture for cut in cuts):
        data = pictures[path].read()
        wanted = [cut for cut in cuts if cut.picture == path]
        found |= {cut.file: data for cut in wanted if cut.file.endswith(".svg")}
        found |= _bitmaps(data, [cut for cut in wanted if not cut.file.endswith(".svg")])
    return found


def _bitmaps(data: bytes, cuts: list[Cut]) -> dict[str, bytes]:
    from PIL import Image  # only pages with pictures need it

    if not cuts:
        return {}
    try:
        with Image.open(io.BytesIO(data)) as image:
            return {cut.file: _saved(image, cut.window) for cut in cuts}
    except (OSError, ValueError, Image.DecompressionBombError):
        return {}


def _saved(whole: Any, window: Box) -> bytes:
    part = whole
    if window.width:
        right, bottom = window.left + window.width, window.top + window.height
        part = whole.crop(tuple(edge * DENSITY for edge in (window.left, window.top, right, bottom)))
    out = io.BytesIO()
    part.convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()
