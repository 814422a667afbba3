"""Cases with their four-hour clock."""

from __future__ import annotations

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked, data, see
from adoptgen.sample_app.facts import CASE_OWNERS, CASE_STATES, KINDS, LARGEST_FILE
from adoptgen.sample_app.rendering import page, record
from adoptgen.sample_app.store import Row


def cases(asked: Asked) -> Answer:
    """All cases with their clocks, the shortest first."""
    found = records.every(asked, "cases")
    order = {state: place for place, state in enumerate(CASE_STATES)}
    found.sort(key=lambda item: (order[item["status"]], bool(item["answered"]), asked.wording.remaining(item)))
    companies = records.companies(asked)
    return page(asked, "cases.html", items=found, companies=companies, kinds=KINDS, owners=CASE_OWNERS)


def case(asked: Asked, identifier: str) -> Answer:
    """One case with its clock and its pictures."""
    choices = {"states": CASE_STATES, "owners": CASE_OWNERS, "files": _files(asked, identifier)}
    return record(asked, "case.html", "cases", identifier, **choices)


def open_case(asked: Asked) -> Answer:
    """A new case; its clock starts now."""
    new = asked.store.next_number("cases", "C")
    asked.store.change(
        "INSERT INTO cases VALUES (?, ?, ?, ?, ?, 'open', ?, '', '')",
        new,
        records.known_company(asked, "customer"),
        asked.value("subject"),
        asked.choice("kind", KINDS),
        asked.choice("owner", CASE_OWNERS),
        asked.minute,
    )
    asked.stamp(new, "opened")
    return see(f"/cases/{new}")


def save_case(asked: Asked, identifier: str) -> Answer:
    """Owner and status; the clock stands still only in Waiting for customer."""
    status = asked.choice("status", CASE_STATES)
    paused = asked.minute if status == "waiting-customer" else ""
    asked.store.change(
        "UPDATE cases SET owner = ?, status = ?, paused = ? WHERE id = ?",
        asked.choice("owner", CASE_OWNERS),
        status,
        paused,
        identifier,
    )
    return see(f"/cases/{identifier}")


def answer_case(asked: Asked, identifier: str) -> Answer:
    """The customer has had an answer that helps: the clock stops."""
    asked.store.change("UPDATE cases SET answered = ? WHERE id = ? AND answered = ''", asked.minute, identifier)
    asked.stamp(identifier, "answered")
    return see(f"/cases/{identifier}")


def attach(asked: Asked, identifier: str) -> Answer:
    """Hang a picture on a case: name and size are kept, the picture itself is not."""
    name, size = asked.value("name")[:120], len(asked.body)
    if not name or not 0 < size <= LARGEST_FILE:
        return data({"said": asked.wording.t("file.refused")}, 413)
    asked.store.change("INSERT INTO files VALUES (?, ?, ?)", identifier, name, size)
    return data({"files": _files(asked, identifier)})


def _files(asked: Asked, identifier: str) -> list[Row]:
    """Name and size, as they are shown."""
    rows = asked.store.rows("SELECT * FROM files WHERE about = ? ORDER BY rowid", identifier)
    return [{"name": row["name"], "size": asked.wording.size(row["bytes"])} for row in rows]
