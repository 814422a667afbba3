"""Pictures of a catalog: lossless WebP named by content, and the judgement whether two show the same.

Byte equality is no sign of change: a browser draws one pixel one shade differently now and then.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from adoptgen.capture.fault import CaptureError
from adoptgen.capture.replay import View
from adoptgen.model.bundle import PICTURES, Picture
from adoptgen.safe_files import write_atomically

if TYPE_CHECKING:
    from PIL.Image import Image

VISIBLE = 16
"""A pixel counts as different when a channel is off by more than this (of 255)."""
SHADES = 32
"""Levels kept of each channel besides those that fill areas: at most 4 of 255 off, for half the bytes."""
AREA = 500
"""A level fills areas when at least one pixel in so many has it; it is kept exactly."""
STRAY = 12
"""Different pixels (of the 2x picture) that still make the same picture; the dot of an i has about as many."""


@dataclass
class Album:
    """The pictures folder of one catalog, and what this run has put there."""

    root: Path
    _open: dict[str, Image] = field(default_factory=dict)
    _kept: dict[str, dict[Picture, bytes]] = field(default_factory=dict)

    def keep(self, view: View, before: Picture | None) -> Picture:
        """The picture of `view`.

        That is the one from `before` if it shows the same, else one this run has kept of the same page, else a
        new one, written now.
        """
        kept = self._kept.setdefault(view.page, {})
        known = next((picture for picture, png in kept.items() if png == view.png), None)
        if known is None:
            known = self._alike(_decoded(view.png), view, dict.fromkeys([*([before] if before else []), *kept]))
            kept.setdefault(known, view.png)
        return known

    def _alike(self, image: Image, view: View, likely: Iterable[Picture]) -> Picture:
        """The first of the `likely` pictures that shows the same, else a new one."""
        found = (picture for picture in likely if _same(image, self._image(picture)))
        return next(found, None) or self._new(image, view)

    def _new(self, image: Image, view: View) -> Picture:
        single = image.reduce(2)
        return Picture(
            id=self._write(single),
            double=self._write(image, remember=True),
            width=single.width,
            height=single.height,
            texts=view.texts,
            dialog=view.dialog,
        )

    def prune(self, used: Collection[str]) -> None:
        """Delete pictures (files named as ours are, nothing else) that no bundle uses any more."""
        for path in sorted((self.root / PICTURES).glob("*.webp")):
            if re.fullmatch(r"[0-9a-f]{20}", path.stem) and path.stem not in used:
                path.unlink()

    def _image(self, picture: Picture) -> Image | None:
        """The 2x picture as it lies in the folder; None if it cannot be read."""
        if picture.double not in self._open:
            path = self.root / picture.path_double
            if not path.is_file():
                return None
            self._open[picture.double] = _decoded(path.read_bytes())
        return self._open[picture.double]

    def _write(self, image: Image, *, remember: bool = False) -> str:
        data = io.BytesIO()
        _calmed(image).save(data, "WEBP", lossless=True, quality=80, method=4)
        digest = hashlib.sha256(data.getvalue()).hexdigest()[:20]
        path = self.root / PICTURES / f"{digest}.webp"
        if not path.is_file():
            write_atomically(path, data.getvalue())
        if remember:
            self._open[digest] = image
        return digest


def _calmed(image: Image) -> Image:
    """The picture with fewer shades at the edges of letters, and every ground exactly as it was."""
    even = {round(level * 255 / (SHADES - 1)) for level in range(SHADES)}
    table: list[int] = []
    for channel in image.split():
        counts = channel.histogram()
        levels = sorted(even | {level for level in range(256) if counts[level] * AREA > image.width * image.height})
        table += [min(levels, key=lambda level: abs(level - value)) for value in range(256)]
    return image.point(table)


def _decoded(data: bytes) -> Image:
    try:
        from PIL import Image, UnidentifiedImageError  # an extra that many do without
    except ImportError:
        raise CaptureError(
            "recording needs Pillow, which is not installed", 'pip install "adoptgen[capture]"'
        ) from None
    try:
        return Image.open(io.BytesIO(data)).convert("RGB")
    except UnidentifiedImageError:
        return Image.new("RGB", (1, 1))  # a damaged picture is like no other, so it is taken anew


def _same(one: Image, other: Image | None) -> bool:
    """Whether a person would call them equal."""
    from PIL import ImageChops  # an extra that many do without

    if other is None or one.size != other.size:
        return False
    off = ImageChops.difference(one, other)
    red, green, blue = off.split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(worst.histogram()[VISIBLE + 1 :]) <= STRAY
