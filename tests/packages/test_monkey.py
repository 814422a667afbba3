"""Random learners: whatever is clicked, however often the connection drops, the rules of the standard hold."""

from __future__ import annotations

import os
from typing import Any

import pytest
from course_lms import Learner

SEEDS = range(int(os.environ.get("ADOPTGEN_MONKEYS", "8")))
FINAL = ("passed", "failed")


def refused_for_no_reason(session: dict[str, Any]) -> list[Any]:
    """Calls an LMS in good health refused; 101 is the connection we took away."""
    return [call for call in session["calls"] if call[3] not in ("0", "101")]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_learner_without_a_plan(somebody: Learner, seed: int) -> None:
    sessions = somebody.page.evaluate("([seed]) => monkey(seed, 4, 60)", [seed])
    status, best, answers = "not attempted", -1.0, 0
    for session in sessions:
        assert refused_for_no_reason(session) == []
        assert session["complaints"] == []
        assert [call[0] for call in session["calls"]].count("LMSFinish") == 1
        assert session["calls"][-1][0] == "LMSFinish"
        kept = session["kept"] or {}
        assert (status == "passed") <= (kept["cmi.core.lesson_status"] == "passed")
        status = kept["cmi.core.lesson_status"]
        assert ("cmi.core.score.raw" in kept) == (status in FINAL)
        raw = float(kept.get("cmi.core.score.raw", -1))
        assert raw >= best
        assert (status == "passed") == (raw >= 80)
        taken = sum(name.startswith("cmi.interactions") and name.endswith("result") for name in kept)
        assert taken >= answers
        best, answers = raw, taken
    told = [text for text in somebody.told if "Not Found" not in text]
    assert told == []


def test_canary_the_monkey_gets_somewhere(somebody: Learner) -> None:
    sessions = [session for seed in SEEDS for session in somebody.page.evaluate("([n]) => monkey(n, 2, 150)", [seed])]
    assert {session["kept"]["cmi.core.lesson_status"] for session in sessions} >= {"failed", "incomplete"}
    assert sum(session["failing"] for session in sessions) > 1
    assert any(call[3] == "101" for session in sessions for call in session["calls"])
