"""What libyaml complains about, said to people and placed where the mistake is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml import MarkedYAMLError

from adoptgen.catalog.form_rules import SYNTAX
from adoptgen.catalog.nodes import Scalar
from adoptgen.problems import Location, Problem

PHRASES = (
    ("unexpected end of stream", "this quote is never closed", "Close it with the same quote at the end of the text."),
    ("unexpected document indicator", "this quote is never closed", "Close it with the same quote."),
    ("unknown escape character", "a backslash in double quotes begins a special character, and this one is none",
     "Write \\\\ for a backslash, or use single quotes."),
    ("escape code", "this is not the number of a character", "Write the character itself instead of its number."),
    ("hexdecimal number", "this is not the number of a character", "Write the character itself."),
    ("mapping values are not allowed", "a colon and a space begin a value, and none can stand here",
     "Quote the whole text if the colon belongs to it; else check the indentation of this line and the one above."),
    ("mapping keys are not allowed", "a text cannot begin with ? and a space", 'Put the text in "quotes".'),
    ("block sequence entries are not allowed", "a list with - cannot begin here",
     "Put it on the next line, or quote the text if the - belongs to it."),
    ("could not find expected ':'", "this line is neither `key: value` nor part of a text",
     "Write a colon and a space after the key; indent the line if it belongs to the text above."),
    ("tab character", "a tab where spaces are wanted", "Indent with spaces."),
    ("',' or ']'", "this list is not closed, or a comma is missing", "Close it with ] and part its items by commas."),
    ("',' or '}'", "these braces are not closed, or a comma is missing",
     "Close them with } and part the keys by commas; quote a text that holds , or }."),
    ("expected '-' indicator", "this line does not belong to the list above", "Indent it like its neighbours."),
    ("comment or line break", "nothing may follow | or > on the same line", "Begin the text on the next line."),
    ("did not find expected key", "this line does not fit the keys around it",
     "Indent it like its neighbours; a text that begins with a quote, [ or { must be quoted as a whole."),
    ("expected node content", "a value is missing here, or a comma is too many", "Write it, or delete the comma."),
    ("indentation", "the indentation does not fit", "Indent like the lines around it."),
)  # fmt: skip
"""Part of libyaml's phrase -> what is wrong, what to do. The first that fits."""

LONGEST = 400
"""Characters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    column: int

    def location(self, file: str) -> Location:
        return Location(file, self.line + 1, self.column + 1)


def explain(error: MarkedYAMLError, text: str, last: Scalar | None, file: str) -> Problem:
    """The problem behind libyaml's error. `last` is the text read just before it."""
    place = _mark(error.problem_mark)
    phrase = error.problem or ""
    if last and _goes_on(last, place, text):
        return SYNTAX.problem(
            last.span.location(file),
            "the quote opened here closes before the text ends, or runs into the next one",
            "Quote the text as a whole; write a quote inside the text twice ('') or as \\\".",
        )
    if "cannot start any token" in phrase:
        return _odd_character(text, place, file)
    if "alphabetic or numeric" in phrase:
        return _odd_character(text, _mark(error.context_mark), file)
    message, help_ = next(((m, h) for part, m, h in PHRASES if part in phrase), (f"not YAML: {phrase}", ""))
    return SYNTAX.problem(_better(error, phrase, place, text).location(file), message, help_)


def _mark(mark: object) -> _Place:
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return _Place(line, column)


def _goes_on(last: Scalar, place: _Place, text: str) -> bool:
    """Whether a quoted text ends right before the error: its quote closed where nobody meant it to."""
    quoted = not last.plain and last.span.end - last.span.start > 1
    between = _line(text, place.line)[last.span.end_column : place.column]
    return quoted and last.span.end_line == place.line and not between.strip()


def _odd_character(text: str, place: _Place, file: str) -> Problem:
    found = _line(text, place.line)[place.column : place.column + 1]
    if found == "\t":
        return SYNTAX.problem(place.location(file), "a tab where spaces are wanted", "Indent with spaces.")
    return SYNTAX.problem(
        place.location(file), f"a text cannot begin with {found} unless it is quoted", 'Put the text in "quotes".'
    )


def _better(error: MarkedYAMLError, phrase: str, place: _Place, text: str) -> _Place:
    """Where the mistake is, rather than where the parser noticed."""
    opened = ("end of stream", "document indicator", "find expected ':'", "',' or ']'", "',' or '}'")
    if error.context_mark is not None and any(part in phrase for part in opened):
        return _mark(error.context_mark)
    if "mapping values" in phrase and place.line:
        above = _line(text, place.line - 1)
        if re.match(r" *(- )?[a-z_]+:\S", above) and "://" not in above:
            return _Place(place.line - 1, above.index(":") + 1)
    return place


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number][:LONGEST] if number < len(lines) else ""
