"""Questions to the tables that several pages ask."""

from __future__ import annotations

from adoptgen.sample_app.asked import Asked
from adoptgen.sample_app.facts import DECIDED
from adoptgen.sample_app.store import Row

_WITH_CUSTOMER = "SELECT {0}.*, customers.name AS company FROM {0} LEFT JOIN customers ON customers.id = {0}.customer"


def every(asked: Asked, table: str, more: str = "", *values: object) -> list[Row]:
    """Rows of a table with the name of their customer as `company`."""
    return asked.store.rows(f"{_WITH_CUSTOMER.format(table)} {more}", *values)


def one(asked: Asked, table: str, identifier: str) -> Row | None:
    """The row of this id."""
    return asked.store.row(f"{_WITH_CUSTOMER.format(table)} WHERE {table}.id = ?", identifier)


def events(asked: Asked, about: str) -> list[Row]:
    """The history of an object, oldest first."""
    return asked.store.rows("SELECT * FROM events WHERE about = ? ORDER BY at, rowid", about)


def companies(asked: Asked) -> list[Row]:
    """All customers by name."""
    return asked.store.rows("SELECT * FROM customers ORDER BY name")


def known_company(asked: Asked, field: str) -> int:
    """The customer that was chosen, or the first one."""
    return int(asked.choice(field, tuple(str(item["id"]) for item in asked.store.rows("SELECT id FROM customers"))))


def slipped(asked: Asked, item: Row) -> bool:
    """Whether an open opportunity's close date has passed."""
    return item["stage"] not in DECIDED and asked.wording.late(item["close"])
