"""Quote requests: the one queue of all sites."""

from __future__ import annotations

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked, see
from adoptgen.sample_app.facts import DECIDED, SERVICES, STAGES
from adoptgen.sample_app.rendering import missing, page
from adoptgen.sample_app.wording import read_amount


def requests(asked: Asked) -> Answer:
    """The queue, the newest on top."""
    found = asked.store.rows("SELECT * FROM requests WHERE status IN ('new', 'claimed') ORDER BY received DESC")
    waiting = sum(item["status"] == "new" for item in found)
    return page(asked, "requests.html", items=found, waiting=waiting)


def request(asked: Asked, identifier: str) -> Answer:
    """One request with its message and the window New opportunity."""
    item = asked.store.row("SELECT * FROM requests WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    stages = [stage for stage in STAGES if stage not in DECIDED]
    history = records.events(asked, identifier)
    return page(asked, "request.html", item=item, events=history, services=SERVICES, stages=stages)


def claim(asked: Asked, identifier: str) -> Answer:
    """Take a request from the queue; who came first keeps it."""
    asked.store.change(
        "UPDATE requests SET status = 'claimed', owner = ? WHERE id = ? AND status = 'new'",
        asked.me["short"],
        identifier,
    )
    asked.stamp(identifier, "claimed")
    return see(f"/requests/{identifier}")


def decline(asked: Asked, identifier: str) -> Answer:
    """Answer no; the request leaves the queue."""
    asked.store.change("UPDATE requests SET status = 'declined' WHERE id = ?", identifier)
    asked.stamp(identifier, "declined")
    return see("/requests")


def convert(asked: Asked, identifier: str) -> Answer:
    """Make an opportunity of a request whose customer is known."""
    item = asked.store.row("SELECT * FROM requests WHERE id = ? AND status IN ('new', 'claimed')", identifier)
    if item is None or not item["customer"]:
        return missing(asked)
    new = asked.store.next_number("opportunities", "O")
    asked.store.change(
        "INSERT INTO opportunities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new,
        item["customer"],
        asked.value("name"),
        asked.choice("service", SERVICES),
        asked.choice("stage", STAGES),
        asked.day("close"),
        read_amount(asked.value("value")),
        asked.value("next"),
        asked.me["short"],
        identifier,
    )
    asked.store.change(
        "UPDATE requests SET status = 'converted', owner = ? WHERE id = ?", asked.me["short"], identifier
    )
    asked.stamp(identifier, "converted")
    asked.stamp(new, "created")
    return see(f"/opportunities/{new}")
