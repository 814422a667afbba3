"""What a recording of another tool is to us: what was done, to what, and how that is found again.

Nothing of a recording is believed or executed. What we cannot say in a walkthrough is refused by its name and place,
all at once; what is left out without harm is noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

MOST_BYTES = 5_000_000
"""Of one file; recordings of an hour have some hundred kB."""
MOST_SCRIPT = 200_000
"""Characters of a script; what a recorder writes in an hour has some ten thousand."""
MOST_EVENTS = 1000
"""Of one recording; a task that people learn has some twenty."""
MOST_SELECTORS = 40
"""For one control; recorders write up to six."""
LONGEST = 1000
"""Characters of a selector or a name; longer ones were made by a program for itself."""
LONGEST_VALUE = 5000
"""Characters somebody types in one step."""

Do = Literal[
    "goto", "click", "double", "fill", "select", "check", "uncheck", "press", "char", "hover", "upload", "wait",
    "read", "page",
]  # fmt: skip
"""As in a step, and besides: `double` click, one `char` typed where the recorder does not say into what, and `page`:
another page came (its title is the value)."""


@dataclass(frozen=True)
class Found:
    """How a control is found again; empty where the recording does not say."""

    role: str = ""
    name: str = ""
    near: str = ""
    css: tuple[str, ...] = ()
    """Without those a tool generated."""
    raw: tuple[str, ...] = ()
    """Everything the recording says of it: whether it holds a secret is read from this."""
    dropped: tuple[str, ...] = ()
    """Why selectors were left out."""


@dataclass(frozen=True)
class Event:
    """One thing that was done."""

    line: int
    step: str
    """How the file's own tool calls the place, for instance `step 4`; empty where the line says all."""
    do: Do
    found: Found | None = None
    value: str = ""
    label: str = ""
    """What an option chosen says, where `value` is not it."""


@dataclass(frozen=True)
class Remark:
    """Something that cannot be taken over (`refused`), or was left out without harm."""

    line: int
    step: str
    message: str
    help: str = ""
    refused: bool = True


@dataclass(frozen=True)
class Recorded:
    """A whole recording as its format's reader understands it."""

    title: str
    events: tuple[Event, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file as it came, decoded."""

    name: str
    text: str
    test: str = ""
    """Which of several tests in it is wanted."""


@runtime_checkable
class Reader(Protocol):
    """One format. A module of this package that exposes `reader` is one."""

    name: str
    summary: str

    def recognises(self, source: Source) -> bool:
        """Whether the file is probably of this format."""

    def read(self, source: Source) -> Recorded:
        """Everything that was done. Raises RecordingError for a file that is none."""


class RecordingError(Exception):
    """The file as a whole cannot be read: `message`, `help`, `line`."""

    def __init__(self, message: str, help_: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.help, self.line = message, help_, line


def script(source: Source) -> str:
    """The text of a script. Raises RecordingError for one no recorder wrote."""
    if len(source.text) > MOST_SCRIPT:
        raise RecordingError(f"the script has more than {MOST_SCRIPT:,} characters", "Record one task at a time.")
    return source.text


def refuse(line: int, step: str, message: str, help_: str = "") -> Remark:
    """A remark that keeps the walkthrough from being written."""
    return Remark(line, step, message, help_)


def note(line: int, step: str, message: str, help_: str = "") -> Remark:
    """A remark about what was left out or guessed."""
    return Remark(line, step, message, help_, refused=False)


def bounded(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events. Raises RecordingError for more than a task can have."""
    found = tuple(events)
    if len(found) > MOST_EVENTS:
        raise RecordingError(
            f"the recording has {len(found)} steps; {MOST_EVENTS} are taken", "Record one task at a time."
        )
    return found
