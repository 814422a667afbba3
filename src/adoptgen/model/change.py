"""Why and how well: change impacts, surveys and KPIs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from adoptgen.model.base import (
    CatalogObject,
    Days,
    Entity,
    Identifier,
    Inline,
    Integer,
    LearningRef,
    Line,
    Number,
    RoleRef,
    SkillRef,
)


class Effect(Entity):
    """What a change means for one role."""

    role: RoleRef
    effect: Literal["easier", "new-work", "different", "goes-away"]
    means: Line
    """In the learner's words, for instance about 25 min a day saved."""


class Impact(CatalogObject):
    """One change to somebody's working day."""

    kind: ClassVar[str] = "impact"
    folder: ClassVar[str] = "impacts"

    process: Line
    """The process it happens in."""
    before: Inline
    """Today, in the words of those who do it."""
    after: Inline
    """With the new application."""
    upstream: tuple[Line, ...] = ()
    """Processes that feed this one."""
    downstream: tuple[Line, ...] = ()
    """Processes that live on its result."""
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    skills: tuple[SkillRef, ...] = ()
    """Skills that make it bearable."""
    severity: Literal["low", "medium", "high"] = "medium"


class Item(Entity):
    """One question of a survey."""

    id: Identifier
    """Stable; a new wording is a new id."""
    ask: Line
    scale: Literal["agree5", "ease5", "ease7", "satisfaction5", "recommend11", "text", "choice"]
    choices: tuple[Line, ...] = ()
    adkar: Literal["awareness", "desire", "knowledge", "ability", "reinforcement"] | None = None
    """Element of ADKAR the item is a pulse of."""


class Survey(CatalogObject):
    """Questions put to people at a moment of the roll-out."""

    kind: ClassVar[str] = "survey"
    folder: ClassVar[str] = "surveys"

    summary: Inline
    send: tuple[Days, ...]
    """Days from go-live on which it is sent."""
    audience: tuple[RoleRef, ...] = ()
    """All roles when empty."""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Kpi(CatalogObject):
    """A figure with an owner, a target and an action."""

    kind: ClassVar[str] = "kpi"
    folder: ClassVar[str] = "kpis"

    summary: Inline
    """What the figure says, and of whom."""
    measure: Literal[
        "completion-rate",
        "on-time-rate",
        "success-rate",
        "first-attempt-pass-rate",
        "time-to-completion",
        "readiness",
        "assignment-coverage",
        "attendance",
        "activation",
        "weekly-active",
        "habit",
        "old-tool-residual",
        "tickets",
        "survey-score",
        "process-delta",
        "question-facility",
    ]
    """What is computed; formulas in the reference."""
    of: tuple[LearningRef, ...] = ()
    """Learning objects it is computed over; those of the people's paths when empty."""
    by: tuple[Literal["role", "site", "wave"], ...] = ("role", "site", "wave")
    """Segments shown."""
    target: Number | None = None
    """Percent, days or points, as the measure has it."""
    better: Literal["up", "down"] = "up"
    tier: Annotated[Integer, Field(ge=1, le=8)] = 1
    """LTEM tier: 1 attendance to 8 effects."""
    owner: Line
    action: Inline
    """What is done when it is missed."""


__all__ = ["Effect", "Impact", "Item", "Kpi", "Survey"]
