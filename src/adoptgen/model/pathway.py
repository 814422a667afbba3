"""A learning path: what somebody in a role does, in which order, by when and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The part of the roll-out a step belongs to, from its due date relative to go-live."""

    BEFORE = "before"
    WEEK = "week"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is in the path: the role asked for this skill level, or it is a prerequisite of another."""

    role: str
    skill: str
    level: int
    prerequisite_of: str = ""
    """`skill@level` it leads to; empty when the role itself asks for the level."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One learning object of the path."""

    reference: str
    """`kind/id`."""
    phase: Phase
    due: int
    """Days from go-live."""
    optional: bool
    effort: int
    """Minutes."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """All steps of a role in the order in which they are done."""

    role: str
    steps: tuple[PathStep, ...]
    uncovered: tuple[str, ...] = ()
    """Skill levels (`skill@level`) no learning object teaches."""

    @property
    def effort(self) -> int:
        """Minutes of all steps that are not optional."""
        return sum(step.effort for step in self.steps if not step.optional)
