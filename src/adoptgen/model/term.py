"""The programme's own words: what a term means, and which words are not used for it."""

from __future__ import annotations

from typing import ClassVar

from adoptgen.model.base import CatalogObject, Inline, Line


class Term(CatalogObject):
    """One word of the programme. The title is the term as everybody should say and write it."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "glossary"

    definition: Inline
    """What it is, in one or two sentences a new colleague understands."""
    also: tuple[Line, ...] = ()
    """Its abbreviation, or another word for it that is just as good."""
    avoid: tuple[Line, ...] = ()
    """Words people use for it that should not be used any more."""


__all__ = ["Term"]
