"""Pages around their data, and the one that says there is none."""

from __future__ import annotations

from typing import Any

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked

MENU = ("home", "requests", "customers", "opportunities", "visits", "quotes", "cases", "orders", "dashboards")
"""The side menu; each entry is a path and the key of its words."""
MORE = ("contacts", "activities")
"""Its second group."""


def page(asked: Asked, template: str, status: int = 200, **values: Any) -> Answer:
    """A page of the application around `template`."""
    here = asked.path.split("/")[1] or "home"
    shared = {"menu": _entries(MENU), "more": _entries(MORE), "here": here, "me": asked.me}
    return bare(asked, template, status, **shared, **values)


def bare(asked: Asked, template: str, status: int = 200, **values: Any) -> Answer:
    """A page without menu, for whoever is not logged in or for a frame."""
    shared = {"w": asked.wording, "t": asked.wording.t, "language": asked.language}
    return Answer(status, asked.edition.template(template).render(**shared, **values).encode())


def missing(asked: Asked) -> Answer:
    """There is no such page."""
    return page(asked, "missing.html", status=404)


def record(asked: Asked, template: str, table: str, identifier: str, **more: Any) -> Answer:
    """The page of one record, or the page that says there is none."""
    item = records.one(asked, table, identifier)
    if item is None:
        return missing(asked)
    return page(asked, template, item=item, events=records.events(asked, identifier), **more)


def _entries(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, "/" if name == "home" else f"/{name}") for name in names]
