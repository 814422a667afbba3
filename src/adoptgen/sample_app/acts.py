"""What people do in Tideline: every form of the application."""

from __future__ import annotations

import datetime as dt

from adoptgen.sample_app.pages import (
    APPROVAL_ABOVE,
    CASE_OWNERS,
    CASE_STATES,
    KINDS,
    ROLES,
    SERVICES,
    STAGES,
)
from adoptgen.sample_app.routes import Answer, Asked, missing, route, see
from adoptgen.sample_app.wording import read_amount, read_day


def _choice(asked: Asked, field: str, known: tuple[str, ...]) -> str:
    """What was chosen, or the first choice if it was none of them."""
    value = asked.value(field)
    return value if value in known else known[0]


def _day(asked: Asked, field: str) -> str:
    return read_day(asked.value(field), asked.wording)


@route("POST", "/requests/(R-[0-9]+)/claim")
def claim(asked: Asked, identifier: str) -> Answer:
    """Take a request from the queue; who came first keeps it."""
    asked.store.change(
        "UPDATE requests SET status = 'claimed', owner = ? WHERE id = ? AND status = 'new'",
        asked.me["short"],
        identifier,
    )
    asked.stamp(identifier, "claimed")
    return see(f"/requests/{identifier}")


@route("POST", "/requests/(R-[0-9]+)/decline")
def decline(asked: Asked, identifier: str) -> Answer:
    """Answer no; the request leaves the queue."""
    asked.store.change("UPDATE requests SET status = 'declined' WHERE id = ?", identifier)
    asked.stamp(identifier, "declined")
    return see("/requests")


@route("POST", "/requests/(R-[0-9]+)/convert")
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
        _choice(asked, "service", SERVICES),
        _choice(asked, "stage", STAGES),
        _day(asked, "close"),
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


@route("POST", "/contacts/([0-9]+)")
def save_contact(asked: Asked, identifier: str) -> Answer:
    """Correct a contact; today becomes its day checked."""
    item = asked.store.row("SELECT * FROM contacts WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    asked.store.change(
        "UPDATE contacts SET name = ?, role = ?, mail = ?, phone = ?, former = ?, checked = ? WHERE id = ?",
        asked.value("name"),
        _choice(asked, "role", ROLES),
        asked.value("mail"),
        asked.value("phone"),
        int("former" in asked.values),
        asked.wording.now.date().isoformat(),
        identifier,
    )
    return see(f"/customers/{item['customer']}")


@route("POST", "/visits/(V-[0-9]+)")
def log_visit(asked: Asked, identifier: str) -> Answer:
    """The four fields of a visit."""
    asked.store.change(
        "UPDATE visits SET who = ?, need = ?, promise = ?, next = ?, status = 'logged' WHERE id = ?",
        asked.value("who"),
        asked.value("need"),
        asked.value("promise"),
        _day(asked, "next"),
        identifier,
    )
    return see("/visits")


@route("POST", "/quotes/(Q-[0-9]+)")
def send_quote(asked: Asked, identifier: str) -> Answer:
    """Send a quote, or ask for approval when the discount is above the limit."""
    discount = min(read_amount(asked.value("discount")), 100)
    status = "waiting" if discount > APPROVAL_ABOVE else "sent"
    asked.store.change(
        "UPDATE quotes SET discount = ?, reason = ?, status = ? WHERE id = ? AND status = 'draft'",
        discount,
        asked.value("reason"),
        status,
        identifier,
    )
    asked.stamp(identifier, status)
    return see(f"/quotes/{identifier}")


@route("POST", "/cases")
def open_case(asked: Asked) -> Answer:
    """A new case; its clock starts now."""
    new = asked.store.next_number("cases", "C")
    asked.store.change(
        "INSERT INTO cases VALUES (?, ?, ?, ?, ?, 'open', ?, '', '')",
        new,
        int(
            _choice(asked, "customer", tuple(str(item["id"]) for item in asked.store.rows("SELECT id FROM customers")))
        ),
        asked.value("subject"),
        _choice(asked, "kind", KINDS),
        _choice(asked, "owner", CASE_OWNERS),
        asked.wording.now.isoformat(timespec="minutes"),
    )
    asked.stamp(new, "opened")
    return see(f"/cases/{new}")


@route("POST", "/cases/(C-[0-9]+)")
def save_case(asked: Asked, identifier: str) -> Answer:
    """Owner and status; the clock stands still only in Waiting for customer."""
    status = _choice(asked, "status", CASE_STATES)
    paused = asked.wording.now.isoformat(timespec="minutes") if status == "waiting-customer" else ""
    asked.store.change(
        "UPDATE cases SET owner = ?, status = ?, paused = ? WHERE id = ?",
        _choice(asked, "owner", CASE_OWNERS),
        status,
        paused,
        identifier,
    )
    return see(f"/cases/{identifier}")


@route("POST", "/cases/(C-[0-9]+)/answered")
def answer_case(asked: Asked, identifier: str) -> Answer:
    """The customer has had an answer that helps: the clock stops."""
    moment = asked.wording.now.isoformat(timespec="minutes")
    asked.store.change("UPDATE cases SET answered = ? WHERE id = ? AND answered = ''", moment, identifier)
    asked.stamp(identifier, "answered")
    return see(f"/cases/{identifier}")


@route("POST", "/opportunities/(O-[0-9]+)")
def save_opportunity(asked: Asked, identifier: str) -> Answer:
    """Stage, date, value and next step, as they are today."""
    asked.store.change(
        "UPDATE opportunities SET stage = ?, close = ?, value = ?, next = ? WHERE id = ?",
        _choice(asked, "stage", STAGES),
        _day(asked, "close"),
        read_amount(asked.value("value")),
        asked.value("next"),
        identifier,
    )
    asked.stamp(identifier, "changed")
    return see(f"/opportunities/{identifier}")


@route("POST", "/opportunities/(O-[0-9]+)/quote")
def new_quote(asked: Asked, identifier: str) -> Answer:
    """A draft with what the opportunity knows, valid for a month."""
    item = asked.store.row("SELECT * FROM opportunities WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    new = asked.store.next_number("quotes", "Q")
    valid = (asked.wording.now.date() + dt.timedelta(days=31)).isoformat()
    asked.store.change(
        "INSERT INTO quotes VALUES (?, ?, ?, ?, ?, 0, '', 'draft', ?, ?, 'Hanne Vogt')",
        *(new, item["customer"], item["name"], item["service"], item["value"], valid, asked.me["short"]),
    )
    asked.stamp(new, "created")
    return see(f"/quotes/{new}")


@route("POST", "/opportunities/(O-[0-9]+)/hand-over")
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
