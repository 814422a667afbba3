"""Text with a look, apart from any file format: cheap to import where decks are only planned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; colour is `#rrggbb` or empty for the place's own."""

    text: str
    bold: bool = False
    italic: bool = False
    points: float = 0.0
    colour: str = ""
    display: bool = False


Paragraph = tuple[Run, ...]
