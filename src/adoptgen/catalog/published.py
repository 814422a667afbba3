"""What was published: identifiers on which an LMS hangs what people did, as catalog/identifiers.lock remembers them.

One line per identifier, sorted: `course sales`, `retrieval sales@10`, `assessment first-week`,
`objective accounts.find@1`, `question assessment/first-week.rates`. They derive from the id an object was first
published under, never from titles, order or content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adoptgen.model.base import CatalogObject
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Assessment, Course, Lesson
from adoptgen.model.questions import Question

LOCK = "identifiers.lock"
"""File in the catalog folder; written by `adoptgen lock`, committed like everything else there."""
HEADER = """\
# What was uploaded to an LMS, by the identifiers on which it hangs what people did. Written by: adoptgen lock
# A line that is deleted here gives up these records.
"""
KINDS = ("assessment", "course", "lesson", "walkthrough")
PARTS = ("question", "retrieval")
"""What is lost with the object it belongs to."""
_LINE = re.compile(
    rf"(?:{'|'.join(KINDS)}) [a-z][a-z0-9.-]*|objective [a-z][a-z0-9.-]*@[1-9]"
    r"|retrieval [a-z][a-z0-9.-]*@[0-9]+|question (?:assessment|lesson)/[a-z][a-z0-9.-]*"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Where an identifier comes from: an object, and for questions and objectives the question in it."""

    item: CatalogObject
    question: tuple[str | int, ...] = ()
    """The fields that lead to a question of it."""
    field: str | int = "id"

    @property
    def path(self) -> tuple[str | int, ...]:
        """The fields that lead to what the identifier is made of."""
        return (*self.question, self.field)


def first_id(item: CatalogObject) -> str:
    """The id an object was first published under."""
    return item.previous_ids[0] if item.previous_ids else item.id


def identifiers(catalog: Catalog) -> dict[str, Holder]:
    """Every identifier packages of this catalog may have -> what it comes from."""
    items = [item for kind in KINDS for item in catalog.of(kind).values()]
    return {line: holder for item in items for line, holder in of_object(item, catalog)}


def of_object(item: CatalogObject, catalog: Catalog) -> Iterator[tuple[str, Holder]]:
    """The identifiers of one object, the objectives its questions are evidence of among them."""
    yield f"{item.kind} {first_id(item)}", Holder(item)
    if isinstance(item, Course) and item.retrieval:
        for number, day in enumerate(item.retrieval.after):
            yield f"retrieval {first_id(item)}@{day}", Holder(item, ("retrieval", "after"), number)
    if isinstance(item, Assessment | Lesson):
        for place, question in _questions(item):
            yield f"question {item.kind}/{first_id(item)}.{question.id}", Holder(item, place)
            skill = catalog.skills.get(question.shows.skill)
            if skill:
                yield f"objective {first_id(skill)}@{question.shows.level}", Holder(item, place, "shows")


def _questions(item: Assessment | Lesson) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    for number, question in enumerate(item.questions):
        yield ("questions", number), question
    for place, pool in enumerate(item.pools if isinstance(item, Assessment) else ()):
        for number, question in enumerate(pool.questions):
            yield ("pools", place, "questions", number), question


def in_packages(catalog: Catalog, courses: Iterable[str]) -> set[str]:
    """The identifiers in the packages of these courses. Raises KeyError for an unknown course."""
    items: list[CatalogObject] = []
    for course in map(catalog.courses.__getitem__, courses):
        items.append(course)
        items += (catalog.learning_object(name) for module in course.modules for name in module.items)
        items += [catalog.assessments[course.pretest]] if course.pretest else []
    return {line for item in items if item.kind in KINDS for line, _ in of_object(item, catalog)}


def read_lock(text: str) -> dict[str, int]:
    """Identifier -> its line, from 1. Raises ValueError with the number of a line that is none."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            if not _LINE.fullmatch(line):
                raise ValueError(number)
            found.setdefault(line, number)
    return found


def lock_text(names: Iterable[str]) -> str:
    """The file for these identifiers."""
    return HEADER + "".join(f"{name}\n" for name in sorted(set(names)))


def lost(published: Iterable[str], now: Mapping[str, Holder]) -> Iterator[str]:
    """Published identifiers that packages would no longer have.

    Not the questions and retrieval sets of an object that is told itself, and objectives only when nothing else is
    told: a question that comes back brings its objective.
    """
    gone = [name for name in published if name not in now]
    objectives = [name for name in gone if name.startswith("objective ")]
    others = [name for name in gone if name not in objectives]
    for name in others:
        kind, _, rest = name.partition(" ")
        owner = rest.rpartition(".")[0].replace("/", " ", 1)
        owner = f"course {rest.partition('@')[0]}" if kind == "retrieval" else owner
        if kind not in PARTS or owner in now:
            yield name
    if not others:
        yield from objectives
