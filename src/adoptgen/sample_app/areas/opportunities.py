"""Opportunities: list, board, one record, and what becomes of it."""

from __future__ import annotations

import datetime as dt

from adoptgen.sample_app import pipeline, records
from adoptgen.sample_app.asked import Answer, Asked, data, see
from adoptgen.sample_app.facts import APPROVER, PERIODS, STAGES
from adoptgen.sample_app.rendering import missing, page, record
from adoptgen.sample_app.wording import read_amount


def opportunities(asked: Asked) -> Answer:
    """The pipeline as a list, filtered and sorted; with ?late=1 only those whose close date has passed."""
    selection = pipeline.chosen(asked, pipeline.usual_team(late=asked.value("late") == "1"))
    return page(
        asked,
        "opportunities.html",
        items=pipeline.selected(asked, selection),
        selection=selection,
        teams=pipeline.TEAMS,
        companies=records.companies(asked),
        periods=PERIODS,
    )


def board(asked: Asked) -> Answer:
    """My opportunities by stage, to be dragged on or moved by a button."""
    mine = pipeline.selected(asked, pipeline.Selection("mine", "", "all", late=False, sort=""))
    lanes = [(stage, [item for item in mine if item["stage"] == stage]) for stage in STAGES]
    return page(asked, "board.html", lanes=lanes, stages=STAGES)


def move(asked: Asked, identifier: str) -> Answer:
    """Another stage, from the board."""
    stage = asked.choice("stage", STAGES)
    asked.store.change("UPDATE opportunities SET stage = ? WHERE id = ?", stage, identifier)
    asked.stamp(identifier, "changed")
    return data({"stage": stage})


def opportunity(asked: Asked, identifier: str) -> Answer:
    """One opportunity with the window Hand over."""
    order = asked.store.row("SELECT * FROM orders WHERE opportunity = ?", identifier)
    return record(asked, "opportunity.html", "opportunities", identifier, order=order, stages=STAGES)


def save_opportunity(asked: Asked, identifier: str) -> Answer:
    """Stage, date, value and next step, as they are today."""
    asked.store.change(
        "UPDATE opportunities SET stage = ?, close = ?, value = ?, next = ? WHERE id = ?",
        asked.choice("stage", STAGES),
        asked.day("close"),
        read_amount(asked.value("value")),
        asked.value("next"),
        identifier,
    )
    asked.stamp(identifier, "changed")
    return see(f"/opportunities/{identifier}")


def new_quote(asked: Asked, identifier: str) -> Answer:
    """A draft with what the opportunity knows, valid for a month."""
    item = asked.store.row("SELECT * FROM opportunities WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    new = asked.store.next_number("quotes", "Q")
    valid = (asked.wording.now.date() + dt.timedelta(days=31)).isoformat()
    asked.store.change(
        "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, 0, '', 'draft', ?, ?, ?)",
        *(new, item["customer"], item["name"], item["service"], item["value"], valid, asked.me["short"], APPROVER),
    )
    asked.stamp(new, "created")
    return see(f"/quotes/{new}")


def hand_over(asked: Asked, identifier: str) -> Answer:
    """Create the order of a won opportunity, once."""
    item = asked.store.row("SELECT * FROM opportunities WHERE id = ? AND stage = 'won'", identifier)
    done = asked.store.row("SELECT * FROM orders WHERE opportunity = ?", identifier)
    if item is None or done is not None:
        return missing(asked)
    new = asked.store.next_number("orders", "A")
    asked.store.change(
        "INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planning')",
        new,
        item["customer"],
        identifier,
        item["name"],
        *(asked.value(line) for line in ("lane", "departure", "volume", "wishes", "books")),
    )
    asked.stamp(identifier, "handed-over")
    asked.stamp(new, "created")
    return see(f"/orders/{new}")
