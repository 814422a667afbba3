"""The store: the same facts whatever the order, nothing lost or doubled, nobody named."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from evidence_project import ROOT, ROSTER, project, run, take
from hypothesis import given, settings
from hypothesis import strategies as st
from test_exports import ACTIVITIES, BASIC, INTERACTIONS

from adoptgen.evidence import discover
from adoptgen.evidence.store import Store, StoreError, facts
from adoptgen.model.facts import Facts

VERB = "http://adlnet.gov/expapi/verbs/"


def statement(number: int, employee: str, verb: str, at: str, **more: object) -> dict[str, object]:
    """A statement about the course that creates opportunities."""
    base: dict[str, object] = {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "actor": {"account": {"homePage": "https://hr.example", "name": employee}},
        "verb": {"id": VERB + verb},
        "object": {"id": "https://lms.example/course/opportunity"},
        "timestamp": at,
    }
    return base | more


STATEMENTS = [
    statement(1, "00124", "initialized", "2026-11-20T10:00:00Z"),
    statement(2, "00124", "failed", "2026-11-20T10:10:00Z", result={"score": {"scaled": 0.4}}),
    statement(3, "00124", "passed", "2026-11-20T10:30:00Z", result={"score": {"raw": 9, "max": 10}}),
    statement(4, "00124", "completed", "2026-11-20T10:30:01Z"),
    statement(5, "00127", "completed", "2026-11-20T11:00:00Z"),
    statement(
        6,
        "x",
        "voided",
        "2026-11-20T11:05:00Z",
        object={"objectType": "StatementRef", "id": f"{0:08d}-0000-4000-8000-{5:012d}"},
    ),
    statement(
        7,
        "00124",
        "answered",
        "2026-11-20T10:30:00Z",
        object={"id": "https://lms.example/q/first-week.rates-next-year"},
        result={"success": True, "response": "b"},
    ),
]
PAGE = json.dumps({"more": "", "statements": STATEMENTS}, indent=1)
FILES = {
    "roster.csv": ROSTER.encode(),
    "a.csv": ACTIVITIES.encode(),
    "CRM Create an opportunity.csv": BASIC.encode(),
    "x.csv": INTERACTIONS.encode(),
    "page.json": PAGE.encode(),
    "lines.ndjson": "\n".join(map(json.dumps, reversed(STATEMENTS))).encode(),
}


def plain(found: Facts, folder: Path) -> list[tuple[object, ...]]:
    """Facts with employee numbers for pseudonyms (each store has a key of its own), without witnesses."""
    with sqlite3.connect(folder / "records" / "identity.sqlite") as connection:
        names = dict(connection.execute("SELECT pseudonym, employee FROM person_name"))
    connection.close()
    rows: list[tuple[object, ...]] = [
        *((names[i.pseudonym], i.object, i.completed, i.at) for i in found.completions),
        *((names[i.pseudonym], i.object, i.number, i.started, i.ended, i.score, i.passed) for i in found.attempts),
        *((names[i.pseudonym], i.object, i.question, i.response, i.correct, i.at) for i in found.responses),
        *((names[i.pseudonym], i.role, i.site, i.wave) for i in found.people),
    ]
    return sorted(rows, key=repr)


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """The facts of all files in their natural order."""
    folder = project(tmp_path_factory.mktemp("truth") / "p")
    take(folder, FILES.items())
    return plain(facts(folder), folder)


def take_all(folder: Path, names: list[str]) -> None:
    """By the command line: one call per file, rosters read the waiting files again."""
    for number, name in enumerate(names):
        path = folder / f"{number}" / name
        path.parent.mkdir()
        path.write_bytes(FILES[name])
        result = run(folder, "import", str(path))
        assert result.exit_code == 0, result.output


@given(order=st.permutations(list(FILES)), again=st.lists(st.sampled_from(list(FILES)), max_size=3))
@settings(max_examples=8, deadline=None)
def test_any_order_and_any_repetition_give_the_same_facts(
    truth: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory, order: list[str], again: list[str]
) -> None:
    folder = project(tmp_path_factory.mktemp("order") / "p")
    take_all(folder, [*order, *again])
    assert plain(facts(folder), folder) == truth


def test_canary_a_missing_file_is_noticed(truth: list[tuple[object, ...]], tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    take_all(folder, [name for name in FILES if name != "x.csv"])
    assert plain(facts(folder), folder) != truth


def test_the_same_file_again_is_all_duplicates(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    first = take(folder, FILES.items())
    second = take(folder, FILES.items())
    for one, two in zip(first, second, strict=True):
        assert two.counts.fact == 0
        assert two.counts.duplicate == one.counts.fact + one.counts.duplicate


def test_a_split_file_gives_the_same_facts(truth: list[tuple[object, ...]], tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    head, *rows = ACTIVITIES.splitlines(keepends=True)
    parts = [("a1.csv", head + "".join(rows[:3])), ("a2.csv", head + "".join(rows[2:]))]
    others = [(name, data) for name, data in FILES.items() if name != "a.csv"]
    take(folder, [*others, *((name, text.encode()) for name, text in parts)])
    assert plain(facts(folder), folder) == truth


def test_earliest_completion_and_voided_statements(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    take(folder, FILES.items())
    found = {row[:2]: row for row in plain(facts(folder), folder) if len(row) == 4 and isinstance(row[2], bool)}
    assert str(found["00124", "course/opportunity"][3]) == "2026-11-20 10:30:01+00:00"
    assert ("00127", "course/opportunity") not in found, "its only statement was voided"
    tries = [
        row[4:] for row in plain(facts(folder), folder) if row[:2] == ("00124", "course/opportunity") and len(row) == 7
    ]
    assert [row[1:] for row in sorted(tries, key=repr)] == [(40.0, False), (90.0, True)]


def test_a_trial_run_keeps_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    result = run(folder, "import", "--dry-run", str(path))
    assert "10 facts" in result.output
    assert not (folder / "records").exists()
    take(folder, [("roster.csv", ROSTER.encode())])
    before = facts(folder)
    more = tmp_path / "a.csv"
    more.write_text(ACTIVITIES, encoding="utf-8")
    assert "8 facts" in run(folder, "import", "--dry-run", str(more)).output
    assert facts(folder) == before


def test_nobody_is_named_in_the_facts_and_the_key_is_private(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    take(folder, FILES.items())
    stored = (folder / "records" / "facts.sqlite").read_bytes()
    for canary in (b"Fern", b"example.org", b"Schmidt", b"00123", b"00124"):
        assert canary not in stored
    assert b"example.org" in (folder / "records" / "identity.sqlite").read_bytes(), "the canaries can be found"
    assert (folder / "records" / "identity.key").stat().st_mode & 0o077 == 0
    assert (folder / "records").stat().st_mode & 0o077 == 0


def test_two_at_once_get_a_sentence(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    take(folder, [("roster.csv", ROSTER.encode())])
    path = tmp_path / "a.csv"
    path.write_text(ACTIVITIES, encoding="utf-8")
    with Store(folder) as holder, holder.writing():
        result = run(folder, "import", str(path))
    assert result.exit_code == 1
    assert f"another adoptgen command (process {os.getpid()}) is writing records" in result.output
    assert run(folder, "import", str(path)).exit_code == 0


def test_a_damaged_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    take(folder, [("roster.csv", ROSTER.encode())])
    (folder / "records" / "facts.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(StoreError, match="damaged"):
        facts(folder)


def big_files(folder: Path) -> list[Path]:
    """A roster and two reports of some size."""
    people = 400
    rows = [f"{n:05d},P {n},p{n}@example.org,account-executive,hamburg,," for n in range(people)]
    roster = "employee_id,name,email,role,site,joined,left\n" + "\n".join(rows) + "\n"
    done = [f'"P {n}","p{n}@example.org","Completed","2026-01-05 10:00:{n % 60:02d}"' for n in range(people)]
    report = ',"Email address","Create an opportunity",""\n' + "\n".join(done) + "\n"
    page = "\n".join(
        json.dumps(statement(n, f"{n:05d}", "passed", f"2026-01-06T10:00:{n % 60:02d}Z")) for n in range(people)
    )
    made = []
    for name, text in (("roster.csv", roster), ("done.csv", report), ("page.ndjson", page)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return made


def import_in_process(folder: Path, files: list[Path]) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    words = [sys.executable, "-c", "from adoptgen.cli.main import main; main()", "import", *map(str, files)]
    quiet = subprocess.DEVNULL
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([*words, "--project", str(folder)], stdout=quiet, stderr=quiet, env=environment)


def test_a_kill_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    files = big_files(tmp_path)
    whole = project(tmp_path / "whole")
    started = time.monotonic()
    assert import_in_process(whole, files).wait() == 0
    lasted = time.monotonic() - started
    truth = plain(facts(whole), whole)
    assert len(truth) == 1200
    chance = random.Random(7)
    killed = 0
    for number in range(4):
        folder = project(tmp_path / f"k{number}")
        process = import_in_process(folder, files)
        try:
            process.wait(timeout=lasted * (0.25 + 0.75 * chance.random()))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        left = plain(facts(folder), folder) if (folder / "records" / "identity.sqlite").is_file() else []
        assert len(left) in (0, 400, 800, 1200), "a file is taken in whole or not at all"
        assert import_in_process(folder, files).wait() == 0
        assert plain(facts(folder), folder) == truth
    assert killed


def test_a_new_import_format_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "attendance_sheet.py").write_text(
        '"""Attendance."""\n'
        "from adoptgen.evidence.contract import Finished, Entry, Key, Named\n"
        "class Sheet:\n"
        "    name = 'attendance'\n"
        "    summary = 'Attendance sheet'\n"
        "    def recognises(self, head): return head.header[:1] == ('attended',)\n"
        "    def read(self, source):\n"
        "        for line, text in enumerate(source.text.splitlines()[1:], 2):\n"
        "            said = (Finished(True, None, text),)\n"
        "            yield Entry(line, 1, (Key('employee', text),), Named(title='SCORM 2004 page'), said)\n"
        "importer = Sheet()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("adoptgen.evidence.__path__", [*discover.evidence.__path__, str(tmp_path)])
    discover.importers.cache_clear()
    try:
        folder = project(tmp_path / "p")
        outcomes = take(folder, [("roster.csv", ROSTER.encode()), ("a.csv", b"attended,x\n00123\n00124\n00999\n")])
        assert (outcomes[1].format, outcomes[1].counts.fact, outcomes[1].counts.unmatched) == ("attendance", 2, 1)
    finally:
        discover.importers.cache_clear()
        sys.modules.pop("adoptgen.evidence.attendance_sheet", None)
