"""Orders as planning sees them."""

from __future__ import annotations

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked
from adoptgen.sample_app.rendering import page, record


def orders(asked: Asked) -> Answer:
    """All orders."""
    return page(asked, "orders.html", items=records.every(asked, "orders", "ORDER BY orders.id DESC"))


def order(asked: Asked, identifier: str) -> Answer:
    """One order."""
    return record(asked, "order.html", "orders", identifier)
