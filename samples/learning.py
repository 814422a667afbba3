"""What the fictional employees did: who finished which course when, tried its check how often, answered what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

from employees import GO_LIVE, LAST_DAY, Employee, shuffled

from adoptgen.measures.assigned import assigned_courses
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Question
from adoptgen.paths import all_paths

SHARES: Mapping[str, tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = {
    "hamburg": ((0.985, 0.99), (0.875, 0.945), (0.66, 0.93)),
    "rotterdam": ((0.975, 0.985), (0.855, 0.935), (0.62, 0.9)),
    "lyon": ((0.965, 0.975), (0.895, 0.925), (0.4, 0.48)),
    "gdansk": ((0.92, 0.94), (0.765, 0.8), (0.33, 0.38)),
    "jebel-ali": ((0.6, 0.7), (0.0, 0.0), (0.0, 0.0)),
}
"""Site -> share finished at go-live and on the last day: of essentials, of the role's course, of the later ones."""
LATE_SITE = "jebel-ali"
LATE_COURSE, LATE_TRIES = "planning", 3
"""At the late site the checks opened two days before the records end: three people tried, two passed."""
LATER = 10
"""Days after go-live from which a course counts as a later one."""
FIRST_PASS = 0.71
HARD, HARD_RIGHT = "discount-nine-percent", 0.38
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class Attempt:
    """One try. `wrong` None: nothing was scored."""

    started: dt.datetime
    ended: dt.datetime
    wrong: frozenset[str] | None = None
    score: int | None = None
    passed: bool | None = None


@dataclass
class Course:
    """One course as people meet it: kind 0 is for everybody, 1 belongs to the role, 2 is due after the first days."""

    id: str
    kind: int
    roles: frozenset[str]
    check: Assessment | None


@dataclass
class Record:
    """One person's dealings with one course."""

    person: Employee
    course: Course
    done: dt.datetime | None = None
    attempts: list[Attempt] = field(default_factory=list)


def courses(catalog: Catalog) -> list[Course]:
    """The courses of the catalog with the roles they are assigned to, those for everybody first."""
    roles: dict[str, dict[str, int]] = {}
    for role, path in all_paths(catalog).items():
        for part in assigned_courses(catalog, path):
            roles.setdefault(part.key.removeprefix("course/"), {})[role] = part.due
    found = []
    for name, course in catalog.courses.items():
        dues = roles.get(name, {})
        items = [item for module in course.modules for item in module.items]
        checks = [item.removeprefix("assessment/") for item in items if item.startswith("assessment/")]
        kind = 0 if len(dues) == len(catalog.roles) else 2 if min(dues.values(), default=0) >= LATER else 1
        found.append(Course(name, kind, frozenset(dues), catalog.assessments[checks[0]] if checks else None))
    return sorted(found, key=lambda course: course.kind)


def records(people: list[Employee], offered: list[Course], random: Random) -> list[Record]:
    """Every person and course assigned, by course and employee number."""
    found = []
    for course in offered:
        group = [Record(person, course) for person in people if person.role in course.roles]
        for site in GO_LIVE:
            _finish([record for record in group if record.person.site == site], site, random)
        if course.check:
            _try_all(group, course.check, random)
        else:
            _read_all(group, random)
        found += group
    return found


def _finish(group: list[Record], site: str, random: Random) -> None:
    """Give the zealous their day of completion, as many as the shares say."""
    if not group:
        return
    kind = group[0].course.kind
    before, now = SHARES[site][kind]
    live = GO_LIVE[site]
    order = sorted(group, key=lambda record: -(record.person.zeal + 0.25 * random.random()))
    first, last = round(before * len(order)), round(now * len(order))
    if site == LATE_SITE and group[0].course.id == LATE_COURSE:
        last = LATE_TRIES - 1
    for place, record in enumerate(order[:last]):
        early = _early(kind, place / max(first, 1), random)
        day = live - dt.timedelta(days=early) if place < first else _late(live, random)
        if site == LATE_SITE and kind:
            day = LAST_DAY - dt.timedelta(days=place)
        day = max(day, record.person.joined + dt.timedelta(days=1))
        if day <= LAST_DAY and not (record.person.left and day >= record.person.left):
            record.done = _clock(day, record.person, random)


def _early(kind: int, rank: float, random: Random) -> int:
    """Days before go-live: essentials four weeks to ten days ahead, the role's course in the last three weeks."""
    longest, shortest = ((27, 13), (20, 1), (9, 1))[kind]
    return shortest + round((longest - shortest) * (1 - 0.75 * rank - 0.25 * random.random()))


def _late(live: dt.date, random: Random) -> dt.date:
    """After go-live: most in the first week, the last on the last day."""
    room = (LAST_DAY - live).days
    return live + dt.timedelta(days=min(room, int(room * random.random() ** 2.2)))


def _clock(day: dt.date, person: Employee, random: Random) -> dt.datetime:
    """A time of the working day; the night shift works at night."""
    minutes = int(random.random() * 540)
    start = dt.datetime(
        day.year, day.month, day.day, 20 if person.night else 8, 5, int(random.random() * 60), tzinfo=BERLIN
    )
    return start + dt.timedelta(minutes=minutes // 3 if person.night else minutes)


def _read_all(group: list[Record], random: Random) -> None:
    """A course without a check: one visit, finished or broken off."""
    for record in group:
        if record.done:
            record.attempts = [Attempt(record.done - dt.timedelta(minutes=14 + int(random.random() * 20)), record.done)]
        elif record.person.here and random.random() < 0.5:
            record.attempts = [_visit(record, random)]


def _visit(record: Record, random: Random) -> Attempt:
    """Opened and left again."""
    day = max(GO_LIVE[record.person.site] - dt.timedelta(days=3 + int(random.random() * 18)), record.person.joined)
    started = _clock(min(day, LAST_DAY), record.person, random)
    return Attempt(started, started + dt.timedelta(minutes=2 + int(random.random() * 6)))


def _try_all(group: list[Record], check: Assessment, random: Random) -> None:
    """Attempts at the check: 71 of 100 pass the first; the finished end with a pass, some others with a fail."""
    finished = [record for record in group if record.done]
    failed = _unlucky([record for record in group if not record.done and record.person.here], random)
    tried = shuffled([*finished, *failed], random)
    passing = round(FIRST_PASS * len(tried))
    at_once = {id(record) for record in [record for record in tried if record.done][:passing]}
    for record in tried:
        tries = (
            1 if id(record) in at_once else (2 if record.done and random.random() < 0.85 else 3 if record.done else 1)
        )
        _attempts(record, tries, check, random)
    _make_hard([record.attempts[0] for record in tried], check, random)
    for record in group:
        if not record.attempts and record.person.here and record.person.site != LATE_SITE and random.random() < 0.45:
            record.attempts = [_visit(record, random)]


def _unlucky(unfinished: list[Record], random: Random) -> list[Record]:
    """Who failed and has not come back yet; at the late site just one."""
    usual = [record for record in unfinished if record.person.site != LATE_SITE]
    late = [record for record in unfinished if record.person.site == LATE_SITE and record.course.id == LATE_COURSE]
    return shuffled(usual, random)[: round(0.35 * len(usual))] + late[:1]


def _attempts(record: Record, tries: int, check: Assessment, random: Random) -> None:
    last = record.done or _visit(record, random).ended
    if record.person.site == LATE_SITE and not record.done:
        last = _clock(LAST_DAY - dt.timedelta(days=1), record.person, random)
    for number in range(tries):
        ended = last - dt.timedelta(
            days=tries - 1 - number, minutes=int(random.random() * 40) if number < tries - 1 else 0
        )
        passed = bool(record.done) and number == tries - 1
        wrong = _wrong(check, passed, random)
        started = ended - dt.timedelta(minutes=9 + int(random.random() * 25))
        record.attempts.append(_scored(Attempt(started, ended), wrong, check))


def _wrong(check: Assessment, passed: bool, random: Random) -> frozenset[str]:
    """Questions answered wrong: at most a fifth in a pass, more in a fail; the hard one is dealt with apart."""
    most = len(check.questions) * (100 - check.mastery) // 100
    count = int(random.random() * (most + 1)) if passed else most + 1 + int(random.random() ** 2 * 3)
    others = [question.id for question in check.questions if question.id != HARD]
    ease = {name: 0.3 + (index * 7 % 10) / 10 for index, name in enumerate(others)}
    return frozenset(sorted(others, key=lambda name: random.random() ** ease[name])[:count])


def _scored(attempt: Attempt, wrong: frozenset[str], check: Assessment) -> Attempt:
    attempt.wrong = wrong
    attempt.score = round(100 * (len(check.questions) - len(wrong)) / len(check.questions))
    attempt.passed = attempt.score >= check.mastery
    return attempt


def _make_hard(first: list[Attempt], check: Assessment, random: Random) -> None:
    """Exchange a wrong answer for one to the hard question until 38 in 100 first tries have it right."""
    if HARD not in {question.id for question in check.questions}:
        return
    wanted = round((1 - HARD_RIGHT) * len(first))
    able = [attempt for attempt in shuffled(first, random) if attempt.wrong]
    for attempt in able[:wanted]:
        kept = sorted(attempt.wrong or ())[1:]
        _scored(attempt, frozenset([*kept, HARD]), check)


def answer(question: Question, right: bool) -> str:
    """The letters chosen."""
    keys = [letter for letter, option in zip("abcdefgh", question.options, strict=False) if option.correct]
    others = [letter for letter, option in zip("abcdefgh", question.options, strict=False) if not option.correct]
    return ",".join(keys if right else others[:1])
