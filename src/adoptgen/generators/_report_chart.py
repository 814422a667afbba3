"""The chart over weeks, as numbers a template draws: two drawings, one for each width, with the same 14 px text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adoptgen.generators._report_speech import Speech
from adoptgen.model.figure import Point, Series

_MARKERS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size and the room around its plot, in px."""

    width: int
    height: int
    left: int
    right: int
    top: int = 22
    bottom: int = 46
    every: int = 1
    """Weeks between two labels."""


WIDE = Frame(868, 430, 58, 26)
PHONE = Frame(350, 320, 44, 14, every=2)


def drawing(
    frame: Frame, series: Sequence[Series], names: Mapping[str, str], target: float | None, speech: Speech
) -> Any:
    """Lines, bands, grid and labels of one drawing; coordinates with one decimal."""
    weeks = [point.week for line in series for point in line.points]
    first, last = min(weeks), max(*weeks, min(weeks) + 1)

    def x(week: float) -> float:
        return round(frame.left + (week - first) / (last - first) * (frame.width - frame.left - frame.right), 1)

    def y(value: float) -> float:
        return round(frame.top + (100 - value) / 100 * (frame.height - frame.top - frame.bottom), 1)

    ticks = [week for week in range(first, last + 1) if week % frame.every == 0]
    return {
        "width": frame.width,
        "height": frame.height,
        "left": frame.left,
        "right": frame.width - frame.right,
        "base": y(0),
        "grid": [
            {"y": y(value), "text": speech.amount(value, "percent") if value == 100 else str(value)}
            for value in (0, 25, 50, 75, 100)
        ],
        "ticks": [{"x": x(week), "text": speech.number(week) if week else speech.say("weeks.live")} for week in ticks],
        "live": x(0) if first <= 0 <= last else None,
        "target": None if target is None else y(target),
        "lines": [_line(line, index, names, x, y) for index, line in enumerate(series)],
    }


def _line(line: Series, index: int, names: Mapping[str, str], x: Any, y: Any) -> dict[str, Any]:
    spots = [(x(point.week), y(point.value)) for point in line.points]
    band = [(x(p.week), y(p.high)) for p in line.points] + [(x(p.week), y(p.low)) for p in reversed(line.points)]
    end = line.points[-1]
    return {
        "index": index,
        "marker": _MARKERS[index % len(_MARKERS)],
        "points": _path(spots),
        "band": _path(band),
        "spots": [{"x": a, "y": b} for a, b in spots],
        "name": names[line.segment.value],
        "end": {"x": x(end.week), "y": y(end.value)},
        "late": _late(line.points),
    }


def _late(points: tuple[Point, ...]) -> bool:
    """Whether the line ends far to the right, so that its label has to stand before its end."""
    return points[-1].week > 2


def _path(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{a:g},{b:g}" for a, b in spots)
