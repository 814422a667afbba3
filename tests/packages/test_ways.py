"""Every way of answering a question, in a real browser: what is right, what it is worth, what an LMS is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from built_packages import built
from course_lms import OUR_PAGES, Learner, Visit, learner, serving
from playwright.sync_api import Browser, Locator
from test_access import AXE, SMALL, TOO_WIDE

from adoptgen.formats.zip import contents
from adoptgen.generators import packages_scorm12, packages_scorm2004

PACKAGES = {"strict": packages_scorm12, "strict2004": packages_scorm2004, "again2004": packages_scorm2004}


def pick(*texts: str) -> Callable[[Learner], None]:
    def act(who: Learner) -> None:
        for text in texts:
            who.course.locator(".answer", has_text=text).click()

    return act


def write(text: str) -> Callable[[Learner], None]:
    return lambda who: who.course.locator("#typed").fill(text)


def match(*pairs: tuple[str, str]) -> Callable[[Learner], None]:
    def act(who: Learner) -> None:
        for premise, response in pairs:
            who.course.locator(".pair", has=who.course.get_by_text(premise)).locator("select").select_option(response)

    return act


def fill(*texts: str) -> Callable[[Learner], None]:
    def act(who: Learner) -> None:
        for at, text in enumerate(texts):
            who.course.locator(".gap select").nth(at).select_option(text)

    return act


def order(*texts: str) -> Callable[[Learner], None]:
    """By keyboard alone: every step is moved up until it is where it belongs."""

    def act(who: Learner) -> None:
        rows = who.course.locator(".step-row")
        for at, text in enumerate(texts):
            row: Locator = rows.filter(has_text=text)
            while [text in shown for shown in rows.all_inner_texts()].index(True) > at:
                row.get_by_label("Move up").press("Space")

    return act


WORK = ("Search the account", "Open it", "Read the last note", "Call")
RIGHT: dict[str, Callable[[Learner], None]] = {
    "A request with one sign": pick("False"),
    "A quote of": write("15,4"),
    "Which stage follows": write("  PROPÓSAL "),
    "How does a request": fill("Convert", "the close date"),
    "Who does what": match(
        ("Checks the credit", "Finance"),
        ("Writes the quote", "Sales"),
        ("Signs above", "The managing director"),
    ),
    "In which order": order(*WORK),
    "Where do these belong": match(
        ("Address", "On the account"),
        ("Tax number", "On the account"),
        ("Close date", "On the opportunity"),
        ("Stage", "On the opportunity"),
    ),
    "Where do you search": pick("Field at the top"),
    "How sure": pick("Quite"),
    "What will you do": write("Call Lindqvist; Monday, 9:00 %"),
    "Pool": pick("yes"),
}
HALF = RIGHT | {
    "A request with one sign": pick("True"),
    "Which stage follows": write("offer"),
    "How does a request": fill("Convert", "the fax number"),
    "Who does what": match(
        ("Checks the credit", "Finance"), ("Writes the quote", "Reception"), ("Signs above", "Finance")
    ),
}


def answer(who: Learner, answers: dict[str, Callable[[Learner], None]]) -> str:
    """Answers the question on the page, as often as it takes; returns the heading of the feedback."""
    act = next(act for start, act in answers.items() if who.heading.startswith(start))
    act(who)
    who.press()
    if who.button == "Try again":
        who.press()
        act(who)
        who.press()
    told = who.course.locator(".feedback h2").inner_text()
    who.press()
    return told


def pretest(who: Learner, *texts: str) -> None:
    """From the first page to the one after the pretest's result."""
    assert who.heading == "What you know already"
    who.press()
    for text in texts:
        write(text)(who) if who.course.locator("#typed").count() else pick(text)(who)
        who.press()
        who.press()


def check(who: Learner, answers: dict[str, Callable[[Learner], None]]) -> dict[str, str]:
    """The whole check; heading of each question -> what was said of the answer."""
    assert who.heading == "Every way"
    who.press()
    told = {}
    while who.course.locator("form.question").count():
        heading = who.heading
        told[heading] = answer(who, answers)
    return told


@pytest.fixture(scope="module")
def packages_of() -> dict[str, dict[str, bytes]]:
    return {kind: contents(built(made.generator, "every-way")["ways.en"]) for kind, made in PACKAGES.items()}


@pytest.fixture(params=PACKAGES)
def at(
    request: pytest.FixtureRequest, browser: Browser, packages_of: dict[str, dict[str, bytes]]
) -> Iterator[tuple[str, Learner]]:
    kind = str(request.param)
    with serving(packages_of[kind]) as lms, learner(browser, lms) as found:
        yield kind, found
        assert (lms.missing, found.told, found.strangers) == ([], [], [])


def refused(visit: Visit) -> list[Any]:
    """Calls the LMS did not like; 403 says only that nothing was written there yet (SCORM 2004 RTE 3.1.7.7)."""
    return [call for call in visit.errors if not (call[0] == "GetValue" and call[3] == "403")]


def interactions(visit: Visit) -> dict[str, dict[str, str]]:
    """Question -> element -> value, of what was set."""
    found: dict[str, dict[str, str]] = {}
    ids: dict[str, str] = {}
    for words in [call[1] for call in visit.calls if "SetValue" in call[0]]:
        parts = words[0].split(".")
        if parts[1] != "interactions":
            continue
        if parts[3] == "id":
            ids[parts[2]] = words[1].partition(".")[2]
        found.setdefault(ids[parts[2]], {})[".".join(parts[3:])] = words[1]
    return found


def test_all_right_by_every_way(at: tuple[str, Learner]) -> None:
    kind, who = at
    who.launch(kind)
    pretest(who, "2", "False")
    assert who.heading == "You know 0 of 2 skills"
    who.press()
    who.press()
    answer(who, {"How many signs": write("3")})
    who.press()
    told = check(who, RIGHT)
    assert len(told) == 12
    assert {text for heading, text in told.items() if not heading.startswith(("How sure", "What will"))} == {"Right"}
    assert who.heading == "Passed with 100%"
    visit = who.leave()
    assert (refused(visit), visit.complaints) == ([], [])
    said = interactions(visit)
    two = kind != "strict"
    response = "learner_response" if two else "student_response"
    assert said["three-signs"][response] == ("false" if two else "f")
    assert said["margin"][response] == "15.4"
    assert said["margin"]["correct_responses.0.pattern"] == ("14.5[:]15.5" if two else "15")
    assert said["stage-name"][response] == "PROPÓSAL"
    assert said["how-it-goes"]["type"] == "matching"
    assert said["how-it-goes"][response] == ("1[.]1a[,]2[.]2a" if two else "1.a,2.a")
    assert said["who-does-what"][response] == ("1[.]a[,]2[.]b[,]3[.]c" if two else "1.a,2.b,3.c")
    assert said["order-of-work"][response] == ("a[,]b[,]c[,]d" if two else "a,b,c,d")
    assert said["how-sure"][response] == "c" and said["how-sure"]["result"] == "neutral"
    assert said["first-step"]["type"] == ("long-fill-in" if two else "fill-in")
    assert said["first-step"][response] == "Call Lindqvist; Monday, 9:00 %"
    assert "correct_responses.0.pattern" not in said["how-sure"]


def test_half_right_counts_half_and_comes_back_so(at: tuple[str, Learner]) -> None:
    kind, who = at
    who.launch(kind)
    pretest(who, "3", "True")
    assert who.heading == "You know 2 of 2 skills"
    assert who.course.locator(".two").inner_text().count("min") == 2
    who.press()
    told = check(who, HALF)
    assert told["A request with one sign is an opportunity."] == "Not right"
    assert told["Who does what?"] == told["How does a request become an opportunity?"] == "Partly right"
    assert told["Which stage follows Qualified?"] == "Partly right"
    # 1 - 1 - 0.5 - 0.5 - 0.67 of ten points: 73 %; the skill asked in five questions reached 46 %.
    assert who.heading == "Not passed yet: 73%"
    visit = who.leave()
    assert (refused(visit), visit.complaints) == ([], [])
    said = interactions(visit)
    assert said["who-does-what"]["result"] == "0.33" and said["stage-name"]["result"] == "0.5"
    who.launch(kind, visit.kept)
    assert who.heading == "Not passed yet: 73%"
    who.open("Every way")
    who.press()
    seen = {}
    for _ in range(12):
        fields = who.course.locator("form.question select, form.question input:checked, #typed")
        seen[who.heading] = [field.input_value() for field in fields.all()]
        assert who.course.locator(".feedback h2").count() == 1
        who.press()
    assert seen["Who does what?"] == ["0", "3", "0"]
    assert seen["What will you do first on Monday?"] == ["Call Lindqvist; Monda…"]
    assert sum(heading.startswith("Pool") for heading in seen) == 2
    assert set(seen) == set(told)


def test_every_skill_must_be_reached(browser: Browser, packages_of: dict[str, dict[str, bytes]]) -> None:
    """86 % in all, but one skill at 72 %: not passed, and no mastery score in the manifest says otherwise."""
    assert b"masteryscore" not in packages_of["strict"]["imsmanifest.xml"]
    assert b"minNormalizedMeasure" not in packages_of["strict2004"]["imsmanifest.xml"]
    one_wrong = RIGHT | {"A quote of": write("12"), "How does a request": HALF["How does a request"]}
    with serving(packages_of["strict"]) as lms, learner(browser, lms) as who:
        who.launch("strict")
        pretest(who, "3", "True")
        who.press()
        check(who, one_wrong)
        assert who.heading == "Not passed yet: 85% in all, and not every skill"
        visit = who.leave()
        assert visit.kept is not None
        assert visit.kept["cmi.core.lesson_status"] == "failed"
        assert visit.kept["cmi.core.score.raw"] == "85"
        who.launch("strict", visit.kept)
        who.course.locator(".result button.outlined").click()
        who.press()
        while who.course.locator("form.question").count():
            answer(who, RIGHT)
        assert who.heading == "Passed with 100%"
        visit = who.leave()
        assert (visit.complaints, refused(visit)) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_before_and_after_answering(
    browser: Browser, packages_of: dict[str, dict[str, bytes]], scheme: str
) -> None:
    size = {"width": 320, "height": 640} if scheme == "dark" else {"width": 900, "height": 600}
    with (
        serving(packages_of["strict"]) as lms,
        learner(browser, lms, viewport=size, color_scheme=scheme) as who,
    ):
        who.launch("strict")
        who.open("Every way")
        who.press()
        found: list[Any] = []
        for _ in range(12):
            for phase in ("before", "after"):
                found += [(who.heading, phase, fault) for fault in barriers(who)]
                if phase == "before":
                    next(act for start, act in HALF.items() if who.heading.startswith(start))(who)
                    who.press()
            while who.button != "Continue":
                who.press()
                if who.button != "Continue":
                    next(act for start, act in HALF.items() if who.heading.startswith(start))(who)
                    who.press()
            who.press()
        assert found == []


def barriers(who: Learner) -> list[Any]:
    frame = next(frame for frame in who.page.frames if frame.name == "course")
    if not frame.evaluate("() => 'axe' in window"):
        frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
    return [*frame.evaluate(AXE), *frame.evaluate(SMALL), *(["too wide"] if frame.evaluate(TOO_WIDE) else [])]
