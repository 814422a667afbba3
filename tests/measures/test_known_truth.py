"""Known truth in, known figures out: the sample's simulation, hand-written SQL, and small cases by hand."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sample_records import LATE_SITE, catalog, project, truth

from adoptgen.evidence.store import facts
from adoptgen.measures import report, view_of
from adoptgen.measures.assigned import assigned_courses
from adoptgen.measures.explain import explain
from adoptgen.model.facts import Attempt, Facts, Person, Witness
from adoptgen.model.figure import Figure, Report, Segment, Standing
from adoptgen.paths import all_paths

pytestmark = pytest.mark.xdist_group("records")
BERLIN = ZoneInfo("Europe/Berlin")
AS_OF = dt.date(2026, 3, 15)


@contextmanager
def store() -> Iterator[sqlite3.Connection]:
    """The store, read by SQL alone."""
    connection = sqlite3.connect(project() / "records" / "facts.sqlite")
    connection.execute("ATTACH ? AS who", (str(project() / "records" / "identity.sqlite"),))
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def figures() -> Report:
    """The report of the sample."""
    return report(catalog(), all_paths(catalog()), facts(project()))


def figure(found: Report, kpi: str, dimension: str = "", value: str = "") -> Figure:
    """One figure of a report."""
    return next(item for item in found.figures if (item.kpi, item.segment) == (kpi, Segment(dimension, value)))


def test_what_was_done_is_what_came_back() -> None:
    """Through activity completion, SCORM reports and statements, to the minute."""
    with store() as sql:
        names = dict(sql.execute("SELECT pseudonym, employee FROM who.person_name"))
    found = facts(project())
    _, records = truth()
    done = {(r.person.number, f"course/{r.course.id}", r.done.astimezone(dt.UTC)) for r in records if r.done}
    assert {(names[i.pseudonym], i.object, i.at) for i in found.completions if i.completed} == done
    tries = Counter(
        (r.person.number, f"course/{r.course.id}", a.ended.astimezone(dt.UTC).replace(second=0), a.score)
        for r in records
        for a in r.attempts
        if a.score is not None
    )
    back = Counter(
        (names[i.pseudonym], i.object, i.ended.replace(second=0), round(i.score))
        for i in found.attempts
        if i.score is not None and i.ended
    )
    assert back == tries
    wrong = sum(len(a.wrong) for r in records for a in r.attempts if a.wrong is not None)
    assert sum(item.correct is False for item in found.responses) == wrong > 500


def test_the_voided_completion_is_no_completion() -> None:
    with store() as sql:
        ((voided,),) = sql.execute("SELECT count(*) FROM voided")
        ((kept,),) = sql.execute("SELECT count(*) FROM witness WHERE statement IN (SELECT statement FROM voided)")
    assert (voided, kept) == (1, 1)


def test_the_roster_of_the_day_is_the_denominator(figures: Report) -> None:
    people, _ = truth()
    assert figures.as_of == AS_OF
    assert figures.people == sum(person.left is None for person in people) == 1176


def test_completion_rate_agrees_with_hand_written_sql(figures: Report) -> None:
    pairs = [
        (role, part.key) for role, path in all_paths(catalog()).items() for part in assigned_courses(catalog(), path)
    ]
    with store() as sql:
        sql.execute("CREATE TEMP TABLE assigned(role, object)")
        sql.executemany("INSERT INTO assigned VALUES(?, ?)", pairs)
        rows = sql.execute(
            """
            SELECT p.site, p.wave, count(*),
                   sum(EXISTS (SELECT 1 FROM completion c JOIN witness w USING(key)
                               WHERE c.pseudonym = p.pseudonym AND c.object = a.object AND c.completed
                                 AND c.at < '2026-03-15T23:00:00Z'
                                 AND w.statement NOT IN (SELECT statement FROM voided)))
            FROM person p JOIN assigned a ON a.role = p.role
            WHERE (p.joined = '' OR p.joined <= '2026-03-15') AND (p."left" = '' OR p."left" > '2026-03-15')
            GROUP BY p.site, p.wave
            """
        ).fetchall()
    assert len(rows) == 5
    for site, _, cases, good in rows:
        found = figure(figures, "training-completed", "site", site)
        assert (found.numerator, found.denominator) == (good, cases)
    for wave in ("wave-1", "wave-2"):
        found = figure(figures, "training-completed", "wave", wave)
        assert found.denominator == sum(row[2] for row in rows if row[1] == wave)
        assert found.numerator == sum(row[3] for row in rows if row[1] == wave)


def test_first_attempt_pass_and_success_agree_with_the_simulation(figures: Report) -> None:
    _, records = truth()
    scored = [[a for a in r.attempts if a.score is not None] for r in records if r.person.here and r.course.check]
    tried = [attempts for attempts in scored if attempts]
    first = figure(figures, "first-attempt-pass")
    assert (first.numerator, first.denominator) == (sum(bool(a[0].passed) for a in tried), len(tried))
    passed = figure(figures, "checks-passed")
    assert (passed.numerator, passed.denominator) == (sum(any(a.passed for a in b) for b in tried), len(tried))
    assert first.value == pytest.approx(71, abs=1)


def test_on_time_and_readiness_agree_with_the_simulation(figures: Report) -> None:
    _, records = truth()
    waves = {site: wave.go_live for wave in catalog().programme.waves for site in wave.sites}
    parts = {
        (role, part.key): part
        for role, path in all_paths(catalog()).items()
        for part in assigned_courses(catalog(), path)
    }
    due = good = 0
    ready: dict[str, bool] = {}
    for record in (record for record in records if record.person.here):
        live, part = waves[record.person.site], parts[record.person.role, f"course/{record.course.id}"]
        day = max(live, record.person.joined) + dt.timedelta(days=part.due)
        finished = record.done.astimezone(BERLIN).date() if record.done else None
        if day <= AS_OF:
            due += 1
            good += finished is not None and finished <= day
        if part.before and record.person.joined <= live:
            number = record.person.number
            ready[number] = ready.get(number, True) and finished is not None and finished < live
    found = figure(figures, "on-time")
    assert (found.numerator, found.denominator) == (good, due)
    found = figure(figures, "ready-at-go-live")
    assert (found.numerator, found.denominator) == (sum(ready.values()), len(ready))


def test_the_story_of_the_sample_is_there(figures: Report) -> None:
    wave = next(line for line in figures.series if line.segment.value == "wave-1")
    weeks = {point.week: point.value for point in wave.points}
    assert weeks[0] == pytest.approx(91, abs=1)
    assert weeks[8] == pytest.approx(96, abs=1)
    assert (figures.items[0].question, round(figures.items[0].value)) == ("discount-nine-percent", 38)
    late = figure(figures, "training-completed", "site", LATE_SITE)
    assert late.standing is Standing.BELOW
    assert (late.value or 100) < 50
    assert figure(figures, "checks-passed", "site", LATE_SITE).standing is Standing.SUPPRESSED
    assert figure(figures, "habit").standing is Standing.NO_DATA


def test_small_cells_tell_nothing(figures: Report) -> None:
    secret = [item for item in figures.figures if item.standing is Standing.SUPPRESSED]
    assert secret
    for item in secret:
        assert (item.value, item.low, item.high, item.numerator, item.denominator, item.people) == (*[None] * 5, 0)


def test_an_earlier_day_knows_nothing_of_later_ones() -> None:
    then = report(catalog(), all_paths(catalog()), facts(project()), dt.date(2026, 1, 11))
    at_live = figure(then, "training-completed", "wave", "wave-1")
    assert at_live.value == pytest.approx(91, abs=1.2)
    assert (figure(then, "checks-passed").denominator or 0) < 450
    assert not [line for line in then.series if line.segment.value == "wave-2" and line.points]


def test_a_figure_names_the_files_behind_it() -> None:
    view = view_of(catalog(), all_paths(catalog()), facts(project()))
    assert view is not None
    kpi = catalog().kpis["training-completed"]
    found = explain(view, kpi, Segment("site", LATE_SITE))
    assert found is not None
    assert [name for _, name, _ in found.files] == ["xapi-jebel-ali.ndjson"]
    assert found.files[0][2] == found.figure.numerator
    hidden = explain(view, catalog().kpis["checks-passed"], Segment("site", LATE_SITE))
    assert hidden is not None
    assert not hidden.files
    assert explain(view, kpi, Segment("site", "nowhere")) is None


def attempt(number: int, score: float | None, passed: bool | None, minute: int) -> Attempt:
    at = dt.datetime(2026, 1, 5, 9, minute, tzinfo=dt.UTC)
    return Attempt("p1", "course/sales", number, at, at, score, passed, (Witness("", "x", number),))


@pytest.mark.parametrize(
    ("attempts", "good", "cases"),
    [
        ((attempt(1, 79.0, None, 1), attempt(2, 92.0, None, 2)), 0, 1),
        ((attempt(1, None, None, 1), attempt(1, 92.0, None, 2)), 1, 1),
        ((attempt(1, 40.0, None, 1), attempt(1, 85.0, None, 9)), 0, 1),
        ((attempt(1, 20.0, True, 1),), 1, 1),
        ((attempt(-1, None, True, 1),), None, None),
        ((attempt(1, None, None, 1),), None, None),
    ],
    ids=["second-time", "first-visit-unscored", "overwritten-in-the-lms", "the-source-knows-best", "outcome", "opened"],
)
def test_first_attempts_one_by_one(attempts: tuple[Attempt, ...], good: int | None, cases: int | None) -> None:
    people = tuple(Person(f"p{number}", "account-executive", "hamburg", "wave-1") for number in range(1, 9))
    everybody = tuple(replace(item, pseudonym=person.pseudonym) for person in people for item in attempts)
    found = report(catalog(), all_paths(catalog()), Facts(people, (), everybody), AS_OF)
    first = figure(found, "first-attempt-pass")
    assert (first.numerator, first.denominator) == (None if good is None else 8 * good, None if cases is None else 8)
