"""A KPI as computed: never a bare number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where a figure stands; judged on the bounds of its interval, not on its value."""

    ON_TARGET = "on-target"
    BELOW = "below"
    UNCERTAIN = "uncertain"
    SUPPRESSED = "suppressed"
    NO_DATA = "no-data"
    NO_TARGET = "no-target"


@dataclass(frozen=True, slots=True)
class Segment:
    """Whom a figure is about: everybody (both empty) or those with `dimension` = `value` (site = lyon)."""

    dimension: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Value with everything needed to trust it. Rates are in percent, durations in days."""

    kpi: str
    segment: Segment
    value: float | None
    low: float | None
    high: float | None
    """95 % interval."""
    numerator: int | None
    denominator: int | None
    people: int
    standing: Standing
    unit: str
    """percent, days or points."""


@dataclass(frozen=True, slots=True)
class Point:
    """One week of a series; the value is cumulative."""

    week: int
    """Weeks since go-live; negative is before it."""
    numerator: int
    denominator: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """How a figure came about, week by week since go-live. No points: too few people to show."""

    kpi: str
    segment: Segment
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """How often a question was answered right at the first try, in percent."""

    assessment: str
    question: str
    right: int
    answers: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Report:
    """All figures as of one day."""

    as_of: dt.date | None
    figures: tuple[Figure, ...]
    sources: tuple[str, ...]
    series: tuple[Series, ...] = ()
    items: tuple[ItemFigure, ...] = ()
    """Hardest first; only questions with enough answers to be judged."""
    people: int = 0
    """People of the roster on that day."""
