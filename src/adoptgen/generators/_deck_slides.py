"""A workshop deck as a value: what stands on each slide, before anything is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from adoptgen.artefact import Blob
from adoptgen.formats.runs import Paragraph
from adoptgen.look.callouts import Box


@dataclass(frozen=True, slots=True)
class Common:
    """What every slide has."""

    title: str
    """Unique within the deck, as screen readers list slides by it."""
    section: str
    notes: tuple[str, ...]
    """Paragraphs for the trainer."""


@dataclass(frozen=True, slots=True)
class Cover:
    """First slide."""

    common: Common
    subtitle: str
    organisation: str
    foot: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One line of the agenda."""

    time: str
    title: str
    kind: str
    minutes: str
    rest: bool
    """A break: smaller station, softer text."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Clock times on the rail."""

    common: Common
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Points to talk about, below a question to the room if there is one."""

    common: Common
    points: tuple[Paragraph, ...]
    question: Paragraph = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered target on the picture."""

    number: int
    box: Box


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture of the application, cut to what matters."""

    file: Blob
    """The file at double density."""
    width: int
    height: int
    """CSS pixels of the whole picture."""
    crop: Box
    markers: tuple[Marker, ...]
    texts: tuple[Box, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Demo:
    """At most four numbered steps beside a picture."""

    common: Common
    steps: tuple[tuple[int, Paragraph], ...]
    picture: Screenshot | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """What participants do, and how long."""

    common: Common
    label: str
    tasks: tuple[Paragraph, ...]
    minutes: int
    minutes_word: str
    aside: tuple[tuple[str, Paragraph], ...]
    """Heading and text: done when, stuck, early."""


@dataclass(frozen=True, slots=True)
class Check:
    """A question to the room, as title; `reveal` shows which answer is right."""

    common: Common
    label: str
    options: tuple[tuple[str, Paragraph, bool], ...]
    """Letter, text, right or not."""
    reveal: bool
    right_word: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A break: when it goes on."""

    common: Common
    back: str


AnySlide = Cover | Agenda | Content | Demo | Exercise | Check | Pause


@dataclass(frozen=True, slots=True)
class DeckInputs:
    """Everything that decides the bytes of a deck."""

    title: str
    author: str
    language: str
    right_to_left: bool
    edition: dt.date
    footer: str
    colours: tuple[tuple[str, str], ...]
    """Palette roles of the light scheme."""
    template: Blob
    slides: tuple[AnySlide, ...]
    font: str = ""
    """The brand's font for titles; the template's own when empty."""
