"""Visits, planned and logged."""

from __future__ import annotations

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked, see
from adoptgen.sample_app.rendering import page


def visits(asked: Asked) -> Answer:
    """Planned and logged visits."""
    planned = records.every(asked, "visits", "WHERE visits.status = 'planned' ORDER BY day")
    logged = records.every(asked, "visits", "WHERE visits.status = 'logged' ORDER BY day DESC, visits.id DESC")
    return page(asked, "visits.html", planned=planned, logged=logged)


def log_visit(asked: Asked, identifier: str) -> Answer:
    """The four fields of a visit."""
    asked.store.change(
        "UPDATE visits SET who = ?, need = ?, promise = ?, next = ?, status = 'logged' WHERE id = ?",
        asked.value("who"),
        asked.value("need"),
        asked.value("promise"),
        asked.day("next"),
        identifier,
    )
    return see("/visits")
