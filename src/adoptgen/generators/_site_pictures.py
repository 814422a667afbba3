"""A walkthrough's pictures with numbered callouts: which part of which picture is shown, and where everything stands.

Positions are percentages of what is shown, so that they hold at every width; discs keep their size.
"""

from __future__ import annotations

from typing import Any

from adoptgen.generators._site_speech import direction
from adoptgen.look.callouts import Box, Side, crop, framed, place, scaled
from adoptgen.model.bundle import Bundle, PartView, Picture
from adoptgen.model.learning import Part, Walkthrough

WIDE = 804.0
"""CSS pixels a part's picture has on a wide page: 1,184 less 332 for the steps and 48 between."""
NARROW = 350.0
"""CSS pixels a step's crop has on a phone 390 wide."""
CROP_RATIO = 350 / 150

Data = dict[str, Any]


def views(walkthrough: Walkthrough, bundle: Bundle | None, language: str) -> list[Data]:
    """The parts with their numbered steps and, where something was captured, their pictures."""
    found, number = [], 0
    for index, part in enumerate(walkthrough.parts):
        numbers = {step.id: number + place for place, step in enumerate(part.steps, 1)}
        number += len(part.steps)
        view = bundle.parts[index] if bundle and index < len(bundle.parts) else None
        found.append(
            {
                "title": part.title,
                "caption": part.caption or "",
                "picture": _part_picture(bundle, view, numbers, language) if bundle and view else None,
                "steps": _steps(part, numbers, bundle, language),
            }
        )
    return found


def _steps(part: Part, numbers: dict[str, int], bundle: Bundle | None, language: str) -> list[Data]:
    return [
        {
            "id": step.id,
            "number": numbers[step.id],
            "say": step.say,
            "result": step.result or "",
            "why": step.why or "",
            "note": step.note or "",
            "own": step.picture or "",
            "crop": _step_picture(bundle, step.id, numbers[step.id], language) if bundle else None,
        }
        for step in part.steps
    ]


def _part_picture(bundle: Bundle, view: PartView, numbers: dict[str, int], language: str) -> Data:
    picture = bundle.picture(view.picture)
    marks = [(numbers[mark.step], mark.box) for mark in view.marks if mark.step in numbers]
    return _shown(picture, _window(picture, [box for _, box in marks]), marks, WIDE, language)


def _window(picture: Picture, boxes: list[Box]) -> Box:
    """The dialog with a little of the page around it, else the whole page."""
    whole = Box(0, 0, picture.width, picture.height)
    if not picture.dialog:
        return whole
    return crop([picture.dialog, *boxes], (picture.width, picture.height), 1.32, 0.06, 560)


def _step_picture(bundle: Bundle, step: str, number: int, language: str) -> Data | None:
    if step not in {shot.step for shot in bundle.shots}:
        return None
    shot = bundle.shot(step)
    if shot.box is None:
        return None
    picture = bundle.picture(shot.picture)
    window = crop([shot.box], (picture.width, picture.height), CROP_RATIO, 0.4, round(NARROW))
    return _shown(picture, window, [(number, shot.box)], NARROW, language)


def _shown(picture: Picture, window: Box, marks: list[tuple[int, Box]], width: float, language: str) -> Data:
    """A window of a picture at a width, its callouts in percent of the window."""
    factor = width / window.width
    size = (width, window.height * factor)
    boxes = [scaled(box, factor, (window.left, window.top)) for _, box in marks]
    texts = [scaled(box, factor, (window.left, window.top)) for box in picture.texts]
    side: Side = "right" if direction(language) == "rtl" else "left"
    spots = place(boxes, size, texts, start=side)
    frames = [framed(box) for box in boxes]
    return {
        "src": f"pictures/{picture.id}.webp",
        "double": f"pictures/{picture.double}.webp",
        "width": window.width,
        "height": window.height,
        "scale": _percent(picture.width, window.width),
        "left": _percent(-window.left, window.width),
        "top": _percent(-window.top, window.height),
        "whole": picture.width,
        "whole_height": picture.height,
        "marks": [
            {
                "number": number,
                "x": _percent(spot.x, size[0]),
                "y": _percent(spot.y, size[1]),
                "left": _percent(frame.left, size[0]),
                "top": _percent(frame.top, size[1]),
                "width": _percent(frame.right - frame.left, size[0]),
                "height": _percent(frame.bottom - frame.top, size[1]),
            }
            for (number, _), spot, frame in zip(marks, spots, frames, strict=True)
        ],
    }


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)
