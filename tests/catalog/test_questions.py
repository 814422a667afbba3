"""The rules on questions: what they let pass as well as what they refuse, and mistyped ways of answering."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest

from adoptgen.catalog.load import Loaded, load
from adoptgen.catalog.published import in_packages
from adoptgen.catalog.rules.one_way_to_answer import KEYS
from adoptgen.catalog.rules.texts_that_differ import folded
from adoptgen.catalog.whole import load_whole
from adoptgen.model.questions import Question

ROOT = Path(__file__).parent.parent.parent
TINY = ROOT / "tests/catalogs/tiny"
HEAD = """\
id: visits
title: Visits
summary: Shows that you can log a visit.
teaches: [opportunities.build@1]
effort: 5
questions:
  - id: what
    shows: opportunities.build@1
    ask: What?
"""
WAYS = {
    "options": "options: [a, {text: b, correct: true}]",
    "true_false": "true_false: false",
    "numeric": "numeric: {answer: 4, tolerance: 0.5, unit: €}",
    "fill_in": "fill_in: [four, {text: three, credit: 0, feedback: No.}]",
    "cloze": "cloze: {text: '{2} is {1}.', gaps: [{options: [a, {text: b, correct: true}]}, "
    "{options: [c, {text: d, correct: true}]}]}",
    "matching": "matching: [{premise: a, response: x}, {premise: b, response: x}, z]",
    "sequencing": "sequencing: [a, b, c]",
    "categories": "categories: [{title: A, items: [a]}, {title: B, items: [b]}]",
    "hotspot": "hotspot: {picture: assets/a.png, description: A page., regions: "
    "[{label: a, left: 80, top: 0, width: 20, height: 100, correct: true}, "
    "{label: b, left: 0, top: 0, width: 1, height: 1}]}",
    "likert": "likert: [rather, very]",
    "free_text": "free_text: A good answer.",
    "simulation": "simulation: opportunity.convert",
}
"""Each way at the edge of what its rules allow."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    (folder / "catalog/assets").mkdir()
    (folder / "catalog/assets/a.png").touch()
    return folder


def said(loaded: Loaded) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in loaded.problems if problem.code != "T104"]


def asked(project: Path, *ways: str, also: str = "") -> list[str]:
    """What is said of an assessment whose first question is answered so."""
    body = "".join(textwrap.indent(f"{way}\n", "    ") for way in ways)
    (project / "catalog/assessments/visits.yaml").write_text(HEAD + body + also, encoding="utf-8")
    return said(load(project / "catalog"))


SCORED = "  - {id: also, shows: opportunities.build@1, ask: Is it?, true_false: true}\n"


def test_every_way_of_the_model_has_its_key() -> None:
    assert tuple(WAYS) == KEYS
    assert set(KEYS) <= set(Question.model_fields)


@pytest.mark.parametrize("key", KEYS)
def test_each_way_alone_is_right(key: str, project: Path) -> None:
    assert asked(project, WAYS[key], also=SCORED) == []


@pytest.mark.parametrize("key", KEYS[1:])
def test_canary_each_way_beside_another_is_told(key: str, project: Path) -> None:
    assert asked(project, WAYS["options"], WAYS[key]) == [
        f"C311 this question is answered in 2 ways: options and {key}"
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_mistyped_way_is_told_once_and_with_the_right_word(key: str, project: Path) -> None:
    slip = key[0] + key[2:]
    asked(project, WAYS[key].replace(key, slip, 1))
    (problem,) = load(project / "catalog").problems
    assert (problem.code, problem.help) == ("C110", f"Did you mean {key}?")


def test_a_second_way_is_told_although_something_else_is_wrong(project: Path) -> None:
    found = asked(project, "options: [a, {text: b, correct: yes}]", "numeric: 4")
    assert [one.partition(" ")[0] for one in found] == ["C117", "C311"]


@pytest.mark.parametrize(
    ("way", "message"),
    [
        ("cloze: {text: '{1} and {1}', gaps: [{options: [a, {text: b, correct: true}]}]}", "C312 {1} stands"),
        ("cloze: {text: '{1}', gaps: [{options: [{text: a, correct: true}, {text: b, correct: true}]}]}", "C308 gap 1"),
        ("cloze: {text: '{1}', gaps: [{options: [A b, {text: a  b, correct: true}]}]}", "C313 'a  b' is there twice"),
        ("fill_in: [Gävle, gavle]", "C313 'gavle' is there twice"),
        ("matching: [{premise: a, response: x}, {premise: A, response: z}]", "C313 'A' is there twice"),
        ("matching: [{premise: a, response: x}, {premise: b, response: x}]", "C314 there is one response"),
        ("categories: [{title: A, items: [a]}, {title: B, items: [a]}]", "C313 'a' is there twice"),
        ("likert: [very, Very]", "C313 'Very' is there twice"),
        (WAYS["hotspot"].replace("left: 80", "left: 80.1"), "C315 this region leaves the picture: left 80.1"),
        (WAYS["hotspot"].replace("correct: true", "correct: false"), "C308 no region is right"),
    ],
)
def test_what_nobody_could_answer_is_told(way: str, message: str, project: Path) -> None:
    (found,) = asked(project, way, also=SCORED)
    assert found.startswith(message)


def test_what_counts_as_the_same_text_is_what_the_player_takes_for_the_same() -> None:
    pairs = [("Gävle", "gavle"), ("  A  b", "a B"), ("\u00c5", "A\u030a")]
    assert [folded(one) == folded(other) for one, other in pairs] == [True] * 3
    assert folded("4.5") != folded("45")


def test_a_translation_may_turn_the_gaps_round_and_loses_none(project: Path) -> None:
    asked(project, WAYS["cloze"])
    path = project / "catalog/i18n/fr/assessments.po"
    path.parent.mkdir(parents=True)
    entry = 'msgctxt "assessment/visits#questions.cloze.text"\nmsgid "{2} is {1}."\nmsgstr "%s"\n'
    path.write_text(entry % "{1} est {2}.")
    assert said(load_whole(project / "catalog")) == []
    path.write_text(entry % "{1} est {1}.")
    assert said(load_whole(project / "catalog")) == ["T105 the translation has other gaps than {2} and {1}"]


def test_the_how_to_shows_every_way_in_a_form_that_is_right(project: Path) -> None:
    """Its blocks are questions, or what takes the place of the options of one."""
    page = (ROOT / "site/how-to/write-questions.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.S)
    (project / "catalog/assets/queue.webp").touch()
    shown = set()
    for block in blocks:
        way = block[block.index("options:") :] if "ask:" in block else block
        assert asked(project, way, also=SCORED) == [], block
        shown.add(way.partition(":")[0])
    assert shown == set(KEYS)


COURSE = """\
id: sales-basics
title: Sales basics
summary: From request to opportunity.
%s
modules:
  - id: start
    title: Start
    items: [lesson/why-we-leave, walkthrough/opportunity.convert%s]
"""


@pytest.mark.parametrize(
    ("extra", "items", "codes"),
    [
        ("pretest: first-week", "", []),
        ("pretest: first-week", ", assessment/first-week", ["C318"]),
        ("mastery: 80", ", assessment/first-week", []),
        ("mastery: 81", ", assessment/first-week", ["C321"]),
        ("retrieval: {after: [1, 2], questions: 1}", "", []),
        ("retrieval: {after: [1, 1]}", "", ["C319"]),
    ],
)
def test_courses(extra: str, items: str, codes: list[str], project: Path) -> None:
    (project / "catalog/courses/sales-basics.yaml").write_text(COURSE % (extra, items))
    assert [one.partition(" ")[0] for one in said(load(project / "catalog"))] == codes


def test_a_pretest_is_in_the_package_and_so_in_the_lock(project: Path) -> None:
    (project / "catalog/courses/sales-basics.yaml").write_text(COURSE % ("pretest: first-week", ""))
    catalog = load(project / "catalog").catalog
    assert catalog
    assert {"assessment first-week", "question assessment/first-week.rates-next-year"} <= in_packages(
        catalog, ["sales-basics"]
    )


def test_a_course_without_questions_has_nothing_to_ask_again(project: Path) -> None:
    lesson = project / "catalog/lessons/why-we-leave.md"
    head, rest = lesson.read_text().split("questions:")
    lesson.write_text(head + "---\n" + rest.partition("---\n")[2])
    (project / "catalog/courses/sales-basics.yaml").write_text(COURSE % ("retrieval: {after: [3]}", ""))
    found = [one for one in said(load(project / "catalog")) if one.startswith("C3")]
    assert [one for one in found if one.startswith("C319")] == [
        "C319 no question of this course has a right answer, so there is nothing to ask again"
    ]
