"""Learning paths: what is in them, in which order, and why."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_catalogs import assessment, catalog, course, lesson, role, skill, walkthrough, workshop

from adoptgen.catalog.load import load
from adoptgen.model.pathway import LearningPath, Phase, Reason
from adoptgen.paths import all_paths, learning_path, levels_of

SAMPLE = Path(__file__).parents[2] / "catalog"


def references(path: LearningPath) -> list[str]:
    return [step.reference for step in path.steps]


def test_read_then_do_then_practise_then_show() -> None:
    found = learning_path(
        catalog(
            skill("s"),
            role("r", "s@2"),
            assessment("a", "s@1", "s@2"),
            workshop("b", "s@2"),
            walkthrough("c", "s@1"),
            lesson("d", "s@1"),
        ),
        "r",
    )
    assert references(found) == ["lesson/d", "walkthrough/c", "workshop/b", "assessment/a"]
    assert found.uncovered == ()


def test_a_prerequisite_comes_first_and_says_what_it_is_for() -> None:
    found = learning_path(
        catalog(skill("b"), skill("a", "b@1"), role("r", "a@1"), lesson("one", "a@1"), lesson("two", "b@1")), "r"
    )
    assert references(found) == ["lesson/two", "lesson/one"]
    assert found.steps[0].reasons == (Reason("r", "b", 1, "a@1"),)
    assert found.steps[1].reasons == (Reason("r", "a", 1),)


def test_a_lower_level_is_on_the_way_to_a_higher_one() -> None:
    found = learning_path(catalog(skill("s"), role("r", "s@2"), lesson("x", "s@1"), lesson("y", "s@2")), "r")
    assert references(found) == ["lesson/x", "lesson/y"]
    assert found.steps[0].reasons == (Reason("r", "s", 1, "s@2"),)


def test_a_level_nothing_teaches_does_not_break_the_order() -> None:
    found = learning_path(catalog(skill("s"), role("r", "s@3"), lesson("a", "s@3"), lesson("b", "s@1")), "r")
    assert references(found) == ["lesson/b", "lesson/a"]


def test_a_prerequisite_is_due_when_its_dependant_is() -> None:
    found = learning_path(
        catalog(
            skill("late"),
            skill("early", "late@1"),
            role("r", {"skill": "late@1", "due": "40"}, {"skill": "early@1", "due": "-5"}),
            lesson("late", "late@1"),
            lesson("early", "early@1"),
        ),
        "r",
    )
    assert [(step.reference, step.due, step.phase) for step in found.steps] == [
        ("lesson/late", -5, Phase.BEFORE),
        ("lesson/early", -5, Phase.BEFORE),
    ]


@pytest.mark.parametrize(
    ("due", "phase"), [(-1, Phase.BEFORE), (0, Phase.WEEK), (6, Phase.WEEK), (7, Phase.QUARTER), (90, Phase.QUARTER)]
)
def test_phases_begin_on_the_day_of_go_live_and_a_week_later(due: int, phase: Phase) -> None:
    found = learning_path(catalog(skill("s"), role("r", {"skill": "s@1", "due": str(due)}), lesson("l", "s@1")), "r")
    assert [step.phase for step in found.steps] == [phase]


def test_a_check_waits_for_the_last_level_it_asks_about() -> None:
    needs = {"skill": "a@1", "due": "-9"}, {"skill": "b@1", "due": "4"}
    found = learning_path(
        catalog(
            skill("a"),
            skill("b"),
            role("r", *needs),
            lesson("a", "a@1"),
            lesson("b", "b@1"),
            assessment("c", "a@1", "b@1"),
        ),
        "r",
    )
    assert [(step.reference, step.due) for step in found.steps] == [
        ("lesson/a", -9),
        ("lesson/b", 4),
        ("assessment/c", 4),
    ]


def test_what_is_made_for_another_role_stays_out() -> None:
    found = learning_path(
        catalog(
            skill("mine"),
            skill("theirs"),
            role("r", "mine@1"),
            lesson("mine", "mine@1"),
            workshop("both", "mine@1", "theirs@1"),
            lesson("more", "mine@2"),
        ),
        "r",
    )
    assert references(found) == ["lesson/mine"]


def test_what_is_made_for_another_role_helps_out_where_nothing_else_does() -> None:
    found = learning_path(
        catalog(
            skill("mine"),
            skill("theirs"),
            role("r", "mine@1"),
            workshop("long", "mine@1", "theirs@1"),
            walkthrough("short", "mine@1", "theirs@1"),
            assessment("check", "mine@1", "theirs@1", effort=1),
        ),
        "r",
    )
    assert references(found) == ["walkthrough/short"]


def test_what_nothing_teaches_is_said() -> None:
    found = learning_path(catalog(skill("s"), role("r", "s@2"), lesson("l", "s@1")), "r")
    assert (references(found), found.uncovered) == (["lesson/l"], ("s@2",))


def test_courses_give_the_order_among_equals() -> None:
    objects = [skill("s"), role("r", "s@1"), *(lesson(name, "s@1") for name in "abc")]
    assert references(learning_path(catalog(*objects), "r")) == ["lesson/a", "lesson/b", "lesson/c"]
    with_course = catalog(*objects, course("k", "lesson/c", "lesson/a", "lesson/b"))
    assert references(learning_path(with_course, "r")) == ["lesson/c", "lesson/a", "lesson/b"]


def _alternatives(**efforts: int) -> list[object]:
    return [*(skill(name) for name in efforts), *(lesson(name, f"{name}@1", effort=m) for name, m in efforts.items())]


def test_of_alternatives_the_cheaper_one_is_taken() -> None:
    objects = [*_alternatives(x=9, y=4), skill("s", {"any_of": ["x@1", "y@1"]}), lesson("s", "s@1"), role("r", "s@1")]
    assert references(learning_path(catalog(*objects), "r")) == ["lesson/y", "lesson/s"]


def test_of_alternatives_the_one_wanted_anyway_is_taken() -> None:
    needs = ["s@1", {"skill": "x@1", "due": "80"}]
    objects = [*_alternatives(x=9, y=4), skill("s", {"any_of": ["x@1", "y@1"]}), lesson("s", "s@1"), role("r", *needs)]
    assert references(learning_path(catalog(*objects), "r")) == ["lesson/x", "lesson/s"]


def test_of_alternatives_the_one_held_is_enough() -> None:
    objects = [*_alternatives(x=9, y=4), skill("s", {"any_of": ["x@1", "y@1"]}), lesson("s", "s@1"), role("r", "s@1")]
    assert references(learning_path(catalog(*objects), "r", frozenset({"x@2"}))) == ["lesson/s"]


def test_needs_of_extended_roles_come_along_and_essential_wins() -> None:
    found = learning_path(
        catalog(
            skill("s"),
            role("base", {"skill": "s@1", "need": "optional", "due": "60"}),
            role("more", {"skill": "s@1", "due": "10"}, extends=["base"]),
            lesson("l", "s@1"),
        ),
        "more",
    )
    assert [(step.optional, step.due) for step in found.steps] == [(False, 10)]
    assert found.effort == 5


def test_optional_steps_cost_nothing() -> None:
    found = learning_path(catalog(skill("s"), role("r", {"skill": "s@1", "need": "optional"}), lesson("l", "s@1")), "r")
    assert [step.optional for step in found.steps] == [True]
    assert found.effort == 0


def test_circles_end() -> None:
    found = all_paths(
        catalog(
            skill("a", "b@1"),
            skill("b", "a@1"),
            role("r", "a@1", extends=["q"]),
            role("q", extends=["r"]),
            lesson("a", "a@1"),
            lesson("b", "b@1"),
        )
    )
    assert sorted(references(found["r"])) == sorted(references(found["q"])) == ["lesson/a", "lesson/b"]


def test_an_unknown_role_and_a_level_that_is_none() -> None:
    small = catalog(skill("s"), role("r", "s@1"))
    with pytest.raises(KeyError):
        learning_path(small, "nobody")
    with pytest.raises(ValueError, match="not a skill and a level"):
        learning_path(small, "r", frozenset({"s"}))


@pytest.fixture(scope="module")
def sample() -> dict[str, LearningPath]:
    found = load(SAMPLE).catalog
    assert found is not None
    return all_paths(found)


HOURS = {
    "account-executive": (5.5, 7),
    "key-account-manager": (7, 8.5),
    "service-agent": (4.25, 5.5),
    "team-lead": (6, 7.5),
    "planner": (0.75, 2),
    "billing-clerk": (1, 2.5),
    "sales-manager": (2.75, 4),
}


def test_the_sample_is_covered_and_as_long_as_announced(sample: dict[str, LearningPath]) -> None:
    assert set(sample) == set(HOURS)
    for name, (least, most) in HOURS.items():
        assert sample[name].uncovered == ()
        assert least <= sample[name].effort / 60 <= most, name


def test_the_sample_begins_with_why_and_ends_with_what_can_wait(sample: dict[str, LearningPath]) -> None:
    for path in sample.values():
        assert path.steps[0].reference == "lesson/why-we-leave"
        phases = [list(Phase).index(step.phase) for step in path.steps]
        assert phases == sorted(phases)
        assert len(set(references(path))) == len(path.steps)


def test_whoever_comes_from_the_role_extended_has_little_left() -> None:
    found = load(SAMPLE).catalog
    assert found is not None
    path = learning_path(found, "key-account-manager", levels_of(found, "account-executive"))
    assert {step.reference for step in path.steps} == {"workshop/key-accounts-clinic", "assessment/key-accounts-check"}


def test_forty_roles_of_a_large_catalog_take_no_time() -> None:
    skills = [skill("s0"), *(skill(f"s{n}", f"s{(n - 1) // 2}@1") for n in range(1, 300))]
    guides = [walkthrough(f"w{n}", f"s{n % 300}@{n % 2 + 1}") for n in range(1000)]
    roles = [role(f"r{n}", *(f"s{(n * 7 + k * 11) % 300}@2" for k in range(15))) for n in range(40)]
    large = catalog(*skills, *guides, *roles)
    started = time.process_time()
    paths = all_paths(large)
    spent = time.process_time() - started
    assert min(len(path.steps) for path in paths.values()) > 30
    assert spent < 0.3 * 4, "0.3 CPU seconds on an idle machine; four times that on a shared one"
