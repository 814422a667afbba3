"""The doubles of an LMS refuse what the standards refuse: each rule meets calls that break it and calls that do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from course_lms import serving
from playwright.sync_api import Browser, Page

RUN = """([kind, calls, kept, set]) => {
  const api = MAKERS[kind](kept, set);
  const code = () => String((api.LMSGetLastError ?? api.GetLastError).call(api));
  const answers = calls.map(([name, ...words]) => [String(api[name](...words)), code()]);
  return { answers, complaints: api.complaints };
}"""


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """The LMS page, without a course."""
    with serving({}) as lms:
        page = browser.new_page()
        page.goto(f"{lms.address}/lms")
        yield page
        page.close()


Calls = list[list[str]]


def last(desk: Page, kind: str, calls: Calls, kept: dict[str, str] | None = None) -> tuple[str, str]:
    """Answer and error code of the last call; those before it are all taken."""
    answers = desk.evaluate(RUN, [kind, calls, kept, {}])["answers"]
    assert [code for _, code in answers[:-1]] == ["0"] * (len(answers) - 1), answers
    return tuple(answers[-1])


def sets(prefix: str, text: str) -> Calls:
    """`name=value` per line, as calls to set them."""
    found = [line.strip().partition("=") for line in text.splitlines() if line.strip()]
    return [[f"{prefix}SetValue", name, value] for name, _, value in found]


ENTRY_12 = "cmi.interactions.0.id=q.one"
ENTRY_2004 = "cmi.interactions.0.id=q.one"


def typed(kind: str, edition: str) -> str:
    """An interaction of this type, begun."""
    return f"{ENTRY_12 if edition == '12' else ENTRY_2004}\ncmi.interactions.0.type={kind}"


RESPONSE_12 = "cmi.interactions.0.student_response"
PATTERN_12 = "cmi.interactions.0.correct_responses.0.pattern"
REFUSED_12 = [
    ("", "cmi.suspend_data", "x" * 4097, "405"),
    ("", "cmi.core.lesson_location", "x" * 256, "405"),
    ("", "cmi.core.lesson_status", "Completed", "405"),
    ("", "cmi.core.lesson_status", "passed ", "405"),
    ("", "cmi.core.lesson_status", "not attempted", "405"),
    ("", "cmi.core.score.raw", "101", "405"),
    ("", "cmi.core.score.raw", "85,5", "405"),
    ("", "cmi.core.score.raw", "-1", "405"),
    ("", "cmi.core.exit", "normal", "405"),
    ("", "cmi.core.session_time", "PT1M", "405"),
    ("", "cmi.core.session_time", "0:3:27", "405"),
    ("", "cmi.core.session_time", "00:61:00", "405"),
    ("", "cmi.core.student_name", "x", "403"),
    ("", "cmi.core.total_time", "00:00:00", "403"),
    ("", "cmi.student_data.mastery_score", "10", "403"),
    ("", "cmi.core._children", "x", "402"),
    ("", "cmi.interactions._count", "x", "402"),
    ("", "cmi.core.colour", "x", "401"),
    ("", "cmi.interactions.1.id", "q", "201"),
    ("", "cmi.interactions.0.type", "choice", "201"),
    ("", "cmi.interactions.0.id", "q one", "405"),
    ("", "cmi.objectives.1.id", "o", "201"),
    ("", "cmi.objectives.0.status", "passed", "201"),
    ("cmi.objectives.0.id=o", "cmi.objectives.0.status", "wrong", "405"),
    (ENTRY_12, "cmi.interactions.0.objectives.1.id", "o", "201"),
    (ENTRY_12, "cmi.interactions.0.correct_responses.1.pattern", "a", "201"),
    (ENTRY_12, "cmi.interactions.0.type", "long-fill-in", "405"),
    (ENTRY_12, "cmi.interactions.0.result", "incorrect", "405"),
    (ENTRY_12, "cmi.interactions.0.time", "25:00:00", "405"),
    (ENTRY_12, "cmi.interactions.0.time", "2026-01-01T10:00:00Z", "405"),
    (ENTRY_12, "cmi.interactions.0.latency", "PT3S", "405"),
    (ENTRY_12, "cmi.interactions.0.weighting", "heavy", "405"),
    ("", "cmi.student_preference.text", "2", "405"),
    ("", "cmi.comments", "x" * 4097, "405"),
]
FEEDBACK_12 = {
    "true-false": (["t", "f", "0", "1"], ["true", "T", "2", ""]),
    "choice": (["a", "a,b", "{a,b}", "1,2"], ["true false", "a b", "a,", "A", "ab", "a[,]b", "a,a", ""]),
    "fill-in": (["Göteborg", "two words", "x" * 255], ["x" * 256]),
    "numeric": (["12", "-3.5"], ["1,5", "1e3", "twelve", "1:2"]),
    "likert": (["a", "5", ""], ["ab", "Agree"]),
    "matching": (["a.1", "a.1,b.2", "{a.1,b.2}"], ["a1", "a[.]1", "aa.1", "a.1;b.2"]),
    "performance": (["opened the record", "x" * 255], ["x" * 256]),
    "sequencing": (["a", "c,a,b"], ["cab", "c[,]a", "{c,a}"]),
}


@pytest.mark.parametrize(("before", "name", "value", "error"), REFUSED_12)
def test_12_refuses(desk: Page, before: str, name: str, value: str, error: str) -> None:
    calls = [["LMSInitialize", ""], *sets("LMS", before), ["LMSSetValue", name, value]]
    assert last(desk, "strict", calls) == ("false", error)


@pytest.mark.parametrize("kind", FEEDBACK_12)
@pytest.mark.parametrize("element", [RESPONSE_12, PATTERN_12])
def test_12_responses_by_type(desk: Page, kind: str, element: str) -> None:
    good, bad = FEEDBACK_12[kind]
    begun = [["LMSInitialize", ""], *sets("LMS", typed(kind, "12"))]
    for text in good:
        assert (text, last(desk, "strict", [*begun, ["LMSSetValue", element, text]])) == (text, ("true", "0"))
    for text in bad:
        assert (text, last(desk, "strict", [*begun, ["LMSSetValue", element, text]])) == (text, ("false", "405"))


I12 = ["LMSInitialize", ""]
STATES_12: list[tuple[Calls, tuple[str, str]]] = [
    ([["LMSInitialize", "x"]], ("false", "201")),
    ([I12, I12], ("false", "101")),
    ([["LMSFinish", ""]], ("false", "301")),
    ([["LMSCommit", ""]], ("false", "301")),
    ([["LMSGetValue", "cmi.core.entry"]], ("", "301")),
    ([["LMSSetValue", "cmi.core.lesson_location", "x"]], ("false", "301")),
    ([I12, ["LMSFinish", "x"]], ("false", "201")),
    ([I12, ["LMSCommit", "x"]], ("false", "201")),
    ([I12, ["LMSFinish", ""], ["LMSFinish", ""]], ("false", "301")),
    ([I12, ["LMSFinish", ""], ["LMSCommit", ""]], ("false", "301")),
    ([I12, ["LMSFinish", ""], ["LMSSetValue", "cmi.suspend_data", "x"]], ("false", "301")),
    ([I12, ["LMSFinish", ""], ["LMSGetValue", "cmi.suspend_data"]], ("", "301")),
    ([I12, ["LMSFinish", ""], I12], ("false", "101")),
    ([I12, ["LMSGetValue", "cmi.core.exit"]], ("", "404")),
    ([I12, ["LMSGetValue", "cmi.core.session_time"]], ("", "404")),
    ([I12, ["LMSGetValue", "cmi.interactions.0.id"]], ("", "404")),
    ([I12, ["LMSGetValue", "cmi.objectives.0.id"]], ("", "201")),
    ([I12, ["LMSGetValue", "cmi.core.colour"]], ("", "401")),
    ([I12, ["LMSGetValue", "cmi.suspend_data._children"]], ("", "202")),
    ([I12, ["LMSGetValue", "cmi.core._count"]], ("", "203")),
    ([I12, ["LMSGetValue", "cmi.interactions._count"]], ("0", "0")),
    ([I12, ["LMSGetValue", "cmi.core.lesson_status"]], ("not attempted", "0")),
    ([I12, ["LMSGetValue", "cmi.suspend_data"]], ("", "0")),
]


@pytest.mark.parametrize(("calls", "found"), STATES_12)
def test_12_keeps_to_the_order_of_calls(desk: Page, calls: Calls, found: tuple[str, str]) -> None:
    assert last(desk, "strict", calls) == found


SCORE_12 = "cmi.core.score.min=0\ncmi.core.score.max=100\ncmi.core.score.raw=90\n"
END_12 = "\ncmi.core.session_time=00:00:01\ncmi.core.exit="
COMPLAINTS_12 = {
    "finished while not attempted": "cmi.core.session_time=00:00:01\ncmi.core.exit=suspend",
    "no session time": "cmi.core.lesson_status=incomplete\ncmi.core.exit=suspend",
    "exit undefined after completed": "cmi.core.lesson_status=completed\ncmi.core.session_time=00:00:01",
    "exit  after incomplete": "cmi.core.lesson_status=incomplete" + END_12,
    "status before score": "cmi.core.lesson_status=passed" + END_12,
    "status from passed to failed": SCORE_12 + "cmi.core.lesson_status=passed\ncmi.core.lesson_status=failed" + END_12,
    "status from completed to incomplete": "cmi.core.lesson_status=completed\ncmi.core.lesson_status=incomplete"
    + END_12
    + "suspend",
    "score from 90 to 80": SCORE_12 + "cmi.core.lesson_status=passed\ncmi.core.score.raw=80" + END_12,
    "objective o twice": "cmi.objectives.0.id=o\ncmi.objectives.1.id=o\ncmi.core.lesson_status=completed" + END_12,
    "objective o becomes p": "cmi.objectives.0.id=o\ncmi.objectives.0.id=p\ncmi.core.lesson_status=completed" + END_12,
    "cmi.interactions.0 is half an entry": ENTRY_12 + "\ncmi.core.lesson_status=completed" + END_12,
}


@pytest.mark.parametrize("complaint", COMPLAINTS_12)
def test_12_complains_of_what_is_allowed_and_bad(desk: Page, complaint: str) -> None:
    calls = [I12, *sets("LMS", COMPLAINTS_12[complaint]), ["LMSFinish", ""]]
    found = desk.evaluate(RUN, ["strict", calls, None, {}])
    assert {code for _, code in found["answers"]} == {"0"}
    assert found["complaints"] == [complaint]


def test_12_complains_of_a_response_before_its_type_and_of_another_mastery(desk: Page) -> None:
    calls = [I12, *sets("LMS", f"{ENTRY_12}\n{RESPONSE_12}=a")]
    assert desk.evaluate(RUN, ["strict", calls, None, {}])["complaints"] == [f"{RESPONSE_12} before its type"]
    calls = [I12, *sets("LMS", SCORE_12 + "cmi.core.lesson_status=failed")]
    found = desk.evaluate(RUN, ["strict", calls, None, {"cmi.student_data.mastery_score": "80"}])
    assert found["complaints"] == ["failed with 90 of 80"]


RESPONSE_2004 = "cmi.interactions.0.learner_response"
PATTERN_2004 = "cmi.interactions.0.correct_responses.0.pattern"
OBJECTIVE = "cmi.objectives.0.id=o"
REFUSED_2004 = [
    ("", "cmi.suspend_data", "x" * 64001, "406"),
    ("", "cmi.location", "x" * 1001, "406"),
    ("", "cmi.completion_status", "passed", "406"),
    ("", "cmi.completion_status", "Completed", "406"),
    ("", "cmi.success_status", "completed", "406"),
    ("", "cmi.exit", "", "0"),
    ("", "cmi.exit", "quit", "406"),
    ("", "cmi.session_time", "00:01:00", "406"),
    ("", "cmi.session_time", "PT1.234S", "406"),
    ("", "cmi.session_time", "PT", "406"),
    ("", "cmi.session_time", "P", "406"),
    ("", "cmi.session_time", "P1H", "406"),
    ("", "cmi.score.scaled", "1.2", "407"),
    ("", "cmi.score.scaled", "-1.01", "407"),
    ("", "cmi.score.scaled", "1e-1", "406"),
    ("", "cmi.score.scaled", "0.12345678", "406"),
    ("", "cmi.score.raw", "85,5", "406"),
    ("", "cmi.progress_measure", "1.1", "407"),
    ("", "cmi.learner_preference.audio_level", "-1", "407"),
    ("", "cmi.learner_preference.audio_captioning", "2", "406"),
    ("", "cmi.learner_preference.language", "english!", "406"),
    ("", "cmi.learner_name", "x", "404"),
    ("", "cmi.scaled_passing_score", "0", "404"),
    ("", "cmi.score._children", "x", "404"),
    ("", "cmi.interactions._count", "1", "404"),
    ("", "cmi.total_time", "PT1S", "404"),
    ("", "cmi.core.lesson_status", "passed", "401"),
    ("", "cmi.colour", "x", "401"),
    ("", "", "x", "351"),
    ("", "cmi.objectives.1.id", "o", "351"),
    ("", "cmi.objectives.0.success_status", "passed", "408"),
    ("", "cmi.objectives.0.id", "", "406"),
    ("", "cmi.objectives.0.id", "two words", "406"),
    ("", "cmi.objectives.0.id", "urn:x", "406"),
    (OBJECTIVE, "cmi.objectives.1.id", "o", "351"),
    (OBJECTIVE, "cmi.objectives.0.id", "p", "351"),
    (OBJECTIVE, "cmi.objectives.0.score.scaled", "2", "407"),
    (OBJECTIVE, "cmi.objectives.0.description", "x" * 251, "406"),
    ("", "cmi.interactions.1.id", "q", "351"),
    ("", "cmi.interactions.0.type", "choice", "408"),
    ("", "cmi.interactions.0.id", "q" * 4001, "406"),
    (ENTRY_2004, "cmi.interactions.0.type", "multiple", "406"),
    (ENTRY_2004, RESPONSE_2004, "a", "408"),
    (ENTRY_2004, PATTERN_2004, "a", "408"),
    (ENTRY_2004, "cmi.interactions.0.result", "wrong", "406"),
    (ENTRY_2004, "cmi.interactions.0.result", "0.5", "0"),
    (ENTRY_2004, "cmi.interactions.0.latency", "0000:00:03.00", "406"),
    (ENTRY_2004, "cmi.interactions.0.weighting", "heavy", "406"),
    (ENTRY_2004, "cmi.interactions.0.description", "x" * 251, "406"),
    (ENTRY_2004, "cmi.interactions.0.description", "{lang=fr}" + "x" * 250, "0"),
    (ENTRY_2004, "cmi.interactions.0.description", "{lang=?}x", "406"),
    (ENTRY_2004, "cmi.interactions.0.timestamp", "2026-02-30T10:00:00Z", "406"),
    (ENTRY_2004, "cmi.interactions.0.timestamp", "2026-02-28T10:00:00.123Z", "406"),
    (ENTRY_2004, "cmi.interactions.0.timestamp", "2026-02-28T10:00:00.12+01:00", "0"),
    (ENTRY_2004, "cmi.interactions.0.timestamp", "2039-01-01", "406"),
    (ENTRY_2004, "cmi.interactions.0.timestamp", "10:00:00", "406"),
    (ENTRY_2004, "cmi.interactions.0.objectives.1.id", "o", "351"),
    (ENTRY_2004 + "\ncmi.interactions.0.objectives.0.id=o", "cmi.interactions.0.objectives.1.id", "o", "351"),
    (typed("choice", "2004"), "cmi.interactions.0.correct_responses.1.pattern", "a", "351"),
    (
        typed("choice", "2004") + f"\n{PATTERN_2004}=a[,]b",
        "cmi.interactions.0.correct_responses.1.pattern",
        "a[,]b",
        "351",
    ),
    (
        typed("numeric", "2004") + f"\n{PATTERN_2004}=1[:]2",
        "cmi.interactions.0.correct_responses.1.pattern",
        "3[:]4",
        "351",
    ),
    ("", "adl.nav.request", "home", "406"),
    ("", "cmi.comments_from_lms.0.comment", "x", "404"),
]
ANSWERS_2004 = {
    "true-false": (["true", "false"], ["t", "1", "True", ""]),
    "choice": (["a", "a[,]b", ""], ["a,b b", "a[,]a", "a[,]", "two words", "[,]".join(map(str, range(37)))]),
    "fill-in": (["Göteborg", "{lang=sv}Göteborg", "a[,]b"], ["x" * 251, "{lang=!}x", "[,]".join("abcdefghijk")]),
    "long-fill-in": (["x" * 4000, "{lang=en-GB}one\ntwo"], ["x" * 4001]),
    "likert": (["agree", "5"], ["fully agree", ""]),
    "matching": (["a[.]1", "a[.]1[,]b[.]2", ""], ["a.1", "a[.]", "a[.]1[.]2", "a[.]1,b[.]2 "]),
    "performance": (
        ["open[.]yes", "[.]yes", "open[.]", "one[.]1[,]two[.]any text"],
        ["open", "[.]", "one[.]" + "x" * 251],
    ),
    "sequencing": (["a", "c[,]a[,]b", "a[,]a"], ["c a", "c[,][,]a"]),
    "numeric": (["12", "-3.5"], ["1,5", "1e3", "1[:]2", ""]),
    "other": (["anything", ""], ["x" * 4001]),
}
RIGHT_2004 = {
    "true-false": (["true"], ["t"]),
    "choice": (["a[,]b", ""], ["a[,]a", "a b"]),
    "fill-in": (
        ["{case_matters=false}{order_matters=true}{lang=sv}Göteborg[,]Malmö", "x"],
        ["{case_matters=no}x", "{case_matters=true}{case_matters=true}x", "x" * 251],
    ),
    "long-fill-in": (["{case_matters=true}x"], ["{order_matters=true}x", "x" * 4001]),
    "likert": (["agree"], ["a[,]b"]),
    "matching": (["a[.]1[,]b[.]2"], ["", "a[,]b"]),
    "performance": (["{order_matters=false}one[.]1[:]3[,]two[.]x"], ["{case_matters=true}a[.]b", "one[.]3[:]1"]),
    "sequencing": (["a[,]b"], ["", "a b"]),
    "numeric": (["1[:]2", "[:]2", "1[:]", "[:]", "-1.5[:]-1.5"], ["1", "2[:]1", "1:2", "a[:]b", "1[:]2[:]3"]),
    "other": (["anything"], ["x" * 4001]),
}
I2004 = ["Initialize", ""]


@pytest.mark.parametrize(("before", "name", "value", "error"), REFUSED_2004)
def test_2004_refuses(desk: Page, before: str, name: str, value: str, error: str) -> None:
    calls = [I2004, *sets("", before), ["SetValue", name, value]]
    assert last(desk, "strict2004", calls) == ("true" if error == "0" else "false", error)


@pytest.mark.parametrize("kind", ANSWERS_2004)
@pytest.mark.parametrize("element", [RESPONSE_2004, PATTERN_2004])
def test_2004_responses_and_patterns_by_type(desk: Page, kind: str, element: str) -> None:
    good, bad = (ANSWERS_2004 if element == RESPONSE_2004 else RIGHT_2004)[kind]
    begun = [I2004, *sets("", typed(kind, "2004"))]
    for text in good:
        assert (text, last(desk, "strict2004", [*begun, ["SetValue", element, text]])) == (text, ("true", "0"))
    for text in bad:
        assert (text, last(desk, "strict2004", [*begun, ["SetValue", element, text]])) == (text, ("false", "406"))


END = ["Terminate", ""]
STATES_2004: list[tuple[Calls, tuple[str, str]]] = [
    ([["Initialize", "x"]], ("false", "201")),
    ([I2004, I2004], ("false", "103")),
    ([I2004, END, I2004], ("false", "104")),
    ([END], ("false", "112")),
    ([I2004, END, END], ("false", "113")),
    ([I2004, ["Terminate", "x"]], ("false", "201")),
    ([["GetValue", "cmi.mode"]], ("", "122")),
    ([I2004, END, ["GetValue", "cmi.mode"]], ("", "123")),
    ([["SetValue", "cmi.location", "x"]], ("false", "132")),
    ([I2004, END, ["SetValue", "cmi.location", "x"]], ("false", "133")),
    ([["Commit", ""]], ("false", "142")),
    ([I2004, END, ["Commit", ""]], ("false", "143")),
    ([I2004, ["Commit", "x"]], ("false", "201")),
    ([I2004, ["GetValue", ""]], ("", "301")),
    ([I2004, ["GetValue", "cmi.exit"]], ("", "405")),
    ([I2004, ["GetValue", "cmi.session_time"]], ("", "405")),
    ([I2004, ["GetValue", "cmi.location"]], ("", "403")),
    ([I2004, ["GetValue", "cmi.score.scaled"]], ("", "403")),
    ([I2004, ["GetValue", "cmi.colour"]], ("", "401")),
    ([I2004, ["GetValue", "cmi.objectives.0.id"]], ("", "301")),
    ([I2004, ["GetValue", "cmi.location._children"]], ("", "301")),
    ([I2004, ["GetValue", "cmi.score._count"]], ("", "301")),
    ([I2004, ["GetValue", "cmi.objectives._count"]], ("0", "0")),
    ([I2004, ["GetValue", "cmi.completion_status"]], ("unknown", "0")),
    ([I2004, ["GetValue", "cmi.score._children"]], ("scaled,raw,min,max", "0")),
    ([I2004, *sets("", ENTRY_2004), ["GetValue", "cmi.interactions.0.id"]], ("q.one", "0")),
]


@pytest.mark.parametrize(("calls", "found"), STATES_2004)
def test_2004_keeps_to_the_order_of_calls(desk: Page, calls: Calls, found: tuple[str, str]) -> None:
    assert last(desk, "strict2004", calls) == found


DONE = "cmi.completion_status=completed\n"
LEFT = "cmi.session_time=PT1S\ncmi.exit=normal"
SCORE = "cmi.score.min=0\ncmi.score.max=100\ncmi.score.raw=90\ncmi.score.scaled=0.9\n"
COMPLAINTS_2004 = {
    "terminated while not begun": "cmi.session_time=PT1S\ncmi.exit=suspend",
    "no session time": DONE + "cmi.exit=normal",
    "exit undefined, ended true": DONE + "cmi.session_time=PT1S",
    "exit normal, ended false": "cmi.completion_status=incomplete\n" + LEFT,
    "cmi.completion_status from completed to incomplete": DONE + "cmi.completion_status=incomplete\n" + DONE + LEFT,
    "cmi.success_status from passed to unknown": SCORE
    + "cmi.success_status=passed\ncmi.success_status=unknown\ncmi.success_status=passed\n"
    + DONE
    + LEFT,
    "status before score": "cmi.success_status=passed\n" + SCORE + DONE + LEFT,
    "score from 0.9 to 0.8": SCORE + "cmi.score.scaled=0.8\ncmi.score.raw=80\n" + DONE + LEFT,
    "raw, min and max do not make the scaled score": SCORE + "cmi.score.raw=50\n" + DONE + LEFT,
    "cmi.interactions.0 is half an entry": ENTRY_2004 + "\n" + DONE + LEFT,
}


@pytest.mark.parametrize("complaint", COMPLAINTS_2004)
def test_2004_complains_of_what_is_allowed_and_bad(desk: Page, complaint: str) -> None:
    calls = [I2004, *sets("", COMPLAINTS_2004[complaint]), END]
    found = desk.evaluate(RUN, ["strict2004", calls, None, {}])
    assert {code for _, code in found["answers"]} == {"0"}
    assert found["complaints"] == [complaint]


def test_2004_complains_of_a_status_against_the_passing_score_of_the_lms(desk: Page) -> None:
    calls = [
        I2004,
        *sets("", SCORE + "cmi.success_status=failed\ncmi.session_time=PT1S\ncmi.exit=suspend\n" + DONE),
        END,
    ]
    found = desk.evaluate(RUN, ["strict2004", calls, None, {"cmi.scaled_passing_score": "0.8"}])
    assert found["complaints"] == ["failed with 0.9"]


@pytest.mark.parametrize(("exit_", "entry"), [("suspend", "resume"), ("normal", "ab-initio")])
def test_2004_a_session_that_was_not_suspended_is_followed_by_a_new_attempt(desk: Page, exit_: str, entry: str) -> None:
    calls = [I2004, *sets("", f"cmi.location=here\ncmi.exit={exit_}"), END]
    kept = desk.evaluate(
        "(calls) => { const api = MAKERS.strict2004(); for (const [name, ...words] of calls) api[name](...words); "
        "return api.dump(); }",
        calls,
    )
    assert last(desk, "strict2004", [I2004, ["GetValue", "cmi.entry"]], kept) == (entry, "0")
    found = ("here", "0") if exit_ == "suspend" else ("", "403")
    assert last(desk, "strict2004", [I2004, ["GetValue", "cmi.location"]], kept) == found
