"""What people learn with: walkthroughs, lessons, questions, assessments, workshops, courses."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from adoptgen.model.base import (
    ApplicationRef,
    AriaRole,
    AssessmentRef,
    Asset,
    Boolean,
    CatalogObject,
    Clock,
    Date,
    Days,
    Entity,
    Identifier,
    Inline,
    Integer,
    LearningRef,
    Line,
    Minutes,
    Percent,
    Prose,
    Reference,
    SkillLevel,
    TrainerRef,
    WalkthroughRef,
)
from adoptgen.model.questions import Pool, Question
from adoptgen.model.redaction import Cover

AreaRef = Annotated[str, Reference(("area",))]


class LearningObject(CatalogObject):
    """What every learning object says of itself."""

    summary: Inline
    """Why it is worth the reader's time."""
    teaches: tuple[SkillLevel, ...] = ()
    """Skill levels somebody reaches with it."""


class Lesson(LearningObject):
    """A page to read: Markdown with this header."""

    kind: ClassVar[str] = "lesson"
    folder: ClassVar[str] = "lessons"

    effort: Minutes
    """Minutes a reader needs."""
    application: ApplicationRef | None = None
    questions: tuple[Question, ...] = ()
    """Questions to check oneself; not scored."""
    body: Prose
    """The text below the header."""

    @property
    def bank(self) -> tuple[Question, ...]:
        """All questions."""
        return self.questions


class Target(Entity):
    """How a control is found: accessible role and name first, CSS as fallback (several, in order)."""

    role: AriaRole | None = None
    """ARIA role, for instance button."""
    name: str | None = None
    """Accessible name in the source language, without `*` and `:`."""
    near: str | None = None
    """Name of the form, dialog or region around it."""
    css: tuple[str, ...] = ()
    """Fallback selectors that no tool generated."""


class Step(Entity):
    """One action and what is said about it."""

    id: Identifier
    """Stable: scores, drift and translations hang on it."""
    do: Literal["click", "fill", "select", "check", "press", "hover", "upload", "goto", "wait", "read"] = "click"
    target: Target | None = None
    value: str | None = None
    """Text typed, option chosen, key pressed or path gone to; secrets only as ${NAME}."""
    say: Inline
    """The instruction, beginning with place or verb; labels in **bold**."""
    result: Inline | None = None
    """What is seen afterwards."""
    why: Inline | None = None
    """Why it matters, where it is not plain."""
    note: Inline | None = None
    """What to do when something is different."""
    picture: Asset | None = None
    """Own screenshot, where there is no capture bundle."""
    redact: tuple[Cover, ...] = ()
    """Parts of the page that must not be seen."""


class Part(Entity):
    """Steps that belong together on one picture."""

    title: Line
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    caption: Line | None = None
    """Says what the picture shows."""


class Walkthrough(LearningObject):
    """A task in the application, step by step."""

    kind: ClassVar[str] = "walkthrough"
    folder: ClassVar[str] = "walkthroughs"

    effort: Minutes
    application: ApplicationRef
    area: AreaRef
    start: str = "/"
    """Path of the application where the task begins."""
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    caution: Prose | None = None
    """The one mistake worth a warning."""
    different: tuple[Inline, ...] = ()
    """If something is different: what one sees and what to do, one each."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order."""
        return tuple(step for part in self.parts for step in part.steps)


class Assessment(LearningObject):
    """Questions that decide whether a skill level is reached."""

    kind: ClassVar[str] = "assessment"
    folder: ClassVar[str] = "assessments"

    effort: Minutes
    mastery: Percent = 80
    """Score in percent that passes."""
    attempts: Annotated[Integer, Field(ge=1, le=20)] = 2
    """Tries per question before the answer is shown."""
    shuffle: Boolean = True
    questions: Annotated[tuple[Question, ...], Field(min_length=1)] = ()
    """Asked of everybody."""
    pools: tuple[Pool, ...] = ()
    """Asked of each learner in part, drawn at random."""

    @property
    def asked(self) -> int:
        """How many questions each learner is asked."""
        return len(self.questions) + sum(min(pool.draw, len(pool.questions)) for pool in self.pools)

    @property
    def bank(self) -> tuple[Question, ...]:
        """All questions, those of the pools last."""
        return (*self.questions, *(question for pool in self.pools for question in pool.questions))


class Activity(Entity):
    """One item of a workshop's agenda."""

    id: Identifier
    do: Literal["talk", "demo", "exercise", "check", "discussion", "break"]
    title: Line
    minutes: Annotated[Integer, Field(ge=1, le=480)]
    points: tuple[Inline, ...] = ()
    """What stands on the slide."""
    say: Prose | None = None
    """What the trainer says."""
    show: Prose | None = None
    """What the trainer does."""
    ask: Inline | None = None
    """What the trainer asks the group."""
    late: Inline | None = None
    """What to leave out when late."""
    walkthrough: WalkthroughRef | None = None
    """Task that is shown or practised."""
    task: Inline | None = None
    """Exercise: what participants do."""
    done_when: Inline | None = None
    """Exercise: how one sees that it is done."""
    stuck: Inline | None = None
    """Exercise: what helps who is stuck."""
    early: Inline | None = None
    """Exercise: for who is done early."""
    debrief: Inline | None = None
    """Exercise: what is asked afterwards."""
    question: Question | None = None
    """Check: a question put to the room."""


class Workshop(LearningObject):
    """A session in a room or online, with a trainer."""

    kind: ClassVar[str] = "workshop"
    folder: ClassVar[str] = "workshops"

    mode: Literal["room", "online"] = "room"
    group: Annotated[Integer, Field(ge=1, le=200)] = 12
    """Largest number of participants."""
    starts: Clock = "09:00"
    """Clock time printed on the agenda."""
    materials: tuple[Line, ...] = ()
    trainers: tuple[TrainerRef, ...] = ()
    agenda: Annotated[tuple[Activity, ...], Field(min_length=1)]

    @property
    def effort(self) -> int:
        """Minutes from start to end, breaks included."""
        return sum(activity.minutes for activity in self.agenda)


class Module(Entity):
    """A part of a course."""

    id: Identifier
    title: Line
    items: Annotated[tuple[LearningRef, ...], Field(min_length=1)]
    """Learning objects in order, as kind/id."""


class Retrieval(Entity):
    """Spaced retrieval: questions of the course asked again, so that what was learnt stays."""

    after: Annotated[tuple[Days, ...], Field(min_length=1, max_length=12)]
    """Days from go-live, one set each; growing gaps, for instance 3, 10, 30."""
    questions: Annotated[Integer, Field(ge=1, le=30)] = 5
    """Questions in each set."""


class Course(CatalogObject):
    """What an LMS administrator uploads: learning objects in modules, one score."""

    kind: ClassVar[str] = "course"
    folder: ClassVar[str] = "courses"

    summary: Inline
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    mastery: Percent = 80
    """Score in percent that passes the course."""
    passing: Literal["score", "skills"] = "score"
    """What has to reach the mastery: the score of all questions, or besides it that of every skill level."""
    pretest: AssessmentRef | None = None
    """Taken first, once and unscored: what is mastered there need not be read."""
    retrieval: Retrieval | None = None
    """Short sets of questions for after go-live, each a package of its own."""
    edition: Date | None = None
