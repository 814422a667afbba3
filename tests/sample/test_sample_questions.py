"""The sample asks as a good instructional designer would: in every way, on true pictures, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from adoptgen.capture.bundles import read_bundles
from adoptgen.catalog.load import load
from adoptgen.catalog.localise import localise, read_translation
from adoptgen.model.bundle import Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.model.questions import Question, Way

ROOT = Path(__file__).resolve().parent.parent.parent / "catalog"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(ROOT).catalog
    assert found is not None
    return found


def captured_of(catalog: Catalog) -> dict[tuple[str, str], Bundle]:
    """Whatever passes the gate, and all of it."""
    applications = catalog.applications.values()
    redactions = {item.id: (catalog.programme.redaction, item.redaction) for item in applications}
    found = read_bundles(ROOT, {item.id: item.version for item in applications}, redactions)
    assert found.problems == ()
    return found.found


def questions(catalog: Catalog) -> Iterator[Question]:
    for item in (*catalog.lessons.values(), *catalog.assessments.values()):
        yield from item.bank


def test_every_way_of_answering_is_used_and_true_or_false_seldom(catalog: Catalog) -> None:
    ways = Counter(question.way for question in questions(catalog))
    assert set(ways) == set(get_args(Way))
    assert ways["true-false"] <= 3
    tries = [
        one.attempts or check.attempts
        for check in catalog.assessments.values()
        for one in check.bank
        if one.way == "true-false"
    ]
    assert {
        *tries,
        *(one.attempts for lesson in catalog.lessons.values() for one in lesson.bank if one.way == "true-false"),
    } == {1}


def test_pool_pretest_mastery_per_skill_and_retrieval_are_used(catalog: Catalog) -> None:
    courses = catalog.courses.values()
    assert [course.id for course in courses if course.pretest] == ["key-accounts"]
    assert [course.id for course in courses if course.passing == "skills"] == ["managers"]
    assert [(course.id, course.retrieval.after) for course in courses if course.retrieval] == [("service", (3, 10, 30))]
    pools = [pool for check in catalog.assessments.values() for pool in check.pools]
    assert [(pool.draw, len(pool.questions)) for pool in pools] == [(2, 4)]


def test_unscored_questions_stand_in_lessons_only(catalog: Catalog) -> None:
    assert [one.id for check in catalog.assessments.values() for one in check.bank if not one.scored] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_places_are_pointed_at_on_captured_pictures_of_the_readers_language(catalog: Catalog, language: str) -> None:
    """Bytes of the capture bundle of that language: who captures anew copies them anew."""
    bundles = [bundle for (_, named), bundle in captured_of(catalog).items() if named == language]
    captured = {(ROOT / picture.path).read_bytes() for bundle in bundles for picture in bundle.pictures}
    turned = localise(catalog, read_translation(ROOT, language)) if language != "en" else catalog
    shown = [question.hotspot.picture for question in questions(turned) if question.hotspot]
    assert len(shown) == 2
    assert all((f".{language}." in path) == (language != "en") for path in shown)
    assert [path for path in shown if (ROOT / path).read_bytes() not in captured] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_right_place_is_where_the_guide_marks_it(catalog: Catalog, language: str) -> None:
    bundle = captured_of(catalog)["account.find", language]
    box = next(mark.box for part in bundle.parts for mark in part.marks if mark.step == "open")
    picture = bundle.picture(bundle.parts[1].picture)
    (question,) = [one for one in questions(catalog) if one.id == "what-runs-elsewhere"]
    assert question.hotspot
    (right,) = [region for region in question.hotspot.regions if region.correct]
    marked = (
        box.left / picture.width,
        box.top / picture.height,
        box.width / picture.width,
        box.height / picture.height,
    )
    assert (right.left, right.top, right.width, right.height) == pytest.approx([100 * side for side in marked], abs=0.5)
