"""What an import format says of a file: the one interface between a format and the records store.

A module of this package that exposes `importer` is a format; nothing else has to be told of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from adoptgen.evidence.dialect import Dialect
from adoptgen.evidence.rows import Damage

KeyKind = Literal["employee", "username", "mail", "mail-sha1", "account"]


@dataclass(frozen=True, slots=True)
class Key:
    """One declared key of a person. An `account` may be an employee number or a username. Names are no keys."""

    kind: KeyKind
    value: str


@dataclass(frozen=True, slots=True)
class Named:
    """What an activity is called: an identifier (IRI, `kind/id`), a title, the name of its file, or several."""

    identifier: str = ""
    title: str = ""
    file: str = ""
    """File name without extension, for reports that say nowhere else what they are about."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The source says the activity is done, or that it is not (yet)."""

    completed: bool
    at: dt.datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """The source says there was a try; number 0 and score or `passed` None mean that it does not say.

    Number OUTCOME: it only says how things stood in the end, after who knows how many tries.
    """

    number: int
    started: dt.datetime | None
    ended: dt.datetime | None
    score: float | None
    passed: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The source says how a question was answered. `question` is the interaction's id, `assessment.question`."""

    question: str
    number: int
    response: str
    correct: bool | None
    at: dt.datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The roster says who somebody is. Role, site and wave as written there."""

    name: str
    role: str
    site: str
    wave: str
    joined: dt.date | None
    left: dt.date | None
    manager: str
    """Employee number."""


@dataclass(frozen=True, slots=True)
class Voided:
    """A statement that takes another one back."""

    statement: str


Saying = Finished | Tried | Answered | Listed | Voided


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a file says: a row, or one activity of a row that speaks of several. Counted once."""

    line: int
    column: int
    person: tuple[Key, ...]
    """Declared keys, the strongest first."""
    activity: Named | None
    """None where the entry is about no activity."""
    sayings: tuple[Saying, ...]
    statement: str = ""
    """Id of the xAPI statement it was read from."""
    hint: str = ""
    """The person's name as written, to name candidates; never to join by."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that could not be read, and how many entries went with it."""

    damage: Damage
    entries: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that costs no entry."""

    line: int
    column: int
    message: str
    help: str = ""


Said = Entry | Lost | Remark


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is read: name as given, text, dialect, zone of times that name none."""

    name: str
    text: str
    dialect: Dialect
    zone: ZoneInfo
    of: str = ""
    """`kind/id` the user said the whole file is about."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, for a format to recognise it by."""

    text: str
    header: tuple[str, ...]
    """Cells of the first row under the sniffed separator; empty where the file is no table."""
    fields: tuple[str, ...] = field(default=())
    """The same cells as the fields they are known to mean (words.py), "" where unknown."""


class HeaderError(ValueError):
    """The header is not what the format declares; nothing of the file is read."""

    def __init__(self, message: str, help_: str = "", column: int = 1) -> None:
        super().__init__(message)
        self.help = help_
        self.column = column


@runtime_checkable
class Importer(Protocol):
    """One import format."""

    name: str
    """What `adoptgen import --as NAME` calls it."""
    summary: str
    """One line for `adoptgen import --help`."""

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins so is of this format."""
        ...

    def read(self, source: Source) -> Iterator[Said]:
        """Everything the file says, in file order. Raises HeaderError."""
        ...
