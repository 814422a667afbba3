"""The rules the readers themselves ask for, of files and of translations. One code, one page in site/rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adoptgen.problems import Fix, Location, Problem, Severity

if TYPE_CHECKING:
    from adoptgen.catalog.scene import Scene


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, under a code that never changes its meaning."""

    code: str
    summary: str
    """What is asked for, in half a sentence."""
    severity: Severity = Severity.ERROR
    check: Callable[[Scene], Iterator[Problem]] | None = None
    """Pure function over what was read; None where the reader itself reports the code."""
    whole: bool = False
    """The rule misses something (nobody teaches, nobody holds): it waits until everything could be read."""

    def problem(self, location: Location, message: str, help_: str = "", fix: Fix | None = None) -> Problem:
        """A breach of this rule."""
        return Problem(location, self.code, message, help_, self.severity, fix)


UNREADABLE = Rule("C100", "every file is an ordinary, readable file below the catalog folder")
TOO_LARGE = Rule("C101", "a file stays within its size")
NOT_UTF8 = Rule("C102", "files are UTF-8")
CONTROL = Rule("C103", "no control characters and no marks that turn the direction of text")
SYNTAX = Rule("C104", "the file is YAML")
NOT_OURS = Rule("C105", "no anchors, aliases, merge keys, tags or second documents")
TOO_DEEP = Rule("C106", "a file is not nested too deep and holds no endless list")
DUPLICATE_KEY = Rule("C107", "a key is written once")
HEADER = Rule("C108", "a Markdown file begins with a header between two lines ---")
NOT_READ = Rule("C109", "nothing lies in the catalog that nobody reads", Severity.WARNING)
UNKNOWN_KEY = Rule("C110", "every key is one the catalog knows")
MISSING_KEY = Rule("C111", "what an object needs is there")
WRONG_TYPE = Rule("C112", "a text, a list or a group of keys, whichever is wanted")
NOT_A_CHOICE = Rule("C113", "where only some words are possible, one of them is written")
BADLY_WRITTEN = Rule("C114", "ids, dates, times, numbers and colours are written as they should be")
OUT_OF_RANGE = Rule("C115", "numbers and lengths stay within their limits")
EMPTY = Rule("C116", "a key that is there has a value")
NOT_BOOLEAN = Rule("C117", "yes or no is written true or false")
TABLE = Rule("C119", "a table has the header and the width it should have")
UNREADABLE_TRANSLATION = Rule("T101", "a file of translations can be read")
LOST_LINK = Rule("T102", "a translation keeps the links of its source")
OTHER_LABELS = Rule("T103", "a translation marks the same labels in bold", Severity.WARNING)
UNTRANSLATED = Rule("T104", "every text is translated", Severity.WARNING)
OTHER_GAPS = Rule("T105", "a translation has the gaps of its source")

TRANSLATION = (UNREADABLE_TRANSLATION, LOST_LINK, OTHER_LABELS, UNTRANSLATED, OTHER_GAPS)
FORM = (
    UNREADABLE,
    TOO_LARGE,
    NOT_UTF8,
    CONTROL,
    SYNTAX,
    NOT_OURS,
    TOO_DEEP,
    DUPLICATE_KEY,
    HEADER,
    NOT_READ,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NOT_A_CHOICE,
    BADLY_WRITTEN,
    OUT_OF_RANGE,
    EMPTY,
    NOT_BOOLEAN,
    TABLE,
)
