"""Courses played in a real browser: against scorm-again, against a stricter LMS of our own, and against none."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from course_lms import (
    RIGHT,
    ROOT,
    WRONG,
    Learner,
    Visit,
    answer_right,
    answer_wrong,
    answers_to,
    learner,
    play,
    read_lessons,
    serving,
)
from playwright.sync_api import Browser

from adoptgen.formats.zip import contents

KINDS = pytest.mark.parametrize("kind", ["again", "strict"])


def flat(kept: Any, path: str = "cmi") -> dict[str, str]:
    """What either LMS kept, as element -> value."""
    if not isinstance(kept, dict):
        return {path: str(kept)}
    if any(key.startswith("cmi.") for key in kept):
        return {key: str(value) for key, value in kept.items()}
    found: dict[str, str] = {}
    for key, value in kept.get("cmi", kept).items():
        found |= flat(value, f"{path}.{key}")
    return found


def test_begin_leave_come_back_and_pass(somebody: Learner) -> None:
    """The whole story against the independent LMS, with not one API error."""
    somebody.launch("again")
    read_lessons(somebody)
    somebody.press()
    first = somebody.heading
    answer_right(somebody)
    second = somebody.heading
    somebody.answer(*answers_to(second, WRONG))
    assert somebody.course.locator(".feedback h2").inner_text() == "Not yet"
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    assert visit.count("LMSInitialize") == visit.count("LMSFinish") == 1
    assert visit.calls[-1][0] == "LMSFinish"
    assert flat(visit.kept)["cmi.core.lesson_status"] == "incomplete"
    assert visit.written("cmi.core.exit") == ["suspend"]

    somebody.launch("again", visit.kept)
    assert somebody.heading == second
    assert "1 left" in somebody.course.locator(".facts").inner_text()
    somebody.course.locator(".back").click()
    assert somebody.heading == first
    assert somebody.course.locator("[data-state=right]").first.is_visible()
    somebody.press()
    answer_right(somebody)
    answer_right(somebody)
    assert somebody.heading == "Passed with 100%"
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    kept = flat(visit.kept)
    assert kept["cmi.core.lesson_status"] == "passed"
    assert [kept[f"cmi.core.score.{part}"] for part in ("min", "max", "raw")] == ["0", "100", "100"]
    assert visit.written("cmi.core.exit") == ["suspend", ""]
    assert visit.written("cmi.core.lesson_status") == ["passed"]


@KINDS
def test_what_is_said_of_each_answer(somebody: Learner, kind: str) -> None:
    somebody.launch(kind)
    read_lessons(somebody)
    somebody.press()
    for answer in (answer_right, answer_wrong, answer_right):
        answer(somebody)
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    entries = interactions(visit)
    assert len(entries) == 4
    for entry in entries:
        assert next(iter(entry)) == "id"
        assert re.fullmatch(r"week-one\.[a-z-]+", entry["id"])
        assert entry["type"] == "choice"
        assert re.fullmatch(r"\d{2}:\d{2}:\d{2}", entry["time"])
        assert re.fullmatch(r"\d{4}:\d{2}:\d{2}\.\d{2}", entry["latency"])
        assert (entry["student_response"] == entry["correct_responses.0.pattern"]) == (entry["result"] == "correct")
    assert [entry["result"] for entry in entries].count("wrong") == 2
    assert {entry["objectives.0.id"] for entry in entries} == {"opportunities.build@1", "accounts.find@1"}
    both = [entry for entry in entries if entry["id"] == "week-one.both-fields"][-1]
    assert (both["correct_responses.0.pattern"], both["weighting"]) == ("a,b", "2")


def interactions(visit: Visit) -> list[dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for method, words, _, _ in visit.calls:
        match = re.match(r"cmi\.interactions\.(\d+)\.(.+)", words[0]) if method == "LMSSetValue" else None
        if match:
            found.setdefault(int(match[1]), {})[match[2]] = words[1]
    assert list(found) == list(range(min(found), min(found) + len(found)))
    return list(found.values())


@KINDS
def test_failing_says_so_and_taking_it_again_can_still_pass(somebody: Learner, kind: str) -> None:
    somebody.launch(kind)
    read_lessons(somebody)
    somebody.press()
    for _ in range(3):
        answer_wrong(somebody)
    assert somebody.heading == "Not passed yet: 0%"
    assert "Not passed and 0% were received by your learning system at" in recorded(somebody)
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    kept = flat(visit.kept)
    assert (kept["cmi.core.lesson_status"], kept["cmi.core.score.raw"]) == ("failed", "0")

    somebody.launch(kind, visit.kept)
    somebody.course.get_by_role("button", name="Take the check again").click()
    somebody.press()
    for _ in range(3):
        answer_right(somebody)
    assert somebody.heading == "Passed with 100%"
    assert "Attempt 2" in somebody.course.locator(".result-meta").inner_text()
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    assert visit.written("cmi.core.lesson_status") == ["passed"]
    assert len(interactions(visit)) == 3


def recorded(who: Learner) -> str:
    return who.course.locator(".recorded p").inner_text()


def test_score_comes_before_status_and_skills_are_told(somebody: Learner) -> None:
    somebody.launch("strict")
    play(somebody, 0)
    visit = somebody.leave()
    order = [words[0] for method, words, _, _ in visit.calls if method == "LMSSetValue"]
    final = max(place for place, name in enumerate(order) if name == "cmi.core.lesson_status")
    assert max(place for place, name in enumerate(order) if name.startswith("cmi.core.score.")) < final
    kept = flat(visit.kept)
    skills = {kept[f"cmi.objectives.{n}.id"]: kept[f"cmi.objectives.{n}.status"] for n in range(2)}
    assert skills == {"opportunities.build@1": "passed", "accounts.find@1": "passed"}
    assert kept["cmi.objectives.0.score.raw"] == "100"


def test_one_commit_per_answer_and_page(somebody: Learner) -> None:
    somebody.launch("strict")
    read_lessons(somebody)
    somebody.press()
    before = somebody.page.evaluate("calls.filter(([name]) => name === 'LMSCommit').length")
    somebody.answer(*answers_to(somebody.heading, WRONG))
    after = somebody.page.evaluate("calls.filter(([name]) => name === 'LMSCommit').length")
    assert after - before == 1


@KINDS
def test_the_lms_decides_what_passes(somebody: Learner, kind: str) -> None:
    somebody.launch(kind, None, {"cmi.student_data.mastery_score": "20"})
    read_lessons(somebody)
    assert "20% needed to pass" in somebody.course.locator(".rules").inner_text()
    somebody.press()
    for _ in range(3):
        answer = answer_right if somebody.heading.startswith("Where") else answer_wrong
        answer(somebody)
    assert somebody.heading == "Passed with 25%"
    visit = somebody.leave()
    assert (visit.errors, flat(visit.kept)["cmi.core.lesson_status"]) == ([], "passed")


def test_nothing_is_scored_before_everything_is_done(somebody: Learner) -> None:
    somebody.launch("strict")
    somebody.open("First-week check")
    somebody.press()
    for _ in range(3):
        answer_right(somebody)
    assert somebody.heading == "Not finished yet"
    assert "Three signs" in somebody.course.locator(".two").inner_text()
    visit = somebody.leave()
    assert visit.written("cmi.core.lesson_status") == ["incomplete"]
    assert visit.written("cmi.core.score.raw") == []


def test_a_passed_course_stays_passed_on_every_later_visit(somebody: Learner) -> None:
    somebody.launch("strict")
    play(somebody, 0)
    visit = somebody.leave()
    somebody.launch("strict", visit.kept)
    somebody.open("Three signs")
    visit = somebody.leave()
    assert (visit.errors, visit.complaints) == ([], [])
    assert visit.written("cmi.core.lesson_status") == []
    assert flat(visit.kept)["cmi.core.lesson_status"] == "passed"


def test_a_passed_course_is_never_downgraded_by_a_lost_state(somebody: Learner) -> None:
    somebody.launch(
        "strict", {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90", "cmi.suspend_data": "v0"}
    )
    play(somebody, 3)
    visit = somebody.leave()
    assert visit.written("cmi.core.lesson_status") == visit.written("cmi.core.score.raw") == []


def test_order_of_questions_and_answers_is_the_same_when_resumed(somebody: Learner) -> None:
    somebody.launch("strict")
    read_lessons(somebody)
    seen = shown_orders(somebody)
    kept = somebody.leave().kept
    somebody.launch("strict", kept)
    assert shown_orders(somebody) == seen


def shown_orders(who: Learner) -> list[tuple[str, list[str]]]:
    who.open("First-week check") if who.heading != "First-week check" else None
    found = []
    for _ in range(3):
        who.press()
        found.append((who.heading, who.course.locator(".answer-text").all_inner_texts()))
        who.answer(*answers_to(who.heading, RIGHT)) if who.button == "Check answer" else None
    return found


def test_a_refused_answer_is_kept_told_and_sent_again(somebody: Learner) -> None:
    somebody.launch("strict")
    read_lessons(somebody)
    somebody.press()
    somebody.page.evaluate("lms.failing = true")
    answer_right(somebody)
    assert somebody.course.locator(".saving").inner_text() == "Not saved yet"
    assert "kept on this device" in somebody.course.locator(".notice").inner_text()
    somebody.page.evaluate("lms.failing = false")
    somebody.course.locator(".saving[data-state=saved]").wait_for(timeout=9000)
    assert somebody.course.locator(".notice").inner_text() == ""
    visit = somebody.leave()
    assert len(interactions(visit)) == 1
    assert visit.complaints == []


def test_what_an_lms_never_took_is_sent_at_the_next_launch(somebody: Learner) -> None:
    somebody.launch("strict")
    read_lessons(somebody)
    somebody.press()
    question = somebody.heading
    kept = somebody.page.evaluate("lms.dump()")
    somebody.page.evaluate("lms.failing = true")
    answer_right(somebody)
    assert somebody.leave().kept["cmi.suspend_data"] == kept["cmi.suspend_data"]

    somebody.launch("strict", kept)
    somebody.course.locator(".back").click()
    assert somebody.heading == question
    assert somebody.course.locator("[data-state=right]").first.is_visible()
    visit = somebody.leave()
    assert [entry["result"] for entry in interactions(visit)] == ["correct"]
    assert somebody.page.evaluate("Object.keys(localStorage).filter((name) => name.includes('state'))") == []


def test_another_learner_on_the_same_machine_gets_nothing_of_it(somebody: Learner) -> None:
    somebody.launch("strict")
    somebody.page.evaluate("lms.failing = true")
    read_lessons(somebody)
    somebody.leave()
    somebody.launch("strict", None, {"cmi.core.student_id": "0043"})
    assert somebody.heading == "Three signs"


def test_without_an_lms_the_course_runs_and_says_so(somebody: Learner) -> None:
    somebody.launch(None)
    assert "nothing is recorded" in somebody.course.locator(".notice").inner_text()
    play(somebody, 0)
    assert somebody.heading == "Passed with 100%"
    assert "Nothing" in recorded(somebody)
    somebody.press()
    assert somebody.heading == "You can close this window"
    assert somebody.page.evaluate("Object.keys(localStorage)") == []


def test_an_lms_that_refuses_to_begin_is_told_honestly(somebody: Learner) -> None:
    somebody.page.evaluate("MAKERS.broken = () => Object.assign(new StrictScorm12(), { phase: 'finished' })")
    somebody.launch("broken")
    assert "did not begin a session" in somebody.course.locator(".notice").inner_text()
    read_lessons(somebody)
    visit = somebody.leave()
    assert [call[0] for call in visit.calls] == ["LMSInitialize"]


def test_an_lms_without_the_optional_parts_is_enough(somebody: Learner) -> None:
    somebody.page.evaluate(
        "MAKERS.poor = (kept, set) => Object.assign(new StrictScorm12(kept ?? {}, set), { poor: true, manners() {} })"
    )
    somebody.launch("poor")
    play(somebody, 0)
    assert "Passed and 100% were received" in recorded(somebody)
    visit = somebody.leave()
    kept = flat(visit.kept)
    assert (kept["cmi.core.lesson_status"], kept["cmi.core.score.raw"]) == ("passed", "100")
    assert {call[1][0] for call in visit.errors} == {
        "cmi.student_data.mastery_score",
        "cmi.interactions._children",
        "cmi.objectives._children",
        "cmi.core.score.min",
        "cmi.core.score.max",
    }


def test_looking_back_writes_nothing(somebody: Learner) -> None:
    somebody.launch("strict", {"cmi.core.lesson_status": "passed"}, {"cmi.core.lesson_mode": "review"})
    play(somebody, 1)
    visit = somebody.leave()
    assert [call[0] for call in visit.calls if call[0] in ("LMSSetValue", "LMSCommit")] == []
    assert visit.count("LMSFinish") == 1


def test_an_api_in_a_parent_of_the_parent_is_found(browser: Browser, packages: dict[str, bytes]) -> None:
    nest = b'<!doctype html><title>x</title><iframe name="course" src="/course/index.html"></iframe>'
    with serving(contents(packages["sales.en"]), {"/nest": nest}) as lms, learner(browser, lms) as who:
        who.page.evaluate("launch('strict', null, {}, '/nest')")
        inner = who.page.frame_locator("iframe[name=course]").frame_locator("iframe")
        inner.locator("h1").wait_for()
        assert inner.locator(".saving").inner_text() == "Saved"


def test_an_api_in_the_opener_is_found_and_the_session_ends_with_the_window(somebody: Learner) -> None:
    somebody.page.evaluate("launch('strict')")
    somebody.course.locator("h1").wait_for()
    somebody.leave()
    somebody.page.evaluate("(lms = MAKERS.strict(), window.API = listened(lms), calls = [], 0)")
    with somebody.page.expect_popup() as opened:
        somebody.page.evaluate("void window.open('/course/index.html')")
    window = opened.value
    assert window.locator(".saving").inner_text() == "Saved"
    window.close(run_before_unload=False)
    somebody.page.wait_for_function("calls.at(-1)[0] === 'LMSFinish'")
    assert somebody.page.evaluate("lms.complaints") == []


def test_the_last_button_ends_the_session_and_nothing_follows(somebody: Learner) -> None:
    somebody.launch("strict")
    play(somebody, 0)
    assert somebody.button == "Finish"
    somebody.press()
    assert somebody.heading == "You can close this window"
    visit = somebody.leave()
    assert visit.errors == []
    assert [call[0] for call in visit.calls][-1] == "LMSFinish"
    assert visit.count("LMSFinish") == 1


def test_a_hidden_tab_is_committed(somebody: Learner) -> None:
    somebody.launch("strict")
    somebody.press()
    before = somebody.page.evaluate("calls.length")
    frame = next(frame for frame in somebody.page.frames if frame.name == "course")
    frame.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true}),"
        "document.dispatchEvent(new Event('visibilitychange')), 0"
    )
    assert somebody.page.evaluate("calls.at(-1)[0]") == "LMSCommit"
    assert somebody.page.evaluate("calls.length") > before


def test_a_course_without_a_check_completes(browser: Browser, packages: dict[str, bytes]) -> None:
    with serving(contents(packages["reading.en"])) as lms, learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        assert who.heading == "Course completed"
        visit = who.leave()
        assert (visit.errors, visit.complaints) == ([], [])
        assert visit.written("cmi.core.lesson_status") == ["incomplete", "completed"]
        assert visit.written("cmi.core.score.raw") == []


def test_a_check_in_the_middle_has_its_own_result(browser: Browser, packages: dict[str, bytes]) -> None:
    with serving(contents(packages["middle.en"])) as lms, learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        for _ in range(3):
            answer_right(who)
        assert who.heading == "Passed with 100%"
        who.press()
        who.press()
        assert who.heading == "Passed with 100%"
        assert who.leave().written("cmi.core.lesson_status") == ["incomplete", "passed"]


def hostile_names() -> list[str]:
    shared = ROOT.parent / "shared" / "data" / "hostile" / "strings.json"
    own = ["<img src=x onerror=fired=1>", "</script><script>fired=1</script>", "\u202eRTL", "{name}", "田中"]
    found = json.loads(shared.read_text(encoding="utf-8")) if shared.exists() else []
    return own + [text for text in found if isinstance(text, str) and text.strip()]


def test_no_name_of_a_learner_comes_to_life(somebody: Learner) -> None:
    names = hostile_names()
    somebody.launch("strict", None, {"cmi.core.student_name": names[0]})
    frame = next(frame for frame in somebody.page.frames if frame.name == "course")
    somebody.course.locator(".top .tool").first.click()
    assert somebody.course.locator(".who bdi").text_content() == names[0]
    show = (
        "(name) => { const at = document.querySelector('.who bdi'); at.textContent = name; return at.children.length; }"
    )
    assert [frame.evaluate(show, name) for name in names] == [0] * len(names)
    assert frame.evaluate("() => 'fired' in window") is False


@pytest.mark.parametrize("place", ["learner", "suspend_data", "lesson_location"])
def test_whatever_an_lms_hands_over_the_course_begins(somebody: Learner, place: str) -> None:
    element = {"learner": "cmi.core.student_name"}.get(place, f"cmi.{'core.' if 'loc' in place else ''}{place}")
    for text in hostile_names()[:: 40 if place == "learner" else 60]:
        somebody.launch("strict", None, {element: text})
        assert somebody.heading == "Three signs"
        visit = somebody.leave()
        assert visit.errors == []


def test_keyboard_alone_is_enough(somebody: Learner) -> None:
    somebody.launch("strict")
    key = somebody.page.keyboard.press
    somebody.course.locator("h1").focus()

    def onward() -> None:
        for _ in range(40):
            key("Tab")
            if somebody.course.locator(".primary:focus").count():
                break
        key("Enter")

    onward()
    choose_by_key(somebody, ["Three"])
    onward()
    onward()
    onward()
    for _ in range(3):
        choose_by_key(somebody, answers_to(somebody.heading, RIGHT))
        onward()
    assert somebody.heading == "Passed with 100%"
    somebody.leave()


def choose_by_key(who: Learner, texts: list[str]) -> None:
    """Into the answers by Tab, through them by arrow or Tab, chosen by Space, checked by Enter."""
    key = who.page.keyboard.press
    shown = who.course.locator(".answer-text").all_inner_texts()
    several = bool(who.course.locator("input[type=checkbox]").count())
    key("Tab")
    for place, text in enumerate(shown):
        if place and (several or shown.index(texts[0]) >= place):
            key("Tab" if several else "ArrowDown")
        if text in texts and (several or place == 0):
            key("Space")
    key("Enter")
    assert who.course.locator(".feedback h2").inner_text() == "Right"
    assert who.course.locator(".primary:focus").inner_text() == "Continue"
