"""Drawing a deck: slides as values to PowerPoint, measured so that nothing runs over."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from adoptgen.formats import pptx
from adoptgen.formats.pptx import Place
from adoptgen.formats.runs import Paragraph, Run
from adoptgen.generators._deck_slides import (
    Agenda,
    AnySlide,
    Check,
    Content,
    Cover,
    DeckInputs,
    Demo,
    Exercise,
    Pause,
    Screenshot,
)
from adoptgen.look.callouts import place as place_discs
from adoptgen.look.callouts import scaled
from adoptgen.look.measure import Family, Span, height, line_count

QUESTION, BODY, SECONDARY, LABEL = 28, 20, 16, 14
AFTER = 10
"""Points between paragraphs."""
ROW = 0.635
ROWS = 8
DISC = 0.37
RULE = 0.03
TITLE_SIZES = (32, 28, 24)
COVER_SIZES = (54, 46, 40, 32)


@dataclass
class Board:
    """The deck being drawn, and what all slides share."""

    deck: Any
    inputs: DeckInputs
    colours: dict[str, str]
    sections: list[tuple[str, int]]

    def slide(
        self, layout: str, slide: AnySlide, title: str, sizes: Sequence[int] = TITLE_SIZES
    ) -> tuple[Slide, dict[int, Place]]:
        """A new slide with title, notes and footer; and where its places are."""
        chosen = pptx.layout_named(self.deck, layout)
        made = pptx.add_slide(self.deck, chosen, self._footer(slide), self.inputs.language)
        found = pptx.places(chosen)
        points = fitting(title, "Georgia", found[0], sizes)
        run = Run(title, points=0 if points == sizes[0] else points)
        self.fill(made, 0, [(run,)])
        self._notes(made, slide)
        self._count(slide.common.section)
        return made, found

    def fill(self, slide: Slide, index: int, paragraphs: Sequence[Paragraph], after: float = 0.0) -> None:
        """Put text into a placeholder."""
        frame = slide.placeholders[index].text_frame
        pptx.write(frame, paragraphs, self.inputs.language, after, self.inputs.right_to_left)

    def text(self, slide: Slide, place: Place, paragraphs: Sequence[Paragraph], **options: Any) -> None:
        """Text outside placeholders."""
        pptx.add_text(slide, place, paragraphs, self.inputs.language, **options)

    def _footer(self, slide: AnySlide) -> str:
        section = slide.common.section
        return self.inputs.footer if section == self.inputs.footer else f"{self.inputs.footer}      {section}"

    def _notes(self, made: Slide, slide: AnySlide) -> None:
        frame = made.notes_slide.notes_text_frame
        if frame is not None:
            pptx.write(frame, [(Run(line),) for line in slide.common.notes], self.inputs.language)

    def _count(self, section: str) -> None:
        if self.sections and self.sections[-1][0] == section:
            self.sections[-1] = (section, self.sections[-1][1] + 1)
        else:
            self.sections.append((section, 1))


def draw(inputs: DeckInputs) -> bytes:
    """The deck as a .pptx file."""
    deck = pptx.opened(inputs.template.read())
    board = Board(deck, inputs, dict(inputs.colours), [])
    pptx.recolour(deck, _theme(board.colours))
    if inputs.font:
        pptx.set_display_font(deck, inputs.font)
    for slide in inputs.slides:
        _DRAW[type(slide)](board, slide)
    pptx.add_sections(deck, board.sections)
    pptx.describe(deck, inputs.title, inputs.author, inputs.language, inputs.edition)
    return pptx.packed(deck)


def _theme(colours: dict[str, str]) -> dict[str, str]:
    series = {f"accent{index + 2}": colours[f"chart.categorical.{index}"] for index in range(5)}
    return series | {
        "dk1": colours["neutral.text"],
        "lt1": "#ffffff",
        "dk2": colours["neutral.textSoft"],
        "lt2": colours["neutral.sunken"],
        "accent1": colours["brand.fill"],
        "hlink": colours["brand.text"],
        "folHlink": colours["brand.text"],
    }


def fitting(text: str, family: Family, place: Place, sizes: Sequence[int]) -> int:
    """The largest of these sizes at which a text fits its place; the smallest where none does."""
    for points in sizes:
        lines = line_count([Span(text)], family, points, place.width * 72)
        if height(lines, family, points) <= place.height * 72 * 1.12:
            return points
    return sizes[-1]


def paged(paragraphs: Sequence[Paragraph], place: Place, points: float) -> list[list[Paragraph]]:
    """Paragraphs on as many pages as they need at this size."""
    pages: list[list[Paragraph]] = [[]]
    used = 0.0
    for paragraph in (piece for whole in paragraphs for piece in _pieces(whole, place, points)):
        need = _tall(paragraph, place, points) + AFTER
        if pages[-1] and used + need > place.height * 72:
            pages.append([])
            used = 0.0
        pages[-1].append(paragraph)
        used += need
    return pages


def _tall(paragraph: Paragraph, place: Place, points: float, family: Family = "Calibri") -> float:
    lines = line_count([Span(run.text, run.bold) for run in paragraph], family, points, place.width * 72)
    return height(lines, family, points, 1.1)


def _pieces(paragraph: Paragraph, place: Place, points: float) -> Iterator[Paragraph]:
    """A paragraph higher than a page is cut between words."""
    if _tall(paragraph, place, points) + AFTER <= place.height * 72:
        yield paragraph
        return
    words = [replace(run, text=word + " ") for run in paragraph for word in run.text.split(" ") if word]
    middle = len(words) // 2
    yield from _pieces(tuple(words[:middle]), place, points)
    yield from _pieces(tuple(words[middle:]), place, points)


def numbered(title: str, page: int, pages: int) -> str:
    """`Title (1/2)` where a slide needs several pages."""
    return title if pages == 1 else f"{title} ({page}/{pages})"


def _cover(board: Board, slide: Cover) -> None:
    made, _ = board.slide("Cover", slide, slide.common.title, COVER_SIZES)
    board.fill(made, 1, [(Run(slide.subtitle),)])
    board.fill(made, 2, [(Run(slide.foot),)])
    board.fill(made, 10, [(Run(slide.organisation, bold=True),)])
    on_fill, fill = board.colours["brand.onFill"], board.colours["brand.fill"]
    tile = pptx.add_shape(made, MSO_SHAPE.ROUNDED_RECTANGLE, Place(0.75, 0.76, 0.42, 0.42), fill=on_fill, name="Logo")
    pptx.write(
        tile.text_frame, [(Run(slide.organisation[:1], bold=True, points=18, colour=fill),)], board.inputs.language
    )
    pptx.mark_decorative(tile)
    rule = pptx.add_shape(made, MSO_SHAPE.RECTANGLE, Place(0.75, 6.22, 11.833, 0.012), fill=on_fill, name="Rule")
    pptx.mark_decorative(rule)


def _agenda(board: Board, slide: Agenda) -> None:
    pages = [slide.rows[first : first + ROWS] for first in range(0, len(slide.rows), ROWS)]
    for page, rows in enumerate(pages, 1):
        made, found = board.slide("Agenda", slide, numbered(slide.common.title, page, len(pages)))
        pptx.remove(made.placeholders[1])
        area = found[1]
        centre = area.x + 1.15
        rail = Place(centre - RULE / 2, area.y + ROW / 2, RULE, ROW * (len(rows) - 1))
        pptx.mark_decorative(
            pptx.add_shape(made, MSO_SHAPE.RECTANGLE, rail, fill=board.colours["neutral.lineStrong"], name="Rail")
        )
        for index, row in enumerate(rows):
            _station(board, made, centre, area.y + ROW * (index + 0.5), row.rest)
            _agenda_row(board, made, replace(area, y=area.y + ROW * index, height=ROW), row)


def _station(board: Board, made: Slide, x: float, y: float, rest: bool) -> None:
    size = 0.13 if rest else 0.21
    spot = Place(x - size / 2, y - size / 2, size, size)
    control = board.colours["neutral.control"]
    fill = control if rest else "#ffffff"
    line = control if rest else board.colours["brand.fill"]
    pptx.mark_decorative(pptx.add_shape(made, MSO_SHAPE.OVAL, spot, fill=fill, line=line, weight=2.25, name="Station"))


def _agenda_row(board: Board, made: Slide, area: Place, row: Any) -> None:
    soft = board.colours["neutral.textSoft"]
    colour = soft if row.rest else board.colours["neutral.text"]
    room = Place(area.x + 1.5, area.y, 6.6, area.height)
    points = fitting(row.title, "Calibri", replace(room, height=0.36), (BODY, SECONDARY))
    middle = {"anchor": "ctr"}
    board.text(made, replace(area, width=0.9), [(Run(row.time, points=BODY, colour=soft),)], **middle)
    board.text(made, room, [(Run(row.title, points=points, colour=colour, bold=False),)], **middle)
    kind = Place(area.x + 8.3, area.y, 2.2, area.height)
    if row.kind:
        board.text(made, kind, [(Run(row.kind, points=SECONDARY, colour=soft),)], **middle)
    minutes = Place(area.x + area.width - 1.2, area.y, 1.2, area.height)
    board.text(made, minutes, [(Run(row.minutes, points=SECONDARY, colour=soft),)], align="r", **middle)


def _content(board: Board, slide: Content) -> None:
    area = pptx.places(pptx.layout_named(board.deck, "Content"))[1]
    asked = _tall(slide.question, area, QUESTION, "Georgia") / 72 + 0.3 if slide.question else 0.0
    room = replace(area, width=area.width - 0.4, y=area.y + asked, height=area.height - asked)
    pages = paged(slide.points, room, BODY) if slide.points else [[]]
    for page, points in enumerate(pages, 1):
        made, _ = board.slide("Content", slide, numbered(slide.common.title, page, len(pages)))
        if slide.question:
            styled = tuple(replace(run, points=QUESTION, display=True) for run in slide.question)
            board.text(made, replace(area, height=asked - 0.3), [styled], name="Question")
        _points(board, made, replace(area, y=area.y + asked, height=area.height - asked), points)


def _points(board: Board, made: Slide, area: Place, points: Sequence[Paragraph]) -> None:
    body = made.placeholders[1]
    if not points:
        pptx.remove(body)
        return
    body.left, body.top, body.width, body.height = area.emu()
    board.fill(made, 1, points, AFTER)
    for paragraph in body.text_frame.paragraphs:
        _dash(paragraph, board.colours["brand.text"].lstrip("#").upper())


def _dash(paragraph: Any, colour: str) -> None:
    """A short dash in the brand's colour as bullet."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "320040")
    properties.set("indent", "-320040")
    space = f"{{{pptx.A}}}"
    for tag, attributes in (("buClr", {}), ("buFont", {"typeface": "Calibri"}), ("buChar", {"char": "–"})):
        element = properties.makeelement(f"{space}{tag}", attributes)
        properties.append(element)
        if tag == "buClr":
            element.append(element.makeelement(f"{space}srgbClr", {"val": colour}))


def _demo(board: Board, slide: Demo) -> None:
    layout = "Demo" if slide.picture else "Content"
    area = pptx.places(pptx.layout_named(board.deck, layout))[1]
    for page, pages, points, steps in _demo_pages(slide, area):
        made, found = board.slide(layout, slide, numbered(slide.common.title, page, pages))
        pptx.remove(made.placeholders[1])
        if slide.picture:
            pptx.remove(made.placeholders[3])
        _steps(board, made, area, steps, points)
        if slide.picture:
            shown = {number for number, _ in steps}
            markers = tuple(marker for marker in slide.picture.markers if marker.number in shown)
            _picture(board, made, found[3], replace(slide.picture, markers=markers))


def _demo_pages(slide: Demo, area: Place) -> Iterator[tuple[int, int, int, list[tuple[int, Paragraph]]]]:
    """(page, pages, size, steps): smaller type first, a second page only where that is not enough."""
    column = replace(area, width=area.width - 0.6)
    texts = [text for _, text in slide.steps]
    points = next((size for size in (BODY, 18, SECONDARY) if len(paged(texts, column, size)) == 1), SECONDARY)
    pages = paged(texts, column, points)
    rest = list(slide.steps)
    for page, texts_here in enumerate(pages, 1):
        taken, rest = rest[: len(texts_here)], rest[len(texts_here) :]
        yield page, len(pages), points, taken


def _steps(board: Board, made: Slide, area: Place, steps: list[tuple[int, Paragraph]], points: int) -> None:
    y = area.y
    column = replace(area, x=area.x + 0.58, width=area.width - 0.6)
    for number, text in steps:
        _disc(board, made, area.x, y, number)
        tall = max(_tall(text, column, points) / 72, DISC)
        styled = tuple(replace(run, points=points) for run in text)
        board.text(made, replace(column, y=y - 0.02, height=tall), [styled], name=f"Step {number}")
        y += tall + 0.22


def _disc(board: Board, made: Slide, x: float, y: float, number: int) -> None:
    disc = pptx.add_shape(
        made,
        MSO_SHAPE.OVAL,
        Place(x, y, DISC, DISC),
        fill="#10181c",
        line="#ffffff",
        weight=1.9,
        name=f"Number {number}",
    )
    frame = disc.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False
    pptx.write(frame, [(Run(str(number), bold=True, points=15, colour="#ffffff"),)], board.inputs.language)


def _picture(board: Board, made: Slide, area: Place, shot: Screenshot) -> None:
    ratio = shot.crop.width / shot.crop.height
    wide = min(area.width, area.height * ratio)
    shown = Place(area.x + area.width - wide, area.y, wide, wide / ratio)
    picture = pptx.add_picture(made, _cut(shot), shown, shot.alternative)
    picture.line.color.rgb = pptx.rgb(board.colours["neutral.lineStrong"])
    picture.line.width = 9525
    factor = wide * 72 / shot.crop.width
    origin = (float(shot.crop.left), float(shot.crop.top))
    boxes = [scaled(marker.box, factor, origin) for marker in shot.markers]
    texts = [scaled(text, factor, origin) for text in shot.texts]
    size = (shown.width * 72, shown.height * 72)
    for box in boxes:
        frame = Place(
            shown.x + box.left / 72 - 0.05,
            shown.y + box.top / 72 - 0.05,
            (box.right - box.left) / 72 + 0.1,
            (box.bottom - box.top) / 72 + 0.1,
        )
        outline = pptx.add_shape(
            made, MSO_SHAPE.ROUNDED_RECTANGLE, frame, line=board.colours["callout.signal"], weight=2.25, name="Frame"
        )
        outline.adjustments[0] = 0.08
        pptx.mark_decorative(outline)
    for marker, spot in zip(shot.markers, place_discs(boxes, size, texts, DISC * 72), strict=True):
        _disc(board, made, shown.x + spot.x / 72 - DISC / 2, shown.y + spot.y / 72 - DISC / 2, marker.number)


def _cut(shot: Screenshot) -> bytes:
    """The close-up as PNG at the file's own density: PowerPoint cannot show WebP."""
    from PIL import Image  # only decks with pictures need it

    with Image.open(io.BytesIO(shot.file.read())) as image:
        density = image.width / shot.width
        box = shot.crop
        edges = (box.left, box.top, box.left + box.width, box.top + box.height)
        left, top, right, bottom = (round(edge * density) for edge in edges)
        part = image.convert("RGB").crop((left, top, right, bottom))
        out = io.BytesIO()
        part.save(out, "PNG", compress_level=6)
        return out.getvalue()


def _exercise(board: Board, slide: Exercise) -> None:
    area = pptx.places(pptx.layout_named(board.deck, "Exercise"))[1]
    pages = paged(slide.tasks, replace(area, width=area.width - 0.6), BODY) if slide.tasks else [[]]
    number = 0
    for page, tasks in enumerate(pages, 1):
        made, found = board.slide("Exercise", slide, numbered(slide.common.title, page, len(pages)))
        board.fill(made, 10, [(Run(slide.label),)])
        pptx.remove(made.placeholders[1])
        pptx.remove(made.placeholders[2])
        y = area.y
        for text in tasks:
            number += 1
            y = _task(board, made, replace(area, y=y), number if len(slide.tasks) > 1 else 0, text)
        _aside(board, made, found[2], slide)


def _task(board: Board, made: Slide, area: Place, number: int, text: Paragraph) -> float:
    indent = 0.5 if number else 0.0
    column = replace(area, x=area.x + indent, width=area.width - 0.6)
    tall = _tall(text, column, BODY) / 72
    if number:
        label = Run(str(number), bold=True, points=BODY, colour=board.colours["brand.text"])
        board.text(made, replace(area, width=0.4, height=tall), [(label,)], name=f"Number {number}")
    styled = tuple(replace(run, points=BODY) for run in text)
    board.text(made, replace(column, height=tall), [styled])
    return area.y + tall + 0.22


def _aside(board: Board, made: Slide, area: Place, slide: Exercise) -> None:
    rule = Place(area.x - 0.36, area.y, RULE, area.height)
    pptx.mark_decorative(pptx.add_shape(made, MSO_SHAPE.RECTANGLE, rule, fill=board.colours["brand.fill"], name="Rule"))
    soft = board.colours["neutral.textSoft"]
    board.text(
        made, replace(area, y=area.y - 0.12, height=1.2), [(Run(str(slide.minutes), points=72),)], name="Minutes"
    )
    board.text(made, replace(area, y=area.y + 1.2, height=0.35), [(Run(slide.minutes_word, points=18, colour=soft),)])
    y = area.y + 1.85
    room = area.y + area.height - y
    need = sum(_tall(text, area, 18) / 72 + 0.55 for _, text in slide.aside)
    points = 18 if need <= room else SECONDARY
    for heading, text in slide.aside:
        tall = _tall(text, area, points) / 72
        styled = tuple(replace(run, points=points) for run in text)
        body = [(Run(heading, points=LABEL, colour=soft),), styled]
        board.text(made, replace(area, y=y, height=tall + 0.3), body, after=2)
        y += tall + 0.5


def _check(board: Board, slide: Check) -> None:
    made, found = board.slide("Check", slide, slide.common.title)
    board.fill(made, 10, [(Run(slide.label),)])
    pptx.remove(made.placeholders[1])
    area = found[1]
    rows = max(1, (len(slide.options) + 1) // 2)
    gap = 0.26
    tall = min(1.56, (area.height - gap * (rows - 1)) / rows)
    wide = (area.width - gap) / 2
    for index, option in enumerate(slide.options):
        card = Place(area.x + (index % 2) * (wide + gap), area.y + (index // 2) * (tall + gap), wide, tall)
        _option(board, made, card, option, slide)


def _option(board: Board, made: Slide, card: Place, option: tuple[str, Paragraph, bool], slide: Check) -> None:
    letter, text, correct = option
    right = slide.reveal and correct
    line = board.colours["state.right.edge"] if right else board.colours["neutral.control"]
    fill = board.colours["state.right.tint"] if right else "#ffffff"
    frame = pptx.add_shape(
        made, MSO_SHAPE.ROUNDED_RECTANGLE, card, fill=fill, line=line, weight=3 if right else 1.5, name="Card"
    )
    frame.adjustments[0] = 0.06
    pptx.mark_decorative(frame)
    colour = board.colours["state.right.text"] if right else board.colours["brand.text"]
    if letter:
        spot = replace(card, x=card.x + 0.3, width=0.5)
        board.text(made, spot, [(Run(letter, points=28, colour=colour, display=True),)], anchor="ctr")
    indent = 0.84 if letter else 0.3
    column = replace(card, x=card.x + indent, width=card.width - indent - 0.26)
    points = next(
        (size for size in (BODY, 18, SECONDARY) if _tall(text, column, size) <= (card.height - 0.2) * 72), SECONDARY
    )
    styled = [tuple(replace(run, points=points) for run in text)]
    if right:
        styled.insert(0, (Run(slide.right_word, bold=True, points=LABEL, colour=colour),))
    board.text(made, column, styled, anchor="ctr")


def _pause(board: Board, slide: Pause) -> None:
    made, _ = board.slide("Break", slide, slide.common.title, COVER_SIZES)
    board.fill(made, 1, [(Run(slide.back),)])


_DRAW: dict[type, Callable[[Board, Any], None]] = {
    Cover: _cover,
    Agenda: _agenda,
    Content: _content,
    Demo: _demo,
    Exercise: _exercise,
    Check: _check,
    Pause: _pause,
}
