"""Customers and the people who work there."""

from __future__ import annotations

from adoptgen.sample_app import pipeline, records
from adoptgen.sample_app.asked import Answer, Asked, data, see
from adoptgen.sample_app.facts import COUNTRIES, RATINGS, ROLES, SEGMENTS
from adoptgen.sample_app.rendering import missing, page

_OPEN_QUOTES = "WHERE quotes.customer = ? AND quotes.status IN ('draft', 'waiting', 'sent')"
_OPEN_CASES = "WHERE cases.customer = ? AND cases.status <> 'solved'"
REMIND_IN = (1, 3, 7)
"""Days until a reminder."""


def customers(asked: Asked) -> Answer:
    """All customers, and the window New customer."""
    items = records.companies(asked)
    return page(asked, "customers.html", items=items, segments=SEGMENTS, countries=COUNTRIES)


def customer(asked: Asked, identifier: str) -> Answer:
    """One customer: facts, contacts, open business of all branches."""
    item = asked.store.row("SELECT * FROM customers WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    number = item["id"]
    branches = pipeline.branches(asked, number)
    business = {
        "opportunities": [one for _, found in branches for one in found],
        "quotes": records.every(asked, "quotes", _OPEN_QUOTES, number),
        "cases": records.every(asked, "cases", _OPEN_CASES, number),
    }
    return page(
        asked,
        "customer.html",
        item=item,
        contacts=asked.store.rows("SELECT * FROM contacts WHERE customer = ? ORDER BY id", number),
        requests=asked.store.rows("SELECT * FROM requests WHERE customer = ? AND status <> 'declined'", number),
        business=business,
        branches=branches,
        roles=ROLES,
        ratings=RATINGS,
        days=REMIND_IN,
    )


def add_customer(asked: Asked) -> Answer:
    """A new account; it belongs to whoever adds it."""
    rows = asked.store.rows("SELECT id, number FROM customers")
    new = max(row["id"] for row in rows) + 1
    number = max(int(row["number"][2:]) for row in rows) + 1
    asked.store.change(
        "INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, 'prospect', ?, ?, '', 'B')",
        *(new, f"K-{number}", asked.value("name"), asked.value("street"), asked.value("town")),
        *(asked.choice("country", COUNTRIES), asked.choice("segment", SEGMENTS)),
        *(asked.me["short"], asked.today),
    )
    return see(f"/customers/{new}")


def rate(asked: Asked, identifier: str) -> Answer:
    """How much a customer may grow with us: A, B or C."""
    asked.store.change("UPDATE customers SET rating = ? WHERE id = ?", asked.choice("rating", RATINGS), int(identifier))
    return data({})


def contacts(asked: Asked) -> Answer:
    """All contacts of all customers; former ones only when asked for."""
    former = asked.value("former") == "1"
    where = "" if former else "WHERE former = 0"
    items = records.every(asked, "contacts", f"{where} ORDER BY company, contacts.id")
    return page(asked, "contacts.html", items=items, former=former)


def add_contact(asked: Asked, identifier: str) -> Answer:
    """A new person at a customer."""
    if asked.store.row("SELECT id FROM customers WHERE id = ?", identifier) is None:
        return missing(asked)
    asked.store.change(
        "INSERT INTO contacts (customer, name, role, mail, phone, checked) VALUES (?, ?, ?, ?, ?, ?)",
        *(int(identifier), asked.value("name"), asked.choice("role", ROLES)),
        *(asked.value("mail"), asked.value("phone"), asked.today),
    )
    return see(f"/customers/{identifier}")


def save_contact(asked: Asked, identifier: str) -> Answer:
    """Correct a contact; today becomes its day checked."""
    item = asked.store.row("SELECT * FROM contacts WHERE id = ?", identifier)
    if item is None:
        return missing(asked)
    asked.store.change(
        "UPDATE contacts SET name = ?, role = ?, mail = ?, phone = ?, former = ?, checked = ? WHERE id = ?",
        asked.value("name"),
        asked.choice("role", ROLES),
        asked.value("mail"),
        asked.value("phone"),
        int("former" in asked.values),
        asked.today,
        identifier,
    )
    return see(f"/customers/{item['customer']}")


def remind(asked: Asked, identifier: str) -> Answer:
    """A call to this customer in some days, on my list of activities; the words that say so."""
    days = int(asked.choice("days", tuple(str(day) for day in REMIND_IN)))
    due = asked.wording.in_days(days)
    asked.store.change(
        "INSERT INTO activities (customer, kind, subject, due, owner) VALUES (?, 'call', ?, ?, ?)",
        *(int(identifier), asked.wording.t("remind.subject"), due, asked.me["short"]),
    )
    return data({"said": asked.wording.t("remind.done", day=asked.wording.day(due))})
