"""Retrieval sets: packages of their own, with the course's questions under their own ids."""

from __future__ import annotations

from typing import Any

import pytest
from built_packages import built
from course_lms import learner, serving
from playwright.sync_api import Browser
from test_ways import RIGHT, answer

from adoptgen.courses.payload import read_script
from adoptgen.formats.zip import contents
from adoptgen.generators import packages_cmi5, packages_scorm12

DAYS = (3, 10, 30)


@pytest.fixture(scope="module")
def every() -> dict[str, dict[str, bytes]]:
    return {name: contents(data) for name, data in built(packages_scorm12.generator, "every-way").items()}


def units_of(files: dict[str, bytes]) -> list[Any]:
    data = read_script(files["course.js"].decode())
    return [unit for section in data["sections"] for unit in section["units"]]


def sets(every: dict[str, dict[str, bytes]]) -> list[list[Any]]:
    """The questions of each set."""
    return [units_of(every[f"ways.retrieval-{day}"])[0]["questions"] for day in DAYS]


def test_sets_ask_new_questions_of_every_skill_while_there_are_some(every: dict[str, dict[str, bytes]]) -> None:
    asked = [question["id"] for questions in sets(every) for question in questions]
    assert len(asked) == len(set(asked)) == 9
    for questions in sets(every):
        assert {question["shows"] for question in questions} == {"opportunities.build@1", "accounts.find@1"}
        assert not {"likert", "free-text"} & {question["way"] for question in questions}
    check = next(unit for unit in units_of(every["ways.en"]) if unit["id"] == "assessment/every-way")
    bank = [*check["questions"], *(question for pool in check["pools"] for question in pool["questions"])]
    known = {question["id"]: question["key"] for question in bank}
    assert {
        question["id"]: question["key"] for questions in sets(every) for question in questions
    }.items() <= known.items()


def test_each_has_identifiers_of_its_own(every: dict[str, dict[str, bytes]]) -> None:
    manifests = [files["imsmanifest.xml"].decode() for files in every.values()]
    assert sum('identifier="ITEM-ways.retrieval-10"' in text for text in manifests) == 1
    structures = [contents(data)["cmi5.xml"].decode() for data in built(packages_cmi5.generator, "every-way").values()]
    assert len(set(structures)) == 4
    assert sum("course/ways.retrieval-30" in text for text in structures) == 1


def test_a_set_is_played_like_a_course(browser: Browser, every: dict[str, dict[str, bytes]]) -> None:
    with serving(every["ways.retrieval-3"]) as lms, learner(browser, lms) as who:
        who.launch("strict")
        assert who.heading == "Every way of answering: day 3"
        who.press()
        for _ in range(3):
            answer(who, RIGHT)
        assert who.heading == "Passed with 100%"
        visit = who.leave()
        assert (visit.errors, visit.complaints) == ([], [])
        assert visit.kept is not None and visit.kept["cmi.core.lesson_status"] == "passed"
