"""The trainer's deck: opened by another library, rendered by LibreOffice, nothing over, nothing outside."""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from adoptgen.artefact import Artefact, Blob, Programme, Templates
from adoptgen.capture.bundles import read_bundles
from adoptgen.catalog.load import load
from adoptgen.formats.pptx import P14, A
from adoptgen.formats.runs import Paragraph, Run
from adoptgen.generators._deck_draw import draw
from adoptgen.generators._deck_slides import Agenda as AgendaSlide
from adoptgen.generators._deck_slides import AgendaRow, Check, Common, Content, Cover, DeckInputs, Demo, Exercise
from adoptgen.generators.slides import generator, render, whole
from adoptgen.look.palette import palette
from adoptgen.model.figure import Report
from adoptgen.resources import library, resource

ROOT = Path(__file__).resolve().parent.parent.parent
TINY = ROOT / "tests" / "catalogs" / "tiny" / "catalog"


def programme(root: Path) -> Programme:
    catalog = load(root).catalog
    assert catalog is not None
    words = yaml.safe_load(resource("templates", "words", "deck", "en.yaml").read_text())
    template = Templates((Blob.of(resource("templates", "deck", "workshop.pptx")),))
    return Programme(
        source=catalog,
        catalogs={"en": catalog},
        paths={},
        report=Report(None, (), ()),
        palette=palette(catalog.programme.brand.colour),
        templates={"deck": template},
        words={"en": {f"deck.{key}": text for key, text in words.items()}},
        root=root,
        bundles=read_bundles(root).found,
    )


@pytest.fixture(scope="session")
def sample() -> dict[str, bytes]:
    decks = [plan for plan in generator.plan(programme(ROOT / "catalog")) if isinstance(plan, Artefact)]
    assert len(decks) == 4
    return {deck.path: deck.render(deck.inputs) for deck in decks}


def decks_of(root: Path) -> list[Artefact]:
    return [plan for plan in generator.plan(programme(root)) if isinstance(plan, Artefact)]


def test_every_check_passes(sample: dict[str, bytes]) -> None:
    assert {path: whole(data) for path, data in sample.items()} == {key: [] for key in sample}


def test_same_input_same_bytes() -> None:
    (deck,) = decks_of(TINY)
    assert deck.render(deck.inputs) == deck.render(deck.inputs)


def test_what_an_accessibility_checker_asks_for(sample: dict[str, bytes]) -> None:
    pictures = 0
    for path, data in sample.items():
        deck = Presentation(io.BytesIO(data))
        titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
        assert all(titles), path
        assert len(titles) == len(set(titles)), path
        for slide in deck.slides:
            assert slide.shapes[0] == slide.shapes.title or slide.shapes[0].is_placeholder
            for shape in slide.shapes:
                if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                    pictures += 1
                    assert len(shape._element.nvPicPr.cNvPr.get("descr")) > 20
            languages = {run.get("lang") for run in slide._element.iter(f"{{{A}}}rPr")}
            assert languages == {"en"}, path
    assert pictures > 8


def test_the_trainer_finds_time_and_words_in_the_notes(sample: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(sample["slides/sales-hands-on.en.pptx"]))
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert sum("SAY" in text for text in notes) >= 5
    assert sum("NEXT:" in text for text in notes) >= 5
    assert any("09:00 to 09:" in text for text in notes)


def test_slides_are_numbered_and_grouped_in_sections(sample: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(sample["slides/sales-hands-on.en.pptx"]))
    numbers = [any(True for _ in slide._element.iter(f"{{{A}}}fld")) for slide in list(deck.slides)[1:]]
    assert all(numbers)
    listed = [element.get("id") for element in deck.part._element.iter(f"{{{P14}}}sldId")]
    assert listed == [element.get("id") for element in deck.slides._sldIdLst]


def test_the_brand_gives_the_deck_its_colour_and_font() -> None:
    (deck,) = decks_of(TINY)
    sheet = dataclasses.replace(deck.inputs.sheet, colours=palette("#7a1f5c").light, font="Inter")
    with io.BytesIO(render(dataclasses.replace(deck.inputs, sheet=sheet))) as file:
        theme = Presentation(file).slide_master.part.part_related_by(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        )
        assert b"7A1F5C" in theme.blob
        assert b'typeface="Inter"' in theme.blob


def test_the_template_may_be_restyled(tmp_path: Path) -> None:
    own = Presentation(str(resource("templates", "deck", "workshop.pptx")))
    title = next(shape for shape in own.slide_layouts[2].placeholders if shape.placeholder_format.idx == 0)
    title.left, title.width = title.left + 914_400, title.width - 914_400
    own.save(tmp_path / "workshop.pptx")
    (deck,) = decks_of(TINY)
    sheet = dataclasses.replace(deck.inputs.sheet, template=Blob.of(tmp_path / "workshop.pptx"))
    moved = dataclasses.replace(deck.inputs, sheet=sheet)
    assert render(moved) != render(deck.inputs)
    assert whole(render(moved)) == []


LOREM = "The customer asks for a rate, a sailing and a promise, and wants all three before noon. "


def paragraphs(count: int, times: int) -> tuple[Paragraph, ...]:
    return tuple((Run(f"{index} {LOREM * times}"),) for index in range(count))


def stress_deck() -> DeckInputs:
    """Every layout with more than it can hold."""
    (deck,) = decks_of(TINY)
    long = "A title that its author could not bring to an end although it was late and two lines were full"

    def common(name: str) -> Common:
        return Common(f"{name}: {long}", "Stress", ("Notes",))

    rows = tuple(AgendaRow(f"{9 + n:02}:00", f"{n} {long}", "Demo", "15 min", n == 3) for n in range(11))
    options = tuple((letter, (Run(LOREM * 2),), letter == "B") for letter in "ABCDEF")
    return dataclasses.replace(
        deck.inputs.sheet,
        slides=(
            Cover(common("Cover"), LOREM, "Nordkai", LOREM),
            AgendaSlide(Common("Agenda", "Stress", ()), rows),
            Content(common("Content"), paragraphs(9, 3)),
            Content(common("One"), paragraphs(1, 40)),
            Demo(common("Demo"), tuple((n, (Run(LOREM * 2),)) for n in range(1, 5)), None),
            Exercise(
                common("Exercise"),
                "Your turn",
                paragraphs(6, 2),
                45,
                "minutes",
                (("Done when", (Run(LOREM),)), ("Stuck?", (Run(LOREM),)), ("Early?", (Run(LOREM),))),
            ),
            Check(common("Check"), "Show of hands", options, False, "Right answer"),
        ),
    )


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which LibreOffice has the twin of Georgia (Calibri's comes from the system)."""
    folder = tmp_path_factory.mktemp("fonts")
    for weight in (400, 700):
        font = TTFont(library("@fontsource/gelasio", "files", f"gelasio-latin-{weight}-normal.woff"))
        font.flavor = None
        font.save(folder / f"gelasio-{weight}.ttf")
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>'
        f"<cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return dict(os.environ) | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)}


def rendered(data: bytes, folder: Path, environment: dict[str, str]) -> Path:
    (folder / "deck.pptx").write_bytes(data)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed; make test installs it where that is allowed"
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "deck.pptx"),
    ]
    subprocess.run(command, env=environment, capture_output=True, check=True, timeout=180)
    return folder / "deck.pdf"


Word = tuple[str, float, float, float, float]


def words_of(pdf: Path) -> Iterator[tuple[float, float, list[Word]]]:
    """Per page: width, height, and every word with its edges as another program sees them."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    for page in ET.fromstring(text).iter(f"{space}page"):
        found = [_word(word) for word in page.iter(f"{space}word")]
        yield float(page.get("width", "0")), float(page.get("height", "0")), found


def _word(element: ET.Element) -> Word:
    left, top, right, bottom = (float(element.get(edge, "0")) for edge in ("xMin", "yMin", "xMax", "yMax"))
    return element.text or "", left, top, right, bottom


def overlaps(words: list[Word]) -> list[str]:
    """Pairs of words that lie on each other by more than a third of the smaller one."""
    found = []
    for index, (text, left, top, right, bottom) in enumerate(words):
        for other, left2, top2, right2, bottom2 in words[index + 1 :]:
            wide, high = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
            small = min((right - left) * (bottom - top), (right2 - left2) * (bottom2 - top2))
            if wide > 0 and high > 0 and wide * high > 0.34 * small:
                found.append(f"{text} / {other}")
    return found


def faults(pdf: Path) -> list[str]:
    found = []
    for number, (width, height, words) in enumerate(words_of(pdf), 1):
        outside = [w[0] for w in words if w[1] < 0 or w[2] < 0 or w[3] > width or w[4] > height]
        found += [f"page {number}: outside: {outside[:3]}"] if outside else []
        found += [f"page {number}: {pair}" for pair in overlaps(words)[:3]]
    return found


def test_nothing_overlaps_in_libreoffice(tmp_path: Path, fonts: dict[str, str], sample: dict[str, bytes]) -> None:
    assert faults(rendered(sample["slides/sales-hands-on.en.pptx"], tmp_path, fonts)) == []


def test_too_much_text_is_split_never_shrunk_away(tmp_path: Path, fonts: dict[str, str]) -> None:
    data = draw(stress_deck())
    assert whole(data) == []
    smallest = min(
        run.font.size.pt
        for slide in Presentation(io.BytesIO(data)).slides
        for shape in slide.shapes
        if shape.has_text_frame and not shape.is_placeholder
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    )
    assert smallest >= 14
    pdf = rendered(data, tmp_path, fonts)
    assert faults(pdf) == []
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "(1/" in text
    assert text.count("before noon") >= 9 * 3 + 40


def test_canary_overlapping_text_is_found(tmp_path: Path, fonts: dict[str, str]) -> None:
    deck = Presentation(io.BytesIO(render(decks_of(TINY)[0].inputs)))
    for text in ("Two texts in one place", "The other one of them"):
        box = deck.slides[0].shapes.add_textbox(914_400, 914_400, 3_000_000, 500_000)
        box.text_frame.text = text
    out = io.BytesIO()
    deck.save(out)
    assert faults(rendered(out.getvalue(), tmp_path, fonts)) != []


ROOM = {
    "true_false: false": (["Show of hands", "A", "True", "B", "False"], "ANSWER: B", ["Right answer", "False"]),
    "likert: [Not at all, Rather not, Rather, Wholly]": (["Show of hands", "1", "Not at all", "4"], "Count", None),
    "numeric: {answer: 1250.5, tolerance: 2, unit: €}": (
        ["Say it aloud"],
        "ANSWER: 1,250.5, give or take 2 €",
        ["Right answer", "1,250.5, give or take 2 €"],
    ),
    "fill_in: [{text: Offer, credit: 50, feedback: Nearly.}, Offered]": (
        ["Say it aloud"],
        "Offer: Nearly.",
        ["Right answer", "Offered"],
    ),
}


@pytest.mark.parametrize("way", ROOM)
def test_a_room_is_asked_in_every_way_it_can_answer(way: str, tmp_path: Path) -> None:
    """The asking slide gives nothing away, the notes tell the trainer, the next slide tells the room."""
    shutil.copytree(TINY, tmp_path / "catalog")
    path = tmp_path / "catalog/workshops/requests.yaml"
    question = f"{{id: sure, shows: opportunities.build@1, ask: What is it?, {way}}}"
    path.write_text(f"{path.read_text()}  - {{id: q, do: check, title: Sure?, minutes: 5, question: {question}}}\n")
    (deck,) = decks_of(tmp_path / "catalog")
    data = deck.render(deck.inputs)
    assert whole(data) == []
    slides = [slide for slide in Presentation(io.BytesIO(data)).slides if "What is it?" in _texts(slide)]
    answers = [slide for slide in Presentation(io.BytesIO(data)).slides if "The answer: Sure?" in _texts(slide)]
    shown, told, right = ROOM[way]
    assert set(shown) <= set(_texts(slides[0]))
    assert told in slides[0].notes_slide.notes_text_frame.text
    assert (right is None) == (answers == [])
    if right:
        assert not {"Right answer", right[1]} <= set(_texts(slides[0]))
        assert "\n".join(right) in "\n".join(_texts(answers[0]))


def _texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
