"""A course before it is rendered: frozen, in one language, texts still Markdown. The inputs of every package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from adoptgen.look.callouts import Box
from adoptgen.model.questions import Way

KEY_LENGTH = 6
"""Characters that stand for a unit or question in saved states: 32 bits of its id, so clashes are checked for."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def key_of(lasting_id: str) -> str:
    """The short name of a unit or question in saved states. Never changes as long as the id does not."""
    number = int.from_bytes(hashlib.sha256(lasting_id.encode()).digest()[:8])
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(KEY_LENGTH))


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
class Answer:
    """One thing to choose, type or put in order; texts are inline Markdown."""

    text: str
    right: bool = False
    feedback: str = ""
    credit: int = 100
    """What it is worth in percent, where several texts count."""
    box: tuple[float, float, float, float] | None = None
    """Its place on a picture: left, top, width, height in percent."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is answered piece by piece: a premise, an item to sort, a gap."""

    text: str
    right: int
    """Place of the right one among the answers."""
    answers: tuple[Answer, ...] = ()
    """Its own, where it does not share the question's."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A control on a picture of the application."""

    name: str
    """Its accessible name in the application's own words."""
    box: tuple[float, float, float, float]
    """Left, top, width, height in percent of the picture."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of a task to be done on a picture of the application."""

    step: str
    """Id of the step: what a report shows."""
    do: str
    say: str
    """The instruction: inline Markdown."""
    value: str
    """What is typed or chosen; empty where the control is only used."""
    picture: str
    """Path relative to the catalog and to the package alike."""
    size: tuple[int, int]
    """Width and height in pixels."""
    right: int
    """Place of the right control among the spots."""
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    id: str
    """`<assessment or lesson>.<question>`: what a report shows."""
    key: str
    way: Way
    ask: str
    shows: str
    """`skill@level`."""
    feedback: str
    hint: str
    weight: float
    partial: bool
    """Whether a partly right answer is worth its part."""
    tries: int | None
    """Else the check's."""
    answers: tuple[Answer, ...] = ()
    """Options; texts that count; steps in order; responses; categories; regions; a scale."""
    rows: tuple[Row, ...] = ()
    text: str = ""
    """With {1} for the first gap; the model answer; what the picture shows."""
    number: tuple[float, float, str] | None = None
    """Answer, tolerance, unit."""
    picture: str = ""
    """Path of the picture to point at, relative to the catalog and to the package alike."""
    scenes: tuple[Scene, ...] = ()
    """Steps to be done, of a simulation."""

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return self.way in ("choice", "hotspot") and sum(answer.right for answer in self.answers) > 1


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

    @property
    def bank(self) -> tuple[Ask, ...]:
        """All questions."""
        return self.questions


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
class Draw:
    """Questions of which so many are asked, drawn for each learner."""

    draw: int
    questions: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class CheckUnit(Unit):
    """Scored questions."""

    mastery: int
    tries: int
    shuffle: bool
    pretest: bool
    """Taken once, unscored: what is mastered in it need not be read."""
    questions: tuple[Ask, ...]
    pools: tuple[Draw, ...]

    @property
    def bank(self) -> tuple[Ask, ...]:
        """All questions, those of the pools last."""
        return (*self.questions, *(ask for pool in self.pools for ask in pool.questions))


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
    key: str
    title: str
    level: int
    units: tuple[str, ...]
    """Ids of units that teach it: the same level first."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A word of the programme that occurs in the course; the definition is inline Markdown."""

    id: str
    title: str
    definition: str
    also: tuple[str, ...]
    avoid: tuple[str, ...]
    partial: bool
    """Whether some of its texts are not translated yet."""


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
    passing: Literal["score", "skills"]
    """What has to reach the mastery."""
    edition: str
    """ISO date, or nothing."""
    sections: tuple[Section, ...]
    skills: tuple[SkillLine, ...]
    iri: str
    """What the course is called in statements."""
    space: str
    """Begins the IRIs of its questions and skills."""
    programme_title: str
    organisation: str
    terms: tuple[TermLine, ...]

    def units(self) -> Iterator[AnyUnit]:
        """All units in order."""
        return (unit for section in self.sections for unit in section.units)

    def checks(self) -> Iterator[CheckUnit]:
        """The units that are scored."""
        return (unit for unit in self.units() if isinstance(unit, CheckUnit) and not unit.pretest)

    @property
    def passing_score(self) -> int | None:
        """Score in percent that alone decides; None without a score, or where every skill has to reach it: an LMS that
        knew a score would overrule the course by it."""
        return self.mastery if self.passing == "score" and any(self.checks()) else None

    @property
    def minutes(self) -> int:
        """Typical learning time."""
        return sum(unit.minutes for unit in self.units())
