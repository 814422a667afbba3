"""Questions: what is asked, how it is answered, what an answer is worth.

The ways of answering bear the names of the interactions of SCORM 2004 (RTE 4.2.9) and xAPI where these have one.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from adoptgen.model.base import (
    Asset,
    Boolean,
    Entity,
    Identifier,
    Inline,
    Integer,
    Line,
    Number,
    Percent,
    SkillLevel,
    WalkthroughRef,
)

Share = Annotated[Number, Field(ge=0, le=100)]
"""A place or length on a picture, in percent of its width or height."""

Way = Literal[
    "choice",
    "true-false",
    "numeric",
    "fill-in",
    "cloze",
    "matching",
    "sequencing",
    "categories",
    "hotspot",
    "likert",
    "free-text",
    "simulation",
]
UNSCORED: frozenset[Way] = frozenset({"likert", "free-text"})
"""Ways without a right answer."""


class Option(Entity):
    """One answer to choose from. Short form: its text, a wrong answer."""

    short: ClassVar[str] = "text"
    text: Inline
    correct: Boolean = False
    feedback: Inline | None = None
    """Why it is right or wrong, said to who chose it."""


class Accepted(Entity):
    """A text that may be typed. Short form: the text, wholly right. Case, accents and double spaces do not count."""

    short: ClassVar[str] = "text"
    text: Line
    credit: Percent = 100
    """What it is worth in percent of the question; 0 for a typical mistake that deserves its own feedback."""
    feedback: Inline | None = None


class Quantity(Entity):
    """A number that is asked for. Short form: the number, exactly."""

    short: ClassVar[str] = "answer"
    answer: Number
    tolerance: Annotated[Number, Field(ge=0)] = 0.0
    """How far off an answer may be, upwards and downwards."""
    unit: Line | None = None
    """Shown behind the field, for instance %."""


class Gap(Entity):
    """A drop-down within a text."""

    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


class Cloze(Entity):
    """A text with gaps to fill from lists."""

    text: Inline
    """With {1} where the first gap stands, {2} for the second and so on."""
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=8)]


class Match(Entity):
    """Two things that belong together. Short form: a response that belongs to no premise."""

    short: ClassVar[str] = "response"
    premise: Inline | None = None
    response: Inline


class Category(Entity):
    """A heading and what belongs under it."""

    title: Inline
    items: Annotated[tuple[Inline, ...], Field(min_length=1, max_length=10)]


class Region(Entity):
    """A place on a picture."""

    label: Line
    """Says which place is meant without saying what it is for: who cannot see the picture chooses by it."""
    left: Share
    top: Share
    width: Share
    height: Share
    correct: Boolean = False
    feedback: Inline | None = None


class Hotspot(Entity):
    """A picture on which a place is pointed at."""

    picture: Asset
    description: Line
    """What the picture shows, for those who cannot see it."""
    regions: Annotated[tuple[Region, ...], Field(min_length=2, max_length=8)]


class FreeText(Entity):
    """An answer in one's own words. Short form: the model answer shown afterwards."""

    short: ClassVar[str] = "model"
    model: Inline
    """A good answer, to compare one's own with."""


class Question(Entity):
    """One question, answered in exactly one way: by options, true_false, numeric and so on."""

    id: Identifier
    """Stable: reports and scores hang on it."""
    shows: SkillLevel
    """The skill level a right answer is evidence of."""
    ask: Inline
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)] = ()
    """Single choice where one option is correct, multiple choice where several are."""
    true_false: Boolean | None = None
    """The statement asked about is true, or false."""
    numeric: Quantity | None = None
    fill_in: Annotated[tuple[Accepted, ...], Field(min_length=1, max_length=12)] = ()
    """Texts that count as an answer; the first is shown as the right one."""
    cloze: Cloze | None = None
    matching: Annotated[tuple[Match, ...], Field(min_length=2, max_length=10)] = ()
    sequencing: Annotated[tuple[Inline, ...], Field(min_length=2, max_length=10)] = ()
    """Steps in their right order."""
    categories: Annotated[tuple[Category, ...], Field(min_length=2, max_length=6)] = ()
    hotspot: Hotspot | None = None
    likert: Annotated[tuple[Line, ...], Field(min_length=2, max_length=9)] = ()
    """A scale from the lowest to the highest; not scored."""
    free_text: FreeText | None = None
    """An answer in one's own words; not scored."""
    simulation: WalkthroughRef | None = None
    """A task done on the captured pictures of the application; each step done right at once is worth its share."""
    feedback: Inline | None = None
    """Said after any answer, in addition to the option's own."""
    hint: Inline | None = None
    weight: Annotated[Number, Field(gt=0, le=100)] = 1.0
    partial_credit: Boolean = False
    """Whether a partly right answer is worth its part of the weight."""
    attempts: Annotated[Integer, Field(ge=1, le=20)] | None = None
    """Tries before the answer is shown; else the assessment's."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways of answering that are written down; a question that is right has one."""
        given: dict[Way, bool] = {
            "choice": bool(self.options),
            "true-false": self.true_false is not None,
            "numeric": self.numeric is not None,
            "fill-in": bool(self.fill_in),
            "cloze": self.cloze is not None,
            "matching": bool(self.matching),
            "sequencing": bool(self.sequencing),
            "categories": bool(self.categories),
            "hotspot": self.hotspot is not None,
            "likert": bool(self.likert),
            "free-text": self.free_text is not None,
            "simulation": self.simulation is not None,
        }
        return tuple(way for way, there in given.items() if there)

    @property
    def way(self) -> Way:
        """How it is answered. Raises IndexError for a question `adoptgen check` refuses."""
        return self.ways[0]

    @property
    def scored(self) -> bool:
        """Whether there is a right answer."""
        return self.way not in UNSCORED

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return sum(option.correct for option in self.options) > 1


class Pool(Entity):
    """Questions of which some are drawn at random for each learner."""

    id: Identifier
    draw: Annotated[Integer, Field(ge=1, le=100)]
    """How many of them are asked."""
    questions: Annotated[tuple[Question, ...], Field(min_length=2)]
