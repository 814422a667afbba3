"""What waits for me today, and the search from any page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked, data
from adoptgen.sample_app.facts import SHOWN_FIRST
from adoptgen.sample_app.rendering import page


def home(asked: Asked) -> Answer:
    """What waits for me today."""
    mine = asked.me["short"]
    planned = "WHERE visits.status = 'planned' AND visits.owner = ? ORDER BY day"
    still = "WHERE opportunities.owner = ? AND stage NOT IN ('won','lost') ORDER BY close"
    return page(
        asked,
        "home.html",
        queue=asked.store.rows("SELECT * FROM requests WHERE status = 'new' ORDER BY received DESC LIMIT 4"),
        visits=records.every(asked, "visits", planned, mine),
        opportunities=records.every(asked, "opportunities", still, mine),
    )


def search(asked: Asked) -> Answer:
    """The first records that hold every word typed, letters with and without accents being the same."""
    typed = _plain(asked.value("q")).split()
    hits = [hit for hit, text in _findable(asked) if typed and all(word in _plain(text) for word in typed)]
    return data(hits[:SHOWN_FIRST])


def _findable(asked: Asked) -> Iterator[tuple[dict[str, str], str]]:
    """Customers, requests, opportunities, quotes and contacts: what a hit shows, and the words it is found by."""
    for item in asked.store.rows("SELECT * FROM customers ORDER BY id"):
        detail = f"{item['town']} · {item['owner']}"
        words = f"{item['name']} {item['lane']} {item['number']} {detail}"
        yield {"name": item["name"], "detail": detail, "href": f"/customers/{item['id']}"}, words
    for item in asked.store.rows("SELECT * FROM requests ORDER BY id DESC"):
        detail = f"{item['company']} · {item['origin']} – {item['destination']}"
        yield {"name": item["id"], "detail": detail, "href": f"/requests/{item['id']}"}, f"{item['id']} {detail}"
    for table in ("opportunities", "quotes"):
        for item in records.every(asked, table, f"ORDER BY {table}.id DESC"):
            hit = {"name": item["id"], "detail": item["name"], "href": f"/{table}/{item['id']}"}
            yield hit, f"{item['id']} {item['name']}"
    for item in records.every(asked, "contacts", "ORDER BY contacts.id"):
        hit = {"name": item["name"], "detail": item["company"], "href": f"/customers/{item['customer']}"}
        yield hit, f"{item['name']} {item['company']} {item['mail']}"


def _plain(text: str) -> str:
    """Lower case without accents; ø and ł have no decomposition in Unicode."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(character for character in folded if not unicodedata.combining(character))
