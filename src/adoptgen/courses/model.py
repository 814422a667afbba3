"""A course before it is rendered: frozen, in one language, texts still Markdown. The inputs of every package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from adoptgen.look.callouts import Box

KEY_LENGTH = 6
"""Characters that stand for a unit or question in saved states: 32 bits of its id, so clashes are checked for."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def key_of(lasting_id: str) -> str:
    """The short name of a unit or question in saved states. Never changes as long as the id does not."""
    number = int.from_bytes(hashlib.sha256(lasting_id.encode()).digest()[:8])
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(KEY_LENGTH))


@dataclass(frozen=True, slots=True)
class Answer:
    """One option; texts are inline Markdown."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    id: str
    """`<assessment or lesson>.<question>`: what a report shows."""
    key: str
    ask: str
    answers: tuple[Answer, ...]
    shows: str
    """`skill@level`."""
    feedback: str
    hint: str
    weight: float

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(answer.right for answer in self.answers) > 1


@dataclass(frozen=True, slots=True)
class Unit:
    """What every unit of a course has."""

    id: str
    """`kind/id`, as links in texts write it."""
    key: str
    title: str
    summary: str
    minutes: int
    teaches: tuple[str, ...]
    partial: bool
    """Whether some of its texts are not translated yet."""


@dataclass(frozen=True, slots=True)
class LessonUnit(Unit):
    """A page to read, and questions to check oneself."""

    body: str
    questions: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the application with the targets of some steps on it; boxes in the picture's pixels."""

    path: str
    """Relative to the catalog and to the package alike."""
    width: int
    height: int
    marks: tuple[tuple[int, Box], ...] = ()
    """(number of the step in the task, its target)."""
    texts: tuple[Box, ...] = ()
    """Words a disc should not cover."""


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a task; texts are inline Markdown."""

    say: str
    result: str
    why: str
    note: str
    picture: Shown | None
    """Its own picture, where the part's does not show it."""


@dataclass(frozen=True, slots=True)
class TaskPart:
    """Steps that share a picture."""

    title: str
    caption: str
    steps: tuple[Action, ...]
    picture: Shown | None


@dataclass(frozen=True, slots=True)
class TaskUnit(Unit):
    """A task in the application, step by step."""

    parts: tuple[TaskPart, ...]
    caution: str
    different: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckUnit(Unit):
    """Scored questions."""

    mastery: int
    tries: int
    shuffle: bool
    questions: tuple[Ask, ...]


AnyUnit = LessonUnit | TaskUnit | CheckUnit


@dataclass(frozen=True, slots=True)
class Section:
    """Units under one heading."""

    title: str
    units: tuple[AnyUnit, ...]


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill level that questions of the course are evidence of."""

    ref: str
    """`skill@level`."""
    title: str
    level: int
    units: tuple[str, ...]
    """Ids of units that teach it: the same level first."""


@dataclass(frozen=True, slots=True)
class Course:
    """One course in one language."""

    id: str
    lasting_id: str
    """The id under which it was first published: identifiers in an LMS hang on it."""
    programme: str
    title: str
    summary: str
    language: str
    direction: Literal["ltr", "rtl"]
    mastery: int
    edition: str
    """ISO date, or nothing."""
    sections: tuple[Section, ...]
    skills: tuple[SkillLine, ...]
    iri: str
    """What the course is called in statements."""
    space: str
    """Begins the IRIs of its questions and skills."""

    def units(self) -> Iterator[AnyUnit]:
        """All units in order."""
        return (unit for section in self.sections for unit in section.units)

    def checks(self) -> Iterator[CheckUnit]:
        """The units that are scored."""
        return (unit for unit in self.units() if isinstance(unit, CheckUnit))

    @property
    def minutes(self) -> int:
        """Typical learning time."""
        return sum(unit.minutes for unit in self.units())


HEADER_ROOM = 96
"""Characters of a saved state besides what is counted per unit and question."""
PER_UNIT = KEY_LENGTH
PER_CHECK = KEY_LENGTH + 6
PER_QUESTION = KEY_LENGTH + 4


def largest_state(units: int, checks: int, questions: int) -> int:
    """Characters of the longest saved state the player writes for so many of each (runtime/player/state.js)."""
    return HEADER_ROOM + units * PER_UNIT + checks * PER_CHECK + questions * PER_QUESTION
