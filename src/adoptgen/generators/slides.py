"""Workshop decks with speaker notes: build/slides/<workshop>.<language>.pptx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from adoptgen.artefact import Artefact, Planned, Programme
from adoptgen.generators._deck_plan import Frame, frame_of, slides
from adoptgen.generators._deck_slides import DeckInputs
from adoptgen.model.catalog import Catalog
from adoptgen.model.learning import Workshop
from adoptgen.problems import Location, Problem

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
TEMPLATE = "workshop.pptx"
FALLBACK_DAY = dt.date(1980, 1, 1)
"""The date in a deck's properties where the programme names no edition."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides the bytes of a deck: what is said, and how it looks."""

    frame: Frame
    sheet: DeckInputs


class Slides:
    """The trainer's deck."""

    name = "slides"
    summary = "Workshop decks with speaker notes (PowerPoint)."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """One deck per workshop and language."""
        for language, catalog in programme.catalogs.items():
            for workshop in catalog.workshops.values():
                yield Artefact(
                    path=f"slides/{workshop.id}.{language}.pptx",
                    about=_about(workshop),
                    inputs=Inputs(frame_of(programme, catalog, workshop), _sheet(programme, catalog, workshop)),
                    render=render,
                    checks=(whole,),
                    language=language,
                )


def _about(workshop: Workshop) -> tuple[str, ...]:
    tasks = sorted({f"walkthrough/{item.walkthrough}" for item in workshop.agenda if item.walkthrough})
    return (workshop.key, *tasks)


def _sheet(programme: Programme, catalog: Catalog, workshop: Workshop) -> DeckInputs:
    """The deck without its slides."""
    language = catalog.language
    template = next(blob for blob in programme.templates["deck"].files if blob.name == TEMPLATE)
    return DeckInputs(
        title=workshop.title,
        author=catalog.programme.organisation,
        language=language,
        right_to_left=language.partition("-")[0] in RIGHT_TO_LEFT,
        edition=catalog.programme.edition or FALLBACK_DAY,
        footer=workshop.title,
        colours=programme.palette.light,
        template=template,
        slides=(),
        font=catalog.programme.brand.font or "",
    )


def render(inputs: Inputs) -> bytes:
    """The deck as a .pptx file."""
    from adoptgen.generators._deck_draw import draw  # slow to load, and most builds draw nothing

    return draw(replace(inputs.sheet, slides=slides(inputs.frame)))


def whole(data: bytes) -> list[Problem]:
    """The deck opens again, every slide has a title of its own, notes, and nothing beyond its edges."""
    from adoptgen.formats.pptx import opened  # as above

    deck = opened(data)
    titles: list[str] = []
    found: list[str] = []
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    for number, slide in enumerate(deck.slides, 1):
        title = slide.shapes.title
        titles.append(title.text_frame.text if title is not None else "")
        if not titles[-1]:
            found.append(f"slide {number} has no title")
        for shape in slide.shapes:
            right, bottom = shape.left + shape.width, shape.top + shape.height
            if shape.left < 0 or shape.top < 0 or right > width or bottom > height:
                found.append(f"slide {number}: {shape.name} leaves the slide")
    found += [f"two slides are called '{title}'" for title in sorted(set(titles)) if titles.count(title) > 1]
    return [Problem(Location("slides"), "D100", message, "Please report this deck.") for message in found]


generator = Slides()
