"""Which opportunities are meant, and what they come to: the filters that list and dashboard share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from adoptgen.sample_app import records
from adoptgen.sample_app.asked import Asked
from adoptgen.sample_app.facts import CHANCE, DECIDED, PERIODS, SITES, STAGES
from adoptgen.sample_app.store import Row

TEAMS = ("mine", "everybody", *SITES)
"""My own, all branches, or one of them."""
COLUMNS = ("name", "stage", "close", "value", "owner")
"""Columns a list may be sorted by; a minus before the name turns the order round."""


@dataclass(frozen=True)
class Selection:
    """What was chosen in the filters."""

    team: str
    customer: str
    """Id of a customer; empty for all of them."""
    period: str
    late: bool
    sort: str

    def link(self, **changes: object) -> str:
        """The list with this choice but for `changes`; what the list does by itself is not said."""
        changed = replace(self, **changes)  # type: ignore[arg-type]  # field names come from templates
        said = {
            "late": "1" if changed.late else "",
            "team": "" if changed.team == usual_team(late=changed.late) else changed.team,
            "customer": changed.customer,
            "period": "" if changed.period == PERIODS[0] else changed.period,
            "sort": changed.sort,
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return "/opportunities" + (f"?{query}" if query else "")

    def turned(self, column: str) -> str:
        """The order a column's head leads to: upwards first, then downwards."""
        return f"-{column}" if self.sort == column else column

    def direction(self, column: str) -> str:
        """`ascending`, `descending` or nothing (WAI-ARIA 1.2, aria-sort)."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "")


def usual_team(*, late: bool) -> str:
    """Whose opportunities the list shows where nobody says: everybody's, but my own late ones."""
    return "mine" if late else "everybody"


def chosen(asked: Asked, team: str) -> Selection:
    """The filters of this request; `team` where none was asked for."""
    customers = ("", *(str(item["id"]) for item in asked.store.rows("SELECT id FROM customers")))
    sorts = ("", *COLUMNS, *(f"-{column}" for column in COLUMNS))
    return Selection(
        team=asked.choice("team", (team, *TEAMS)),
        customer=asked.choice("customer", customers),
        period=asked.choice("period", PERIODS),
        late=asked.value("late") == "1",
        sort=asked.choice("sort", sorts),
    )


def own_team(asked: Asked) -> str:
    """What a dashboard shows first: a manager's branch, else one's own."""
    me = asked.me
    return str(me["site"]) if me["role"] == "manager" else "mine"


def selected(asked: Asked, selection: Selection) -> list[Row]:
    """The opportunities meant, open ones first, the next decision on top."""
    found = records.every(asked, "opportunities", "ORDER BY stage = 'lost', stage = 'won', close")
    owners = _owners(asked, selection.team)
    today = asked.wording.now.date()
    kept = [
        item
        for item in found
        if (owners is None or item["owner"] in owners)
        and selection.customer in ("", str(item["customer"]))
        and _closes(item, selection.period, today)
        and (not selection.late or records.slipped(asked, item))
    ]
    if selection.sort:
        kept.sort(key=lambda item: _rank(item, selection.sort.lstrip("-")), reverse=selection.sort[0] == "-")
    return kept


def _rank(item: Row, column: str) -> tuple[int, str]:
    """What a column is sorted by: stages as the business goes through them, the rest as it is."""
    if column == "stage":
        return STAGES.index(item["stage"]), ""
    return (int(item["value"]), "") if column == "value" else (0, str(item[column]))


def forecast(asked: Asked, items: Sequence[Row]) -> float:
    """Won and negotiation in full, offered by half; a date that has passed counts for nothing."""
    return sum(float(item["value"]) * CHANCE[item["stage"]] for item in items if not records.slipped(asked, item))


def branches(asked: Asked, customer: int) -> list[tuple[str, list[Row]]]:
    """A customer's open opportunities by branch, in the order of the branches."""
    sites = {item["short"]: item["site"] for item in asked.store.rows("SELECT short, site FROM people")}
    found = records.every(asked, "opportunities", "WHERE opportunities.customer = ? ORDER BY close", customer)
    still = [item for item in found if item["stage"] not in DECIDED]
    by_site = [(site, [item for item in still if sites.get(item["owner"]) == site]) for site in SITES]
    return [(site, items) for site, items in by_site if items]


def _owners(asked: Asked, team: str) -> set[str] | None:
    """Short names of a team; None for everybody."""
    if team == "everybody":
        return None
    if team == "mine":
        return {str(asked.me["short"])}
    return {str(item["short"]) for item in asked.store.rows("SELECT short FROM people WHERE site = ?", team)}


def _closes(item: Row, period: str, today: dt.date) -> bool:
    """Whether an opportunity is to be decided in a period."""
    month = {"this-month": today.month, "next-month": today.month % 12 + 1}.get(period)
    close = dt.date.fromisoformat(item["close"] or "9999-12-31")
    if month is not None:
        return close.month == month and 0 <= close.year - today.year <= int(month < today.month)
    return period != "year" or close.year == today.year
