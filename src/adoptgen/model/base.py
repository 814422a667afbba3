"""The base of every catalog type, and the marks its fields carry.

A catalog file is text. The reader hands over mappings, sequences and strings; what a string means is decided
here, by the field that wants it. That is why `NO`, `1.10` and `12:30` stay what was written (YAML 1.2 core
schema, section 10.3, minus its guessing).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from adoptgen.model.described import descriptions

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
WEB_PATTERN = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
AT_LEVEL_PATTERN = r"^[a-z][a-z0-9.-]*@[1-9]$"


class Entity(BaseModel):
    """Frozen, strict, unknown keys refused. A bare string fills the field named by `short`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    short: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if cls.short and isinstance(value, str):
            return {cls.short: value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Publishes the short form beside the long one, and what each field is for."""
        schema = handler(core_schema)
        written = handler.resolve_ref_schema(schema)
        texts = {name.rstrip("_"): text for name, text in descriptions(cls).items()}
        for name, field in written.get("properties", {}).items():
            if name in texts:
                field.setdefault("description", texts[name])
        short = cls._short_schema()
        if short and "anyOf" not in written:
            long = dict(written)
            written.clear()
            written |= {"anyOf": [short, long]}
        return schema

    @classmethod
    def _short_schema(cls) -> dict[str, Any] | None:
        return {"type": "string", "description": f"Short for `{cls.short}` alone."} if cls.short else None


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a string that names another object of one of these kinds (or a member: `application.area`)."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text people read. `markup`: plain, inline (Markdown within a line) or block (Markdown)."""

    markup: str = "plain"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Marks a word of a published list, by the list's name: language, time-zone or aria-role."""

    name: str


@dataclass(frozen=True, slots=True)
class AssetPath:
    """Marks a path of a file under the catalog root."""


def _integer(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", value):
            raise ValueError("should be a whole number")
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", value):
            raise ValueError("should be a number such as 12 or 0.5")
        return float(value)
    return value


def _boolean(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("should be true or false")
        return value == "true"
    return value


def _date(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError("should be a date such as 2026-01-12")
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value} is not a day of the calendar") from None
    return value


Integer = Annotated[int, BeforeValidator(_integer)]
Number = Annotated[float, BeforeValidator(_number)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Date = Annotated[dt.date, BeforeValidator(_date)]

Minutes = Annotated[Integer, Field(ge=1, le=6000)]
Days = Annotated[Integer, Field(ge=-730, le=730)]
"""Days from the go-live of the person's wave; negative is before it."""
Percent = Annotated[Integer, Field(ge=0, le=100)]
Level = Annotated[Integer, Field(ge=1, le=9)]

Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN), Vocabulary("language")]
"""BCP 47 tag: language, script where needed, region where needed."""
Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
Clock = Annotated[str, StringConstraints(pattern=CLOCK_PATTERN)]
"""Time of day, 24 hours."""
TimeZone = Annotated[str, Vocabulary("time-zone")]
"""IANA name, for instance Europe/Berlin."""
AriaRole = Annotated[str, Vocabulary("aria-role")]
"""Role of a control (WAI-ARIA 1.2, section 5.4), for instance button."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=240), Translatable("plain")]
"""A title or a short text without markup."""
Inline = Annotated[str, StringConstraints(min_length=1, max_length=2000), Translatable("inline")]
"""A sentence or two with inline Markdown: **label**, *emphasis*, [link](lesson/id)."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=100_000), Translatable("block")]
"""Paragraphs of Markdown."""
Asset = Annotated[str, StringConstraints(min_length=1, max_length=240), AssetPath()]

SkillRef = Annotated[str, Reference(("skill",))]
RoleRef = Annotated[str, Reference(("role",))]
SiteRef = Annotated[str, Reference(("site",))]
WaveRef = Annotated[str, Reference(("wave",))]
ApplicationRef = Annotated[str, Reference(("application",))]
WalkthroughRef = Annotated[str, Reference(("walkthrough",))]
TrainerRef = Annotated[str, Reference(("trainer",))]
CourseRef = Annotated[str, Reference(("course",))]
AssessmentRef = Annotated[str, Reference(("assessment",))]
LearningRef = Annotated[str, Reference(("lesson", "walkthrough", "assessment", "workshop"))]
"""A learning object as `kind/id`, for instance `lesson/why-we-leave`."""


class CatalogObject(Entity):
    """What every object of the catalog has: an identifier that outlives renames, and a title."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Identifier
    """Dotted slug, unique within its kind; file name, LMS identifier and history hang on it."""
    title: Line
    """What people read."""
    uri: str | None = None
    """The object's address in a published framework."""
    same_as: tuple[str, ...] = ()
    """Addresses of the same thing elsewhere."""
    previous_ids: tuple[Identifier, ...] = ()
    """Earlier ids: a rename keeps its history."""

    @property
    def key(self) -> str:
        """`kind/id`, unique in the catalog."""
        return f"{self.kind}/{self.id}"


class SkillLevel(Entity):
    """A skill at a level; shortest form `opportunities.build@2`."""

    skill: SkillRef
    """Which skill."""
    level: Level
    """Which of its levels, from 1."""

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        if isinstance(value, str):
            if not re.match(AT_LEVEL_PATTERN, value):
                raise PydanticCustomError("skill_level", "should be a skill and a level, such as accounts.find@1")
            skill, _, level = value.partition("@")
            return {"skill": skill, "level": level}
        return value

    @classmethod
    def _short_schema(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": AT_LEVEL_PATTERN, "description": "A skill and its level."}

    def __str__(self) -> str:
        return f"{self.skill}@{self.level}"
