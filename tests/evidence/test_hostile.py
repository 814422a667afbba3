"""Inputs made to break readers: each ends in counts or a sentence, never in an exception."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from evidence_project import ROSTER, SHARED, catalog_of, project
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_exports import ACTIVITIES, BASIC, INTERACTIONS
from test_store import PAGE

from adoptgen.evidence.intake import Intake, Ready, Received, prepare
from adoptgen.evidence.outcome import Outcome
from adoptgen.evidence.store import Store

FORMATS = {"roster.csv": ROSTER, "a.csv": ACTIVITIES, "b.csv": BASIC, "x.csv": INTERACTIONS, "p.json": PAGE}


@cache
def folder() -> Path:
    """One project for all, used for trial runs only."""
    return project(Path(mkdtemp(prefix="adoptgen-hostile-")) / "p")


def trial(name: str, data: bytes, form: str = "") -> Outcome:
    """What would become of a file."""
    catalog = catalog_of(folder())
    ready = prepare(Received(name, data, form), "Europe/Berlin")
    if not isinstance(ready, Ready):
        return ready
    with Store(folder(), memory=True) as store, store.writing(keep=False):
        if not ready.first:
            roster = prepare(Received("roster.csv", ROSTER.encode()), "Europe/Berlin")
            assert isinstance(roster, Ready)
            Intake(store, {"en": catalog}).take(roster, keep=False)
        return Intake(store, {"en": catalog}).take(ready, keep=False)


@given(
    name=st.sampled_from(list(FORMATS)),
    cuts=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 30), st.text(max_size=8)), min_size=1, max_size=4),
)
@settings(max_examples=120, deadline=None)
def test_damaged_exports_end_in_counts_or_a_sentence(name: str, cuts: list[tuple[int, int, str]]) -> None:
    text = FORMATS[name]
    for start, length, put in cuts:
        text = text[:start] + put + text[start + length :]
    outcome = trial(name, text.encode("utf-8", "surrogatepass"))
    assert outcome.counts.entries >= 0
    assert outcome.format or outcome.problems


@example(data=b"{", form="roster")
@given(data=st.binary(max_size=400), form=st.sampled_from(["", "roster", "moodle-scorm-basic", "xapi-statements"]))
@settings(max_examples=80, deadline=None)
def test_any_bytes_end_in_counts_or_a_sentence(data: bytes, form: str) -> None:
    outcome = trial("x.csv", data, form)
    assert outcome.counts.entries or outcome.problems or outcome.format


NAUGHTY = [
    "<script>",
    "'; DROP TABLE person;--",
    "\u202e",
    "\ufeff",
    "\U0001f600",
    "NaN",
    "=1+1",
    "../../etc",
    "A" * 5000,
]


def test_naughty_strings_are_just_names() -> None:
    source = SHARED / "hostile" / "strings.json"
    strings = [*NAUGHTY, *(json.loads(source.read_text(encoding="utf-8")) if source.is_file() else [])]
    lines = ["employee_id,name,role,site"]
    wanted = 0
    for number, text in enumerate(item for item in strings if isinstance(item, str)):
        if "\0" not in text and text.count("\n") < 30 and "\r" not in text:
            quoted = text.replace('"', '""')
            lines.append(f'{number:05d},"{quoted}",account-executive,hamburg')
            wanted += 1
    outcome = trial("roster.csv", "\n".join(lines).encode("utf-8", "ignore"))
    assert wanted >= len(NAUGHTY)
    assert (outcome.counts.fact, outcome.counts.rejected) == (wanted, 0)


DEEP = '{"statements": [' + '{"actor":' * 100_000 + "}" * 100_000 + '], "verb": 1}'
BAD = {
    "deep": DEEP,
    "deep-line": '{"verb": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "cut": PAGE[: len(PAGE) // 2],
    "no-verb": '[{"verb": {"id": "http://x/verbs/pondered"}, "actor": {"mbox": "mailto:a@b"}, "object": {}}]',
    "not-statements": '["verb", 1, null, {"verb": []}]',
    "scaled": json.dumps(
        [
            {
                "actor": {"mbox": "mailto:ana.fernandez@example.org"},
                "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
                "object": {"id": "course/opportunity"},
                "result": {"score": {"scaled": 1.5}},
                "timestamp": "2026-11-20T10:00:00Z",
            }
        ]
    ),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_statements_are_rejected_with_a_reason(name: str) -> None:
    outcome = trial("page.json", BAD[name].encode(), "xapi-statements")
    assert outcome.counts.rejected >= 1
    assert outcome.counts.fact == (3 if name == "cut" else 0), "whole statements before a cut are good"
    assert all(problem.message for problem in outcome.problems)


def test_the_damaged_exports_would_otherwise_be_read() -> None:
    """Canary: the same texts, untouched, give facts, not only refusals."""
    for name, text in FORMATS.items():
        outcome = trial(name if name != "b.csv" else "Create an opportunity.csv", text.encode())
        assert outcome.format
        assert outcome.counts.fact > 0
