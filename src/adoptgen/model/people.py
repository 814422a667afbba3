"""Who has to be able to do what: skills, roles, trainers, applications."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from adoptgen.model.base import (
    WEB_PATTERN,
    ApplicationRef,
    CatalogObject,
    Date,
    Days,
    Entity,
    Identifier,
    Inline,
    Integer,
    Language,
    Level,
    Line,
    RoleRef,
    SiteRef,
    SkillLevel,
    SkillRef,
)
from adoptgen.model.redaction import Redaction


class Requirement(Entity):
    """One prerequisite: a skill level, or any one of several. Shortest form `accounts.find@1`."""

    short: ClassVar[str] = "all_of"
    all_of: SkillLevel | None = None
    """Needed in any case."""
    any_of: tuple[SkillLevel, ...] = ()
    """One of these is enough."""


class Skill(CatalogObject):
    """Something people can do in their work, at levels that can be told apart by watching."""

    kind: ClassVar[str] = "skill"
    folder: ClassVar[str] = "skills"

    summary: Inline
    """What somebody who has it does."""
    levels: Annotated[tuple[Line, ...], Field(min_length=1, max_length=9)]
    """One descriptor per level, from 1: what can be seen somebody doing."""
    requires: tuple[Requirement, ...] = ()
    """Prerequisites of level 1; all must be met."""
    broader: tuple[SkillRef, ...] = ()
    """Skills this one is part of."""
    valid_for: Annotated[Integer, Field(ge=1, le=120)] | None = None
    """Months until it must be shown again."""
    application: ApplicationRef | None = None
    """Where it is practised."""


class Need(Entity):
    """A skill level a role takes. Shortest form `opportunities.build@2`."""

    short: ClassVar[str] = "skill"
    skill: SkillLevel
    need: Literal["essential", "optional"] = "essential"
    due: Days = -3
    """Days from go-live by which it must be reached."""


class Role(CatalogObject):
    """What a group of employees does, and the skill levels it takes."""

    kind: ClassVar[str] = "role"
    folder: ClassVar[str] = "roles"

    summary: Inline
    """What changes for this role, said to the employee."""
    department: Line
    """Where the role sits."""
    extends: tuple[RoleRef, ...] = ()
    """Roles whose needs are taken over."""
    needs: tuple[Need, ...] = ()
    """Skill levels beyond those of the roles extended."""
    people: Annotated[Integer, Field(ge=0)] = 0
    """Planned number of holders."""


class Area(Entity):
    """A part of an application as its menu names it."""

    id: Identifier
    title: Line


WebAddress = Annotated[str, StringConstraints(pattern=WEB_PATTERN, max_length=500)]


class Tour(Entity):
    """What a tour on the live application may do besides showing."""

    addresses: tuple[WebAddress, ...] = ()
    """Further addresses it runs on, for instance those of a practice system."""
    events: WebAddress | None = None
    """xAPI endpoint that hears which tours were begun, done or left, by nobody's name; without it nothing is sent."""


class Application(CatalogObject):
    """The business application people are trained for."""

    kind: ClassVar[str] = "application"
    folder: ClassVar[str] = "applications"

    version: str
    """The version the material was checked on."""
    checked: Date
    """When."""
    address: str = ""
    """Where employees open it."""
    languages: tuple[Language, ...]
    """Languages of its user interface."""
    areas: tuple[Area, ...] = ()
    core_features: tuple[Identifier, ...] = ()
    """Features whose use counts as real use."""
    redaction: Redaction = Redaction()
    """What captures of it must not show."""
    tour: Tour = Tour()
    """In-app tours."""


class Trainer(CatalogObject):
    """Somebody who gives workshops. The title is the person's name."""

    kind: ClassVar[str] = "trainer"
    folder: ClassVar[str] = "trainers"

    teaches: tuple[SkillRef, ...]
    languages: tuple[Language, ...]
    home: SiteRef
    """Site the person works at."""


__all__ = ["Application", "Area", "Level", "Need", "Requirement", "Role", "Skill", "Tour", "Trainer"]
