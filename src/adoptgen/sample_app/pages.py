"""What Tideline shows."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any

from adoptgen.sample_app.routes import Answer, Asked, data, missing, page, route
from adoptgen.sample_app.store import Row

STAGES = ("qualified", "offered", "negotiation", "won", "lost")
SERVICES = ("sea-lcl", "sea-fcl", "air", "road", "road-ltl")
ROLES = ("decides", "books", "receives", "pays")
KINDS = ("delay", "damage", "loss", "documents", "invoice")
CASE_STATES = ("open", "waiting-customer", "solved")
CASE_OWNERS = ("A. Fischer", "L. Roth", "A. Saleh", "M. Krüger")
APPROVAL_ABOVE = 8
"""Percent of discount that no longer goes out without the sales manager."""
CHANCE = {"qualified": 0.0, "offered": 0.5, "negotiation": 1.0, "won": 1.0, "lost": 0.0}
"""Part of an opportunity's value that the forecast counts."""
PERIODS = ("all", "this-month", "next-month", "year")

_WITH_CUSTOMER = "SELECT {0}.*, customers.name AS company FROM {0} LEFT JOIN customers ON customers.id = {0}.customer"


def _list(asked: Asked, table: str, more: str = "", *values: object) -> list[Row]:
    return asked.store.rows(f"{_WITH_CUSTOMER.format(table)} {more}", *values)


def _one(asked: Asked, table: str, identifier: str) -> Row | None:
    return asked.store.row(f"{_WITH_CUSTOMER.format(table)} WHERE {table}.id = ?", identifier)


def _events(asked: Asked, about: str) -> list[Row]:
    return asked.store.rows("SELECT * FROM events WHERE about = ? ORDER BY at, rowid", about)


def _companies(asked: Asked) -> list[Row]:
    return asked.store.rows("SELECT * FROM customers ORDER BY name")


def _record(asked: Asked, template: str, table: str, identifier: str, **more: Any) -> Answer:
    """The page of one record, or the page that says there is none."""
    item = _one(asked, table, identifier)
    if item is None:
        return missing(asked)
    return page(asked, template, item=item, events=_events(asked, identifier), **more)


@route("GET", "/")
def home(asked: Asked) -> Answer:
    """What waits for me today."""
    mine = asked.me["short"]
    return page(
        asked,
        "home.html",
        queue=asked.store.rows("SELECT * FROM requests WHERE status = 'new' ORDER BY received DESC LIMIT 4"),
        visits=_list(asked, "visits", "WHERE visits.status = 'planned' AND visits.owner = ? ORDER BY day", mine),
        opportunities=_list(
            asked, "opportunities", "WHERE opportunities.owner = ? AND stage NOT IN ('won','lost') ORDER BY close", mine
        ),
    )


@route("GET", "/requests")
def requests(asked: Asked) -> Answer:
    """The one queue of all sites."""
    found = asked.store.rows("SELECT * FROM requests WHERE status IN ('new', 'claimed') ORDER BY received DESC")
    waiting = sum(item["status"] == "new" for item in found)
    return page(asked, "requests.html", items=found, waiting=waiting)


@route("GET", "/requests/(R-[0-9]+)")
def request(asked: Asked, identifier: str) -> Answer:
    """One request with its message and the window New opportunity."""
    item = asked.store.row("SELECT * FROM requests WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    return page(
        asked, "request.html", item=item, events=_events(asked, identifier), services=SERVICES, stages=STAGES[:3]
    )


@route("GET", "/customers")
def customers(asked: Asked) -> Answer:
    """All customers."""
    return page(asked, "customers.html", items=_companies(asked))


@route("GET", "/customers/([0-9]+)")
def customer(asked: Asked, identifier: str) -> Answer:
    """One customer: facts, contacts, open business."""
    item = asked.store.row("SELECT * FROM customers WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    business = {
        "opportunities": "WHERE opportunities.customer = ? AND stage NOT IN ('won', 'lost')",
        "quotes": "WHERE quotes.customer = ? AND quotes.status IN ('draft', 'waiting', 'sent')",
        "cases": "WHERE cases.customer = ? AND cases.status <> 'solved'",
    }
    return page(
        asked,
        "customer.html",
        item=item,
        contacts=asked.store.rows("SELECT * FROM contacts WHERE customer = ? ORDER BY id", identifier),
        requests=asked.store.rows("SELECT * FROM requests WHERE customer = ? AND status <> 'declined'", identifier),
        business={name: _list(asked, name, where, identifier) for name, where in business.items()},
        roles=ROLES,
    )


@route("GET", "/opportunities")
def opportunities(asked: Asked) -> Answer:
    """The pipeline as a list; with ?late=1 only mine whose close date has passed."""
    found = _list(asked, "opportunities", "ORDER BY stage = 'lost', stage = 'won', close")
    late = asked.value("late") == "1"
    if late:
        found = [item for item in found if item["owner"] == asked.me["short"] and _slipped(asked, item)]
    return page(asked, "opportunities.html", items=found, late=late)


def _slipped(asked: Asked, item: Row) -> bool:
    return item["stage"] not in ("won", "lost") and asked.wording.late(item["close"])


@route("GET", "/opportunities/(O-[0-9]+)")
def opportunity(asked: Asked, identifier: str) -> Answer:
    """One opportunity with the window Hand over."""
    order = asked.store.row("SELECT * FROM orders WHERE opportunity = ?", identifier)
    return _record(asked, "opportunity.html", "opportunities", identifier, order=order, stages=STAGES)


@route("GET", "/visits")
def visits(asked: Asked) -> Answer:
    """Planned and logged visits."""
    planned = _list(asked, "visits", "WHERE visits.status = 'planned' ORDER BY day")
    logged = _list(asked, "visits", "WHERE visits.status = 'logged' ORDER BY day DESC, visits.id DESC")
    return page(asked, "visits.html", planned=planned, logged=logged)


@route("GET", "/quotes")
def quotes(asked: Asked) -> Answer:
    """All quotes."""
    return page(asked, "quotes.html", items=_list(asked, "quotes", "ORDER BY quotes.id DESC"))


@route("GET", "/quotes/(Q-[0-9]+)")
def quote(asked: Asked, identifier: str) -> Answer:
    """One quote: price, discount, approval."""
    return _record(asked, "quote.html", "quotes", identifier, limit=APPROVAL_ABOVE)


@route("GET", "/cases")
def cases(asked: Asked) -> Answer:
    """All cases with their clocks, the shortest first."""
    found = _list(asked, "cases")
    order = {state: place for place, state in enumerate(CASE_STATES)}
    found.sort(key=lambda item: (order[item["status"]], bool(item["answered"]), asked.wording.remaining(item)))
    return page(asked, "cases.html", items=found, companies=_companies(asked), kinds=KINDS, owners=CASE_OWNERS)


@route("GET", "/cases/(C-[0-9]+)")
def case(asked: Asked, identifier: str) -> Answer:
    """One case with its clock."""
    return _record(asked, "case.html", "cases", identifier, states=CASE_STATES, owners=CASE_OWNERS)


@route("GET", "/orders")
def orders(asked: Asked) -> Answer:
    """All orders."""
    return page(asked, "orders.html", items=_list(asked, "orders", "ORDER BY orders.id DESC"))


@route("GET", "/orders/(A-[0-9]+)")
def order(asked: Asked, identifier: str) -> Answer:
    """One order as planning sees it."""
    return _record(asked, "order.html", "orders", identifier)


@route("GET", "/dashboards")
def dashboards(asked: Asked) -> Answer:
    """My pipeline at a glance; figures and chart follow the period by script."""
    mine = _mine(asked)
    queue = asked.store.rows("SELECT * FROM requests WHERE status = 'new'")
    late = sum(_slipped(asked, item) for item in mine)
    return page(asked, "dashboards.html", periods=PERIODS, late=late, queue=len(queue), forecast=_forecast(asked, mine))


def _mine(asked: Asked) -> list[Row]:
    return _list(asked, "opportunities", "WHERE opportunities.owner = ?", asked.me["short"])


def _forecast(asked: Asked, items: list[Row]) -> float:
    """Won and negotiation in full, offered by half; a date that has passed counts for nothing."""
    return sum(float(item["value"]) * CHANCE[item["stage"]] for item in items if not _slipped(asked, item))


def _closes(item: Row, period: str, today: dt.date) -> bool:
    """Whether an opportunity is to be decided in a period."""
    month = {"this-month": today.month, "next-month": today.month % 12 + 1}.get(period)
    close = dt.date.fromisoformat(item["close"] or "9999-12-31")
    if month is not None:
        return close.month == month and 0 <= close.year - today.year <= int(month < today.month)
    return period != "year" or close.year == today.year


@route("GET", "/api/pipeline")
def pipeline(asked: Asked) -> Answer:
    """Forecast of a period, with value and number of opportunities per stage."""
    today = asked.wording.now.date()
    found = [item for item in _mine(asked) if _closes(item, asked.value("period"), today)]
    stages = [(stage, [item for item in found if item["stage"] == stage]) for stage in STAGES[:4]]
    return data(
        {
            "forecast": asked.wording.money(_forecast(asked, found)),
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


@route("GET", "/api/search")
def search(asked: Asked) -> Answer:
    """Up to five records that hold every word typed, letters with and without accents being the same."""
    typed = _plain(asked.value("q")).split()
    hits = [hit for hit, text in _findable(asked) if typed and all(word in _plain(text) for word in typed)]
    return data(hits[:5])


def _findable(asked: Asked) -> Iterator[tuple[dict[str, str], str]]:
    """Customers, requests, opportunities and quotes: what a hit shows, and the words it is found by."""
    for item in asked.store.rows("SELECT * FROM customers ORDER BY id"):
        detail = f"{item['town']} · {item['owner']}"
        words = f"{item['name']} {item['lane']} {item['number']} {detail}"
        yield {"name": item["name"], "detail": detail, "href": f"/customers/{item['id']}"}, words
    for item in asked.store.rows("SELECT * FROM requests ORDER BY id DESC"):
        detail = f"{item['company']} · {item['origin']} – {item['destination']}"
        yield {"name": item["id"], "detail": detail, "href": f"/requests/{item['id']}"}, f"{item['id']} {detail}"
    for table in ("opportunities", "quotes"):
        for item in _list(asked, table, f"ORDER BY {table}.id DESC"):
            hit = {"name": item["id"], "detail": item["name"], "href": f"/{table}/{item['id']}"}
            yield hit, f"{item['id']} {item['name']}"


def _plain(text: str) -> str:
    """Lower case without accents; ø and ł have no decomposition in Unicode."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(character for character in folded if not unicodedata.combining(character))
