"""How completion came about: per wave, cumulative, by week since go-live."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from adoptgen.measures.cases import parts_of
from adoptgen.measures.interval import wilson
from adoptgen.measures.view import View
from adoptgen.model.change import Kpi
from adoptgen.model.figure import Figure, Point, Segment, Series

FIRST_WEEK = -4
"""Paths open four weeks before go-live."""


def series(view: View, kpi: Kpi, shown: Iterable[Figure]) -> Iterator[Series]:
    """One series per wave whose figure is shown; week w is what was completed before that many weeks after go-live.

    The people are those of the roster on the day of the report, in every week.
    """
    visible = {figure.segment for figure in shown if figure.value is not None}
    moments: dict[str, list[dt.datetime | None]] = defaultdict(list)
    for person in view.people:
        for part in parts_of(view, kpi, person):
            done = view.completion(person, part.key)
            moments[person.wave].append(done.at if done else None)
    for wave, live in view.go_live.items():
        if Segment("wave", wave) in visible:
            yield Series(kpi.id, Segment("wave", wave), tuple(_points(view, live, moments[wave])))


def _points(view: View, live: dt.date, moments: list[dt.datetime | None]) -> Iterator[Point]:
    week = FIRST_WEEK
    while (day := live + dt.timedelta(weeks=week)) <= view.as_of:
        limit = view.start_of(day)
        done = sum(1 for moment in moments if moment and moment < limit)
        yield Point(week, done, len(moments), 100 * done / len(moments), *wilson(done, len(moments)))
        week += 1
