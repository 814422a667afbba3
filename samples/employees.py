"""1,200 fictional employees: roles, sites, dates and managers as the sample programme has them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from names import AWKWARD, FIRST, LAST

ROLES = {
    "account-executive": 190,
    "key-account-manager": 40,
    "service-agent": 330,
    "team-lead": 40,
    "planner": 420,
    "billing-clerk": 150,
    "sales-manager": 30,
}
SITES = {"hamburg": 240, "rotterdam": 190, "lyon": 290, "gdansk": 270, "jebel-ali": 210}
GO_LIVE = {site: dt.date(2026, 1, 12) for site in ("hamburg", "rotterdam")} | {
    site: dt.date(2026, 3, 9) for site in ("lyon", "gdansk", "jebel-ali")
}
LAST_DAY = dt.date(2026, 3, 15)
LEAVERS, LATE_STARTERS = 24, 31
_LEADERS = {"account-executive": "sales-manager", "key-account-manager": "sales-manager"}
Item = TypeVar("Item")


@dataclass(frozen=True)
class Employee:
    """One row of the roster, and two traits it does not show."""

    number: str
    first: str
    last: str
    mail: str
    role: str
    site: str
    joined: dt.date
    left: dt.date | None = None
    manager: str = ""
    night: bool = False
    zeal: float = 0.5
    """From 0 to 1: who does things early."""

    @property
    def name(self) -> str:
        """As the LMS shows it."""
        return f"{self.first} {self.last}"

    @property
    def here(self) -> bool:
        """Whether still employed on the last day of the records."""
        return self.left is None


def shuffled(items: Sequence[Item], random: Random) -> list[Item]:
    """A random order that only depends on `Random.random`, the same on every Python."""
    keys = [random.random() for _ in items]
    return [items[index] for index in sorted(range(len(items)), key=keys.__getitem__)]


def employees(random: Random) -> list[Employee]:
    """Everybody, by employee number."""
    posts = shuffled([(role, site) for (role, site), count in _table().items() for _ in range(count)], random)
    names = _names(posts, random)
    numbers = sorted({100 + int(random.random() * 9000) for _ in range(4000)})[: len(posts)]
    people = [
        _employee(f"{number:05d}", name, post, random) for number, name, post in zip(numbers, names, posts, strict=True)
    ]
    return _with_managers(_with_changes(_with_mail(people), random))


def _table() -> dict[tuple[str, str], int]:
    """(role, site) -> people: rows and columns add up exactly (differences of rounded cumulative shares)."""
    total = sum(ROLES.values())

    def below(row: int, column: int) -> int:
        return round(sum(list(ROLES.values())[:row]) * sum(list(SITES.values())[:column]) / total)

    return {
        (role, site): below(r + 1, s + 1) - below(r, s + 1) - below(r + 1, s) + below(r, s)
        for r, role in enumerate(ROLES)
        for s, site in enumerate(SITES)
    }


def _names(posts: list[tuple[str, str]], random: Random) -> list[tuple[str, str]]:
    """A name for every post; the awkward ones first at their site, no other name twice."""
    waiting = {site: [(first, last) for where, first, last in AWKWARD if where == site] for site in SITES}
    pools = {
        site: shuffled([(first, last) for first in FIRST[site].split() for last in LAST[site].split()], random)
        for site in SITES
    }
    return [waiting[site].pop(0) if waiting[site] else pools[site].pop() for _, site in posts]


def _employee(number: str, name: tuple[str, str], post: tuple[str, str], random: Random) -> Employee:
    role, site = post
    joined = dt.date(2004, 1, 1) + dt.timedelta(days=int(random.random() * 7900))
    night = site == "gdansk" and role in ("service-agent", "planner") and random.random() < 0.4
    zeal = random.random() * (0.6 if night else 1.0)
    return Employee(number, *name, "", role, site, joined, night=night, zeal=zeal)


def _with_mail(people: list[Employee]) -> list[Employee]:
    seen: dict[str, int] = {}
    found = []
    for person in people:
        name = f"{_ascii(person.first)}.{_ascii(person.last)}".strip(".") or f"employee.{person.number}"
        seen[name] = seen.get(name, 0) + 1
        suffix = str(seen[name]) if seen[name] > 1 else ""
        found.append(replace(person, mail=f"{name}{suffix}@nordkai.example"))
    return found


def _ascii(text: str) -> str:
    plain = text.translate(str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "ø": "o"}))
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def _with_changes(people: list[Employee], random: Random) -> list[Employee]:
    order = shuffled(range(len(people)), random)
    leavers, starters = set(order[:LEAVERS]), set(order[LEAVERS : LEAVERS + LATE_STARTERS])
    return [_changed(person, index in leavers, index in starters, random) for index, person in enumerate(people)]


def _changed(person: Employee, leaves: bool, starts: bool, random: Random) -> Employee:
    live = GO_LIVE[person.site]
    if leaves:
        return replace(person, left=min(live + dt.timedelta(days=int(random.random() * 25) - 20), LAST_DAY))
    if starts:
        return replace(person, joined=live - dt.timedelta(days=int(random.random() * 40)))
    return person


def _with_managers(people: list[Employee]) -> list[Employee]:
    """Sales people report to a sales manager of their site, everybody else to a team lead there."""
    leaders = [person for person in people if person.role in ("sales-manager", "team-lead") and person.here]
    found = []
    for index, person in enumerate(people):
        role = _LEADERS.get(person.role, "team-lead")
        mine = [item for item in leaders if item.role == role and item.site == person.site]
        manager = "" if person.role in ("sales-manager", "team-lead") else mine[index % len(mine)].number
        found.append(replace(person, manager=manager))
    return found
