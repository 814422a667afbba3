"""PresentationML (ISO/IEC 29500-1, part 19) through python-pptx, with what it leaves out.

Sections, alternative text, languages, decorative shapes, slide numbers and a package whose bytes depend on nothing but
its content. Knows slides and shapes, nothing of training.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Pt

from adoptgen.formats.runs import Paragraph, Run

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip entry can hold (APPNOTE 4.4.6)
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # [MS-PPTX] 2.3.1, extension of presentation.xml
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"  # [MS-ODRAWXML] 2.3.5, extension of cNvPr
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
SECTION_NAMESPACE = uuid.UUID("5b0e2c9e-5f0b-5c43-9d0e-0c8f6e3b8f11")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a slide, in inches."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height as the format counts them (914,400 to an inch)."""
        left, top, wide, high = (Emu(round(value * 914_400)) for value in (self.x, self.y, self.width, self.height))
        return left, top, wide, high


def opened(template: bytes) -> Deck:
    """A deck from a .pptx or .potx, without its slides. Raises ValueError if it is neither."""
    try:
        return Presentation(io.BytesIO(_as_presentation(template)))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ValueError(f"not a PowerPoint template: {error}") from None


def _as_presentation(data: bytes) -> bytes:
    """A .potx declared as .pptx: python-pptx opens only the latter."""
    kind, wanted = (b"presentationml.%s.main+xml" % word for word in (b"template", b"presentation"))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if kind not in source.read("[Content_Types].xml"):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, source.read(name).replace(kind, wanted))
        return out.getvalue()


def packed(deck: Deck) -> bytes:
    """The deck's bytes: entries in a fixed order with a fixed date, so that equal decks are equal files."""
    raw = io.BytesIO()
    deck.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            target.writestr(info, source.read(name))
    return out.getvalue()


def describe(deck: Deck, title: str, author: str, language: str, day: dt.date) -> None:
    """Document properties; the date is the edition's, never today's."""
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).replace(tzinfo=None)
    core = deck.core_properties
    core.title, core.author, core.last_modified_by, core.language = title, author, author, language
    core.created = core.modified = moment
    core.revision = 1


def recolour(deck: Deck, colours: dict[str, str]) -> None:
    """Set colours of the theme: scheme name (accent1, dk1, lt1 ...) -> `#rrggbb`."""
    part = _theme(deck)
    root = etree.fromstring(part.blob)
    for name, colour in colours.items():
        for slot in root.iter(f"{{{A}}}{name}"):
            for old in list(slot):
                slot.remove(old)
            etree.SubElement(slot, f"{{{A}}}srgbClr", {"val": colour.lstrip("#").upper()})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_display_font(deck: Deck, family: str) -> None:
    """Set the theme's font for titles; the layouts refer to it."""
    part = _theme(deck)
    root = etree.fromstring(part.blob)
    for major in root.iter(f"{{{A}}}majorFont"):
        for latin in major.iter(f"{{{A}}}latin"):
            latin.set("typeface", family)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _theme(deck: Deck) -> Any:
    return deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )


def layout_named(deck: Any, name: str) -> SlideLayout:
    """The layout of this name. Raises ValueError naming those there are."""
    layouts: list[SlideLayout] = list(deck.slide_layouts)
    for layout in layouts:
        if layout.name == name:
            return layout
    raise ValueError(f"the template has no layout '{name}', only {', '.join(each.name for each in layouts)}")


def places(layout: Any) -> dict[int, Place]:
    """Placeholder index -> where it stands on the layout."""
    return {
        shape.placeholder_format.idx: Place(
            *(value / 914_400 for value in (shape.left, shape.top, shape.width, shape.height))
        )
        for shape in layout.placeholders
    }


def add_slide(deck: Any, layout: Any, footer: str, language: str) -> Slide:
    """A new slide of this layout, with footer and slide number, which python-pptx does not copy."""
    slide: Slide = deck.slides.add_slide(layout)
    for shape in layout.placeholders:
        if shape.placeholder_format.idx in (11, 12):
            element = copy.deepcopy(shape._element)
            _shape_ids(slide, element)
            slide.shapes._spTree.append(element)
            if shape.placeholder_format.idx == 11:
                write(slide.placeholders[11].text_frame, [(Run(footer),)], language)
    for field in slide.shapes._spTree.iter(f"{{{A}}}fld"):
        for properties in field.iter(f"{{{A}}}rPr"):
            properties.set("lang", language)
    return slide


def _shape_ids(slide: Slide, element: Any) -> None:
    used = [int(each.get("id") or 0) for each in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    element.find(f".//{qn('p:cNvPr')}").set("id", str(max(used, default=1) + 1))


def write(
    frame: Any, paragraphs: Sequence[Paragraph], language: str, after: float = 0.0, right_to_left: bool = False
) -> None:
    """Fill a text frame; every run gets its language, so that a screen reader and the speller know it."""
    for index, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        for old in list(paragraph.runs):
            paragraph._p.remove(old._r)
        if after:
            paragraph.space_after = Pt(after)
        if right_to_left:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        for run in runs:
            _add_run(paragraph, run, language)


def _add_run(paragraph: Any, run: Run, language: str) -> None:
    made = paragraph.add_run()
    made.text = run.text
    made.font.bold = True if run.bold else None
    made.font.italic = True if run.italic else None
    if run.points:
        made.font.size = Pt(run.points)
    if run.colour:
        made.font.color.rgb = rgb(run.colour)
    properties = made._r.get_or_add_rPr()
    properties.set("lang", language)
    if run.display:
        made.font.name = "+mj-lt"


def add_text(
    slide: Slide,
    place: Place,
    paragraphs: Sequence[Paragraph],
    language: str,
    anchor: str = "t",
    align: str = "l",
    after: float = 0.0,
    name: str = "",
) -> Any:
    """A text box without margins; `anchor` t, ctr or b, `align` l, ctr or r."""
    box = slide.shapes.add_textbox(*place.emu())
    if name:
        box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    frame._txBody.find(qn("a:bodyPr")).set("anchor", anchor)
    write(frame, paragraphs, language, after)
    for paragraph in frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", align)
    return box


def add_shape(
    slide: Slide, kind: MSO_SHAPE, place: Place, fill: str = "", line: str = "", weight: float = 0.0, name: str = ""
) -> Any:
    """A native shape; empty colours mean none."""
    shape = slide.shapes.add_shape(kind, *place.emu())
    shape.shadow.inherit = False
    if name:
        shape.name = name
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
    else:
        shape.fill.background()
    if line and weight:
        shape.line.color.rgb = rgb(line)
        shape.line.width = Pt(weight)
    else:
        shape.line.fill.background()
    return shape


def add_picture(slide: Slide, data: bytes, place: Place, alternative: str) -> Any:
    """A picture with its alternative text."""
    picture: Any = slide.shapes.add_picture(io.BytesIO(data), *place.emu())
    picture._element.nvPicPr.cNvPr.set("descr", alternative)
    return picture


def rgb(colour: str) -> RGBColor:
    """A colour from `#rrggbb`. Raises ValueError if it is none."""
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    make: Any = RGBColor  # python-pptx leaves its constructor without types
    value: RGBColor = make(red, green, blue)
    return value


def mark_decorative(shape: Any) -> None:
    """Tell assistive technology to pass a shape by."""
    properties = shape._element.find(f".//{qn('p:cNvPr')}")
    properties.set("descr", "")
    extensions = etree.SubElement(properties, f"{{{A}}}extLst")
    extension = etree.SubElement(extensions, f"{{{A}}}ext", {"uri": DECORATIVE})
    etree.SubElement(extension, f"{{{ADEC}}}decorative", {"val": "1"}, nsmap={"adec": ADEC})


def add_sections(deck: Any, sections: Sequence[tuple[str, int]]) -> None:
    """Group the slides, in order: (name, number of slides). Identifiers derive from position and name."""
    ids: Iterator[str] = iter([element.get("id") for element in deck.slides._sldIdLst])
    extensions = deck.part._element.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(deck.part._element, qn("p:extLst"))
    extension = etree.SubElement(extensions, qn("p:ext"), {"uri": SECTIONS})
    listing = etree.SubElement(extension, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for index, (name, count) in enumerate(sections):
        key = str(uuid.uuid5(SECTION_NAMESPACE, f"{index}:{name}")).upper()
        section = etree.SubElement(listing, f"{{{P14}}}section", {"name": name, "id": f"{{{key}}}"})
        slides = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for _ in range(count):
            etree.SubElement(slides, f"{{{P14}}}sldId", {"id": next(ids)})


def remove(shape: Any) -> None:
    """Take a shape off its slide, for instance a placeholder nothing was put into."""
    shape._element.getparent().remove(shape._element)


def slides_of(data: bytes) -> Iterator[Slide]:
    """The slides of a finished deck. Raises ValueError if it cannot be opened."""
    yield from opened(data).slides
