"""From facts to figures: pure functions, no files and no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from adoptgen.measures.figures import figures
from adoptgen.measures.items import items
from adoptgen.measures.over_time import series
from adoptgen.measures.view import View
from adoptgen.model.catalog import Catalog
from adoptgen.model.facts import Facts
from adoptgen.model.figure import Report
from adoptgen.model.pathway import LearningPath


def view_of(
    catalog: Catalog, paths: Mapping[str, LearningPath], facts: Facts, as_of: dt.date | None = None
) -> View | None:
    """The facts on a day: by default that of the newest fact, in the programme's zone. None without facts and day."""
    zone = ZoneInfo(catalog.programme.time_zone)
    day = as_of or (facts.latest.astimezone(zone).date() if facts.latest else None)
    return View(catalog, paths, facts, day) if day else None


def report(catalog: Catalog, paths: Mapping[str, LearningPath], facts: Facts, as_of: dt.date | None = None) -> Report:
    """Every KPI of the catalog as of a day (the day of the newest fact unless given)."""
    view = view_of(catalog, paths, facts, as_of)
    if view is None:
        return Report(None, (), facts.sources)
    found = {kpi.id: tuple(figures(view, kpi)) for kpi in catalog.kpis.values()}
    completion = [kpi for kpi in catalog.kpis.values() if kpi.measure == "completion-rate" and "wave" in kpi.by]
    return Report(
        as_of=view.as_of,
        figures=tuple(figure for group in found.values() for figure in group),
        sources=facts.sources,
        series=tuple(line for kpi in completion for line in series(view, kpi, found[kpi.id])),
        items=tuple(items(view)),
        people=len(view.people),
    )
