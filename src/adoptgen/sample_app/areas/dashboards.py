"""The pipeline at a glance: mine, a team's, or a customer's across all branches."""

from __future__ import annotations

from dataclasses import replace

from adoptgen.sample_app import pipeline, records
from adoptgen.sample_app.asked import Answer, Asked, data
from adoptgen.sample_app.facts import PERIODS, STAGES
from adoptgen.sample_app.rendering import page


def dashboards(asked: Asked) -> Answer:
    """Figures and chart; both follow the filters by script."""
    selection = pipeline.chosen(asked, pipeline.own_team(asked))
    everything = pipeline.selected(asked, selection)
    return page(
        asked,
        "dashboards.html",
        selection=selection,
        teams=pipeline.TEAMS,
        companies=records.companies(asked),
        periods=PERIODS,
        late=_late(asked, selection),
        queue=asked.store.rows("SELECT COUNT(*) AS number FROM requests WHERE status = 'new'")[0]["number"],
        forecast=pipeline.forecast(asked, everything),
    )


def figures(asked: Asked) -> Answer:
    """Forecast of a selection, with value and number of opportunities per stage."""
    selection = pipeline.chosen(asked, pipeline.own_team(asked))
    found = pipeline.selected(asked, selection)
    stages = [(stage, [item for item in found if item["stage"] == stage]) for stage in STAGES[:4]]
    return data(
        {
            "forecast": asked.wording.money(pipeline.forecast(asked, found)),
            "late": _late(asked, selection),
            "list": selection.link(late=True, period="all"),
            "stages": [
                {
                    "stage": asked.wording.t(f"stage.{stage}"),
                    "value": sum(item["value"] for item in items),
                    "shown": asked.wording.money(sum(item["value"] for item in items)),
                    "count": asked.wording.n("pipeline.count", len(items)),
                }
                for stage, items in stages
            ],
        }
    )


def arrivals(asked: Asked) -> Answer:
    """Requests received on each of the last seven days, oldest first, for the small picture."""
    days = [asked.wording.in_days(back)[:10] for back in range(-6, 1)]
    rows = asked.store.rows("SELECT substr(received, 1, 10) AS day, COUNT(*) AS number FROM requests GROUP BY day")
    counted = {row["day"]: row["number"] for row in rows}
    return data([counted.get(day, 0) for day in days])


def _late(asked: Asked, selection: pipeline.Selection) -> int:
    """How many open ones of this team and customer have a date that has passed, whatever the month."""
    return len(pipeline.selected(asked, replace(selection, late=True, period="all")))
