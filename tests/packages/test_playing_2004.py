"""SCORM 2004 played in a real browser against the double that takes the standard at its word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from built_packages import built
from course_lms import WRONG, Learner, Visit, answer_right, answers_to, learner, play, read_lessons, serving
from playwright.sync_api import Browser

from adoptgen.formats.zip import contents
from adoptgen.generators import packages_scorm2004

COMMITS = "calls.filter(([name]) => name === 'Commit').length"


@pytest.fixture(scope="module")
def package() -> dict[str, bytes]:
    return contents(built(packages_scorm2004.generator)["sales.en"])


@pytest.fixture
def anna(browser: Browser, package: dict[str, bytes]) -> Iterator[Learner]:
    """A learner of the course `sales`; nothing may be missing, said or fetched from elsewhere."""
    with serving(package) as lms, learner(browser, lms) as found:
        yield found
        assert (lms.missing, found.told, found.strangers) == ([], [], [])


def left(anna: Learner) -> Visit:
    """The session, left; nothing was refused but gets of what was never set (RTE 3.1.7.5), nothing complained of."""
    visit = anna.leave()
    assert [call for call in visit.errors if (call[0], call[3]) != ("GetValue", "403")] == []
    assert visit.complaints == []
    assert visit.count("Initialize") == visit.count("Terminate") == 1
    assert visit.calls[-1][0] == "Terminate"
    return visit


def test_begin_leave_fail_and_pass(anna: Learner) -> None:
    anna.launch("strict2004")
    read_lessons(anna)
    anna.press()
    answer_right(anna)
    second = anna.heading
    visit = left(anna)
    assert visit.kept and visit.kept["cmi.completion_status"] == "incomplete"
    anna.launch("strict2004", visit.kept)
    assert anna.heading == second
    for _ in range(2):
        for _ in range(2):
            anna.answer(*answers_to(anna.heading, WRONG))
            anna.press()
    visit = left(anna)
    assert visit.kept and (visit.kept["cmi.completion_status"], visit.kept["cmi.success_status"]) == (
        "completed",
        "failed",
    )
    anna.launch("strict2004", visit.kept)
    anna.course.get_by_role("button", name="Take the check again").click()
    anna.press()
    for _ in range(3):
        answer_right(anna)
    visit = left(anna)
    assert visit.kept and visit.kept["cmi.success_status"] == "passed" and visit.kept["cmi.score.scaled"] == "1"


def test_the_lms_decides_what_passes(anna: Learner) -> None:
    anna.launch("strict2004", None, {"cmi.scaled_passing_score": "1"})
    play(anna, 1)
    assert left(anna).written("cmi.success_status") == ["failed"]


def test_one_commit_per_answer(anna: Learner) -> None:
    anna.launch("strict2004")
    read_lessons(anna)
    anna.press()
    before = anna.page.evaluate(COMMITS)
    anna.answer(*answers_to(anna.heading, WRONG))
    assert anna.page.evaluate(COMMITS) - before == 1
    left(anna)
