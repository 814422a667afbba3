"""What must not be seen in captures, and what stands there instead."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from adoptgen.model.base import Entity


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"should be a regular expression: {error.msg}") from None
    return text


Expression = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_expression)]
"""A regular expression of Python's `re`."""
Plain = Annotated[str, StringConstraints(min_length=1, max_length=240)]


class Replacement(Entity):
    """A word of the programme that must not be seen, or a pattern of such words."""

    text: Plain | None = None
    """The word as written, whole and in this case."""
    pattern: Expression | None = None
    """Or a regular expression, for instance `K-[0-9]{5}`."""
    with_: Annotated[Plain, Field(alias="with")]
    """What stands there instead; the pattern must not find it."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Replacement:
        if (self.text is None) == (self.pattern is None):
            raise PydanticCustomError("one_of_two", "should have either text or pattern")
        if re.search(self.pattern or re.escape(self.text or ""), self.with_):
            raise PydanticCustomError("found_again", "should have a `with` that is not found again")
        return self


class Redaction(Entity):
    """Taken out of every capture, besides mail addresses, phone and account numbers, tokens and secrets."""

    persons: tuple[Plain, ...] = ()
    """First name, then last name. Each becomes an invented name of like length, the same everywhere."""
    replace: tuple[Replacement, ...] = ()
    keep: tuple[Expression, ...] = ()
    """What looks like personal data and is invented: a find that contains one of these stays."""


class Cover(Entity):
    """A part of the page that must not be seen at a step."""

    css: Plain
    """Selector of all elements to cover."""
    with_: Annotated[Plain, Field(alias="with")]
    """Text that stands there instead, and wherever the page repeats it. Pictures, frames and drawings go blank."""


__all__ = ["Cover", "Expression", "Redaction", "Replacement"]
