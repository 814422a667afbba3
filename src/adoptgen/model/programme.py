"""The roll-out itself: who, where, when, in which languages and under which brand."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from adoptgen.model.base import (
    Asset,
    CatalogObject,
    Colour,
    Date,
    Entity,
    Identifier,
    Inline,
    Integer,
    Language,
    Line,
    RoleRef,
    SiteRef,
    TimeZone,
)
from adoptgen.model.redaction import Redaction


class Brand(Entity):
    """One colour, one logo and, if wanted, one font; everything else is computed. Short form: the colour."""

    short: ClassVar[str] = "colour"
    colour: Colour
    """The company's colour, for instance "#0f5c78"."""
    logo: Asset | None = None
    """SVG drawn in one colour, at least 24 px high."""
    font: str | None = None
    """Family that replaces the display font; must be installed at the readers'."""


class Site(Entity):
    """A place where employees work."""

    id: Identifier
    title: Line
    time_zone: TimeZone
    """IANA name, for instance Europe/Berlin."""
    languages: tuple[Language, ...] = ()
    """Languages people there are trained in; the programme's when empty."""


class Wave(Entity):
    """Sites that go live on the same day."""

    id: Identifier
    title: Line
    go_live: Date
    """First working day in the new application."""
    sites: tuple[SiteRef, ...]


class Contact(Entity):
    """Somebody who helps, shown on the site of the roles named (all when empty)."""

    name: str
    task: Line
    """What the person is there for, for instance key user sales."""
    reach: Line
    """How to reach: extension, room, hours."""
    sites: tuple[SiteRef, ...] = ()
    roles: tuple[RoleRef, ...] = ()


class LmsTarget(Entity):
    """A learning management system that receives packages. Short form: its id."""

    short: ClassVar[str] = "id"
    id: Identifier
    format: Literal["scorm12", "scorm2004", "scorm2004-3rd", "cmi5", "html"] = "scorm12"
    """Package format uploaded there: SCORM 1.2, SCORM 2004 4th or 3rd edition, cmi5, or pages without an LMS."""
    course_base: str = ""
    """Base address of the LMS, used as home page of accounts in statements."""


class Privacy(Entity):
    """What published figures may show."""

    minimum_n: Annotated[Integer, Field(ge=1, le=100)] = 5
    """Figures about fewer people than this are not shown."""
    manager_minimum_n: Annotated[Integer, Field(ge=1, le=100)] = 10
    """The same for views of a team."""
    keep_months: Annotated[Integer, Field(ge=1, le=240)] = 24
    """How long records are kept."""


class ProgrammeSheet(CatalogObject):
    """`programme.yaml`."""

    kind: ClassVar[str] = "programme"
    folder: ClassVar[str] = ""

    organisation: str
    """The company's name as people see it."""
    summary: Inline
    """Why this roll-out, in one or two sentences an employee would accept."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """The source language first, then those translated into."""
    time_zone: TimeZone
    """IANA zone of dates in imports that name none."""
    brand: Brand
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    waves: Annotated[tuple[Wave, ...], Field(min_length=1)]
    contacts: tuple[Contact, ...] = ()
    lms: tuple[LmsTarget, ...] = ()
    privacy: Privacy = Privacy.model_construct()  # as Privacy(), without a validator being built in every run
    redaction: Redaction = Redaction()
    """What captures of any application must not show."""
    guide_address: str = ""
    """Where the guide site will be served, printed on job aids and decks."""
    edition: Date | None = None
    """Date of this edition of the material, printed in footers."""

    @property
    def source_language(self) -> str:
        """The language texts are written in."""
        return self.languages[0]
