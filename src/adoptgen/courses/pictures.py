"""Which picture of the application a part and a step show, out of what was captured."""

from __future__ import annotations

from collections.abc import Mapping

from adoptgen.courses.model import Shown
from adoptgen.model.bundle import Bundle, PartView


def part_pictures(bundle: Bundle | None, parts: int, number: Mapping[str, int]) -> list[Shown | None]:
    """One picture per part; none at all if the walkthrough had other parts when it was captured."""
    if bundle is None or len(bundle.parts) != parts:
        return [None] * parts
    return [_part_picture(bundle, view, number) for view in bundle.parts]


def _part_picture(bundle: Bundle, view: PartView, number: Mapping[str, int]) -> Shown:
    """A part's picture, with the targets of those steps that still exist."""
    picture = bundle.picture(view.picture)
    marks = tuple((number[mark.step], mark.box) for mark in view.marks if mark.step in number)
    return Shown(picture.path, picture.width, picture.height, marks, picture.texts)


def own_picture(bundle: Bundle, step: str, number: int) -> Shown | None:
    """A step's own picture; None if it was not captured or has no target."""
    shot = next((shot for shot in bundle.shots if shot.step == step), None)
    if shot is None or shot.box is None:
        return None
    picture = bundle.picture(shot.picture)
    return Shown(picture.path, picture.width, picture.height, ((number, shot.box),), picture.texts)


def picture_of(path: str | None) -> Shown | None:
    """An author's own screenshot; its size is not known, so it is shown whole."""
    return Shown(path, 0, 0) if path else None
