"""Properties of paths that hold for any catalog."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogs import assessment, catalog, lesson, role, skill, walkthrough, workshop

from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import LearningObject
from adoptgen.model.people import Role, Skill
from adoptgen.paths import learning_path, levels_of

Objects = list[Skill | Role | LearningObject]
MAKERS = (lesson, walkthrough, workshop, assessment)
NAMES = [f"s{n}" for n in range(7)]
levels = st.builds("{}@{}".format, st.sampled_from(NAMES), st.integers(1, 3))


@st.composite
def requirements(draw: st.DrawFn, names: list[str]) -> list[object]:
    """Prerequisites among these skills: certain ones and alternatives."""
    if not names:
        return []
    level = st.builds("{}@{}".format, st.sampled_from(names), st.integers(1, 3))
    return draw(
        st.lists(
            st.one_of(level, st.builds(lambda found: {"any_of": found}, st.lists(level, min_size=1, max_size=3))),
            max_size=2,
        )
    )


@st.composite
def catalogs(draw: st.DrawFn, *, single: bool) -> Objects:
    """Any catalog; with `single`, no circles and one level per learning object."""
    skills = [skill(name, *draw(requirements(NAMES[:at] if single else NAMES))) for at, name in enumerate(NAMES)]
    taught = st.lists(levels, min_size=1, max_size=1 if single else 4, unique=True)
    makers = MAKERS[:3] if single else MAKERS
    made = draw(st.lists(st.tuples(st.sampled_from(makers), taught, st.integers(1, 90)), max_size=14))
    objects = [make(f"o{at}", *found, effort=effort) for at, (make, found, effort) in enumerate(made)]
    need = st.fixed_dictionaries(
        {"skill": levels, "need": st.sampled_from(["essential", "optional"]), "due": st.integers(-30, 90).map(str)}
    )
    roles = [
        role("base", *draw(st.lists(need, max_size=3)), extends=[] if single else ["mine"]),
        role("mine", *draw(st.lists(need, max_size=4)), extends=["base"]),
    ]
    return [*skills, *objects, *roles]


def taught(found: Catalog, reference: str) -> list[tuple[str, int]]:
    return [(level.skill, level.level) for level in found.learning_object(reference).teaches]


def reaches(found: Catalog, references: list[str], name: str, level: int) -> bool:
    return any(name == other and high >= level for item in references for other, high in taught(found, item))


@settings(max_examples=60, deadline=None)
@given(catalogs(single=False), st.frozensets(levels, max_size=3))
def test_every_need_is_reached_or_named(objects: Objects, held: frozenset[str]) -> None:
    found = catalog(*objects)
    path = learning_path(found, "mine", held)
    references = [step.reference for step in path.steps]
    assert len(set(references)) == len(references)
    holding = [(name, int(level)) for name, _, level in (text.partition("@") for text in held)]
    for need in (*found.roles["mine"].needs, *found.roles["base"].needs):
        wanted = need.skill
        if any(name == wanted.skill and level >= wanted.level for name, level in holding):
            continue
        covered = reaches(found, references, wanted.skill, wanted.level)
        assert covered != (str(wanted) in path.uncovered)


@settings(max_examples=60, deadline=None)
@given(catalogs(single=True))
def test_prerequisites_come_before_what_rests_on_them(objects: Objects) -> None:
    found = catalog(*objects)
    path = learning_path(found, "mine")
    taught_at_all = {pair for step in path.steps for pair in taught(found, step.reference)}
    done: set[tuple[str, int]] = set()
    for step in path.steps:
        ((name, level),) = taught(found, step.reference)
        if level > 1:
            certain = [(name, below) for below in range(1, level)]
        else:
            certain = [(need.all_of.skill, need.all_of.level) for need in found.skills[name].requires if need.all_of]
        assert all(pair in done for pair in certain if pair in taught_at_all)
        if level == 1:
            choices = [[(item.skill, item.level) for item in need.any_of] for need in found.skills[name].requires]
            for choice in filter(None, choices):
                assert any(pair in done or pair not in taught_at_all for pair in choice)
        done.add((name, level))


@settings(max_examples=60, deadline=None)
@given(catalogs(single=True))
def test_dues_never_go_back(objects: Objects) -> None:
    dues = [step.due for step in learning_path(catalog(*objects), "mine").steps]
    assert dues == sorted(dues)


@settings(max_examples=40, deadline=None)
@given(catalogs(single=False), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(objects: Objects, shuffler: random.Random) -> None:
    shuffled = list(objects)
    shuffler.shuffle(shuffled)
    assert learning_path(catalog(*objects), "mine") == learning_path(catalog(*shuffled), "mine")


@settings(max_examples=40, deadline=None)
@given(catalogs(single=False))
def test_whoever_holds_everything_has_nothing_to_do(objects: Objects) -> None:
    found = catalog(*objects)
    path = learning_path(found, "mine", levels_of(found, "mine"))
    assert (path.steps, path.uncovered) == ((), ())
