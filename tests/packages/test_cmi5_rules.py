"""The cmi5 LMS of the tests: every requirement has its place, and every rule meets a session that breaks it."""

from __future__ import annotations

import copy
import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cmi5_lms import CATEGORY, DEFINED, MASTERY, VERBS, CmiLms, Json
from cmi5_requirements import ELSEWHERE, JUDGED, PLAYED, of_an_lms
from course_lms import ROOT

REQUIREMENTS: dict[str, dict[str, str]] = json.loads(
    (ROOT / "node_modules/@cmi5/requirements/requirements.json").read_text(encoding="utf-8")
)
HERE = Path(__file__).parent
AGENT = "/xapi/agents/profile"
STATE = "/xapi/activities/state"


def places() -> list[str]:
    """All requirements that are given a place, as often as they are."""
    listed = [name for names in (*PLAYED.values(), *ELSEWHERE.values()) for name in names.split()]
    return listed + [name for names in JUDGED.values() for name in names]


def test_every_published_requirement_has_one_place() -> None:
    found = places()
    assert sorted(name for name in set(found) if found.count(name) > 1) == []
    assert sorted(set(found) - set(REQUIREMENTS)) == []
    left = [name for name, one in REQUIREMENTS.items() if name not in found and not of_an_lms(name, one["txt"])]
    assert left == []


def test_what_is_said_to_check_them_is_there() -> None:
    tests = (HERE / "test_cmi5.py").read_text(encoding="utf-8")
    assert [name for name in PLAYED if f"def {name}(" not in tests] == []
    judge = (HERE / "cmi5_lms.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"(\d+\.\d+\.\d+\.\d+-\d+)"', judge))
    assert named == set(JUDGED) == set(BREAKS)


class Course:
    """A course that keeps every rule, unless it is told otherwise."""

    def __init__(self, mode: str = "Normal") -> None:
        self.lms = CmiLms({}, "http://lms.example")
        self.begin(mode)

    def begin(self, mode: str = "Normal", ready: bool = True) -> None:
        """The next launch, up to its first statement."""
        self.lms.launch(mode)
        self.visit = self.lms.visits[-1]
        self.basic = f"Basic {self.visit.token}"
        self.ask(f"/fetch/{len(self.lms.visits) - 1}")
        if ready:
            self.read("LMS.LaunchData")
            self.ask(AGENT, "GET", profileId="cmi5LearnerPreferences", agent=self.lms.actor)
            self.say("initialized")

    def ask(self, path: str, method: str = "POST", body: Any = None, **query: Any) -> Any:
        """One request."""
        values = {name: value if isinstance(value, str) else json.dumps(value) for name, value in query.items()}
        search = "&".join(f"{name}={value}" for name, value in values.items())
        return self.lms.send(f"{path}?{search}".rstrip("?"), method, self.basic, body)

    def read(self, name: str, method: str = "GET", body: Any = None, **other: Any) -> Any:
        """A state document."""
        lms = self.lms
        query = {"agent": lms.actor, "registration": lms.registration, "activityId": lms.activity} | other
        return self.ask(STATE, method, body, stateId=name, **query)

    def statement(self, verb: str, score: float | None = None) -> Json:
        """One that breaks no rule."""
        judged = {"completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}}
        result: Json = dict(judged.get(verb, {}))
        if verb in DEFINED and verb != "initialized":
            result["duration"] = "PT1S"
        if score is not None:
            result["score"] = {"scaled": score, "raw": score * 100, "min": 0, "max": 100}
        context: Json = copy.deepcopy(self.visit.data["contextTemplate"]) | {"registration": self.lms.registration}
        names = [] if verb not in DEFINED else ["cmi5", "moveon"] if verb in judged else ["cmi5"]
        context["contextActivities"]["category"] = [{"id": f"{CATEGORY}{name}"} for name in names]
        if score is not None:
            context["extensions"][MASTERY] = self.visit.data["masteryScore"]
        return {
            "id": str(uuid.uuid4()),
            "actor": self.lms.actor,
            "verb": {"id": f"{VERBS}{verb}", "display": {"en": verb}},
            "object": {"objectType": "Activity", "id": self.lms.activity},
            "result": result,
            "context": context,
            "timestamp": "2026-01-01T10:00:00.000Z",
        }

    def say(self, verb: str, score: float | None = None, change: Callable[[Json], object] | None = None) -> int:
        """Send one statement, changed or not."""
        statement = self.statement(verb, score)
        if change:
            change(statement)
        status: int = self.ask("/xapi/statements", "POST", [statement])[0]
        return status


def said(verb: str, change: Callable[[Json], object], score: float | None = None) -> Callable[[Course], object]:
    """A course that says one thing wrongly."""
    return lambda course: course.say(verb, score, change)


def twice(*verbs: tuple[str, float | None], launches: bool = False) -> Callable[[Course], object]:
    """A course that says these, in one session or in one each."""

    def act(course: Course) -> None:
        for place, (verb, score) in enumerate(verbs):
            if launches and place:
                course.begin()
            course.say(verb, score)

    return act


def unready(course: Course) -> None:
    """Says something before it read anything."""
    course.begin(ready=False)
    course.say("initialized")


def early(course: Course) -> None:
    """Completes before it is initialized."""
    course.begin(ready=False)
    course.say("completed")


def stranger(course: Course) -> None:
    """Comes with a token of nobody."""
    course.basic = "Basic x"
    course.say("terminated")


def looking(course: Course) -> None:
    """Completes while somebody only looks at it."""
    course.begin("Browse")
    course.say("completed")


BREAKS: dict[str, Callable[[Course], object]] = {
    "3.0.0.0-1": said("answered", lambda one: one["object"].update(id="question one")),
    "8.1.2.0-5": stranger,
    "8.1.3.0-3": said("terminated", lambda one: one.update(actor={"name": "Anna"})),
    "8.1.4.0-3": lambda course: course.read("x", registration="another"),
    "8.1.5.0-6": said("terminated", lambda one: one["object"].update(id="urn:another")),
    "8.2.1.0-2": lambda course: course.ask("/fetch/0", "GET"),
    "8.2.3.0-1": lambda course: course.ask("/fetch/0"),
    "9.1.0.0-1": said("terminated", lambda one: one.update(id="1")),
    "9.3.0.0-2": twice(("completed", None), ("completed", None)),
    "9.3.0.0-3": twice(("failed", 0.1), ("passed", 0.9)),
    "9.3.0.0-4": early,
    "9.3.0.0-5": twice(("terminated", None), ("answered", None)),
    "9.3.0.0-6": twice(("completed", None), ("completed", None), launches=True),
    "9.3.0.0-7": twice(("passed", 0.9), ("passed", 0.9), launches=True),
    "9.3.0.0-8": twice(("passed", 0.9), ("failed", 0.1), launches=True),
    "9.3.4.0-2": twice(("passed", 0.1)),
    "9.3.5.0-2": twice(("failed", 0.9)),
    "9.5.1.0-2": said("completed", lambda one: one["result"].update(score={"scaled": 1})),
    "9.5.1.0-3": said("passed", lambda one: one["result"]["score"].pop("min"), 0.9),
    "9.5.2.0-1": said("completed", lambda one: one["result"].update(success=True)),
    "9.5.3.0-1": said("passed", lambda one: one["result"].update(completion=True), 0.9),
    "9.5.4.1-1": said("terminated", lambda one: one["result"].update(duration="1 s")),
    "9.6.1.0-1": said("terminated", lambda one: one["context"].pop("registration")),
    "9.6.2.1-1": said("terminated", lambda one: one["context"]["contextActivities"].pop("category")),
    "9.6.2.2-1": said("completed", lambda one: one["context"]["contextActivities"]["category"].pop()),
    "9.6.2.2-2": said(
        "answered", lambda one: one["context"]["contextActivities"].update(category=[{"id": f"{CATEGORY}moveon"}])
    ),
    "9.6.3.1-4": said("terminated", lambda one: one["context"]["extensions"].clear()),
    "9.6.3.2-2": said("passed", lambda one: one["context"]["extensions"].pop(MASTERY), 0.9),
    "9.7.0.0-2": said("terminated", lambda one: one.update(timestamp="2026-01-01T10:00:00+01:00")),
    "10.2.1.0-4": unready,
    "10.2.1.0-5": lambda course: course.read("LMS.LaunchData", "PUT", {}),
    "10.2.1.0-7": said("terminated", lambda one: one["context"]["contextActivities"].pop("grouping")),
    "10.2.2.0-2": looking,
    "11.0.0.0-1": lambda course: course.ask(AGENT, "GET", profileId="cmi5LearnerPreferences", agent={"name": "x"}),
    "11.0.0.0-3": unready,
    "11.0.0.0-4": lambda course: course.ask(AGENT, "GET", profileId="preferences", agent=course.lms.actor),
}


@pytest.mark.parametrize("requirement", BREAKS)
def test_canary_a_broken_rule_is_seen(requirement: str) -> None:
    course = Course()
    assert course.lms.broken == []
    BREAKS[requirement](course)
    assert requirement in {one.partition(":")[0] for one in course.lms.broken}


@pytest.mark.parametrize(("last", "score"), [("passed", 0.8), ("failed", 0.79)])
def test_a_course_that_keeps_the_rules_breaks_none(last: str, score: float) -> None:
    course = Course()
    for verb, its in (("answered", None), ("completed", None), (last, score), ("terminated", None)):
        assert course.say(verb, its) == 200
    for mode in ("Browse", "Review", "Normal"):
        course.begin(mode)
        assert course.say("terminated") == 200
    assert course.lms.broken == []


def test_a_session_that_was_abandoned_and_a_batch_with_an_old_statement_are_refused() -> None:
    course = Course()
    first = course.statement("answered")
    assert course.ask("/xapi/statements", "POST", [first])[0] == 200
    batch = [first, course.statement("answered")]
    assert course.ask("/xapi/statements", "POST", batch)[0] == 409
    assert course.visit.verbs == ["initialized", "answered"]
    old = course.basic
    course.begin()
    course.basic = old
    assert course.say("terminated") == 403
    assert course.lms.broken == []
