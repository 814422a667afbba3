"""Activities: calls, mails, meetings and tasks. The page is an empty shell; a script draws everything in it."""

from __future__ import annotations

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Answer, Asked, data
from adoptgen.sample_app.facts import ACTIVITY_KINDS
from adoptgen.sample_app.rendering import page

_WORDS = ("act.new-activity", "act.save", "act.cancel", "activities.done", "activities.empty", "activities.show")
_FIELDS = ("field.activity", "field.customer", "field.due", "field.kind", "field.owner", "field.subject-activity")
_FILTERS = ("open", "all")


def activities(asked: Asked) -> Answer:
    """The shell."""
    return page(asked, "activities.html")


def listed(asked: Asked) -> Answer:
    """Everything the script needs: words, choices and rows of the filter asked for."""
    t = asked.wording.t
    show = asked.choice("show", _FILTERS)
    where = "WHERE done = 0" if show == "open" else ""
    rows = records.every(asked, "activities", f"{where} ORDER BY done, due, activities.id")
    return data(
        {
            "words": {key: t(key) for key in (*_WORDS, *_FIELDS)},
            "show": show,
            "filters": [[key, t(f"activities.{key}")] for key in _FILTERS],
            "kinds": [[key, t(f"activity.{key}")] for key in ACTIVITY_KINDS],
            "customers": [[str(item["id"]), item["name"]] for item in records.companies(asked)],
            "count": asked.wording.n("activities.count", len(rows)),
            "rows": [
                {
                    "id": item["id"],
                    "subject": item["subject"],
                    "kind": t(f"activity.{item['kind']}"),
                    "customer": item["company"],
                    "href": f"/customers/{item['customer']}",
                    "due": asked.wording.short(item["due"]),
                    "late": not item["done"] and asked.wording.late(item["due"]),
                    "owner": item["owner"],
                    "done": bool(item["done"]),
                }
                for item in rows
            ],
        }
    )


def add_activity(asked: Asked) -> Answer:
    """A new activity of mine."""
    asked.store.change(
        "INSERT INTO activities (customer, kind, subject, due, owner) VALUES (?, ?, ?, ?, ?)",
        records.known_company(asked, "customer"),
        asked.choice("kind", ACTIVITY_KINDS),
        asked.value("subject"),
        asked.day("due"),
        asked.me["short"],
    )
    return data({})


def set_done(asked: Asked, identifier: str) -> Answer:
    """Tick an activity off, or take the tick away."""
    asked.store.change("UPDATE activities SET done = ? WHERE id = ?", int(asked.value("done") == "1"), int(identifier))
    return data({})
