"""The KPI report: build/reports/kpi.<language>.html, one page that stands alone, and the same figures as CSV.

Nothing in it is about one person: figures come from measures that speak of segments and withhold small ones.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale
from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from adoptgen.artefact import Artefact, Blob, Planned, Programme, Templates
from adoptgen.generators._report_data import Page
from adoptgen.generators._report_speech import AREA, Speech
from adoptgen.look.css import DARK, LIGHT, css_scale, css_variables
from adoptgen.look.palette import Palette
from adoptgen.model.catalog import Catalog
from adoptgen.model.figure import Figure, Report
from adoptgen.problems import Location, Problem
from adoptgen.resources import library

_FACES = (
    ("source-serif-4", "wght", "Source Serif 4 Variable"),
    ("source-sans-3", "wght", "Source Sans 3 Variable"),
)
"""Package below @fontsource-variable, axis, family."""
_RANGES = {"latin": "U+0000-00FF,U+2000-206F,U+20AC,U+2212", "latin-ext": "U+0100-02BA,U+1E00-1EFF"}
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    *("kpi", "title", "dimension", "segment", "value", "unit", "low", "high"),
    *("numerator", "denominator", "people", "state", "target", "as_of"),
)


@dataclass(frozen=True, slots=True)
class PageInputs:
    """Everything that decides the page."""

    language: str
    languages: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    data: Mapping[str, Any]
    palette: Palette
    font: str | None
    faces: tuple[tuple[str, str, Blob], ...]
    """Family, subset, file."""
    logo: Blob | None
    templates: Templates


@dataclass(frozen=True, slots=True)
class SheetInputs:
    """Everything that decides the table for spreadsheets."""

    rows: tuple[tuple[str, ...], ...]


class KpiPage:
    """One page and one sheet per language."""

    name = "report"
    summary = "KPI report: a page and a CSV sheet per language."

    def plan(self, programme: Programme) -> Iterator[Planned]:
        """Both files of every language."""
        about = tuple(kpi.key for kpi in programme.source.kpis.values())
        for language, catalog in programme.catalogs.items():
            inputs = _page_inputs(programme, language, catalog)
            path = f"reports/kpi.{language}"
            yield Artefact(f"{path}.html", about, inputs, render_page, (complete,), language=language)
            sheet = SheetInputs(tuple(_rows(catalog, programme.report)))
            yield Artefact(f"{path}.csv", about, sheet, render_sheet, (harmless,), language=language)


def _page_inputs(programme: Programme, language: str, catalog: Catalog) -> PageInputs:
    words = programme.words[language]
    speech = Speech(language, words)
    data = Page(catalog, programme.report, speech, catalog.programme.privacy.minimum_n).data()
    brand = catalog.programme.brand
    return PageInputs(
        language=language,
        languages=tuple(programme.catalogs),
        words=tuple(sorted((key, text) for key, text in words.items() if key.startswith(AREA))),
        data=data,
        palette=programme.palette,
        font=brand.font,
        faces=tuple(_faces(str(data))),
        logo=programme.asset(brand.logo) if brand.logo else None,
        templates=programme.templates["report"],
    )


def _faces(text: str) -> Iterator[tuple[str, str, Blob]]:
    """The fonts the page brings along; letters outside Western Europe only where a text has some."""
    subsets = ["latin", *(["latin-ext"] if any("\u0100" <= letter <= "\u02ba" for letter in text) else [])]
    for package, axis, family in _FACES:
        for subset in subsets:
            name = f"{package}-{subset}-{axis}-normal.woff2"
            yield family, subset, Blob.of(library("@fontsource-variable", package, "files", name), name)


def render_page(inputs: PageInputs) -> bytes:
    """The page, style and fonts inside."""
    speech = Speech(inputs.language, dict(inputs.words))
    page = _environment(inputs.templates).get_template("kpi.html")
    text = page.render(
        data=inputs.data,
        say=speech.say,
        language=inputs.language,
        direction=_direction(inputs.language),
        languages=list(inputs.languages),
        has_logo=inputs.logo is not None,
        styles=Markup(_styles(inputs)),  # noqa: S704  our own style sheet, our own colours
    )
    return (text.strip() + "\n").encode()


@lru_cache(maxsize=4)
def _environment(templates: Templates) -> ImmutableSandboxedEnvironment:
    def load(name: str) -> str:
        try:
            return templates.text(name)
        except KeyError:
            raise TemplateNotFound(name) from None

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language.replace("-", "_")).text_direction)
    except ValueError:
        return "ltr"


def _styles(inputs: PageInputs) -> str:
    faces = "".join(_face(*face) for face in inputs.faces)
    logo = ""
    if inputs.logo:
        drawing = base64.b64encode(inputs.logo.read()).decode()
        mask = f'url("data:image/svg+xml;base64,{drawing}") center / contain no-repeat'
        logo = f".logo {{ -webkit-mask: {mask}; mask: {mask}; }}\n"
    colours = css_variables(inputs.palette, light=LIGHT, dark=DARK)
    paper = f"@media print {{ {css_variables(inputs.palette, light=':root:root', dark=DARK, follow_system=False)} }}\n"
    return faces + colours + css_scale(inputs.font) + inputs.templates.text("kpi.css") + logo + paper


def _face(family: str, subset: str, blob: Blob) -> str:
    source = base64.b64encode(blob.read()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; font-display: swap; '
        f'src: url("data:font/woff2;base64,{source}") format("woff2"); unicode-range: {_RANGES[subset]}; }}\n'
    )


def _rows(catalog: Catalog, report: Report) -> Iterator[tuple[str, ...]]:
    yield _COLUMNS
    for figure in report.figures:
        kpi = catalog.kpis[figure.kpi]
        target = "" if kpi.target is None else f"{kpi.target:g}"
        day = report.as_of.isoformat() if report.as_of else ""
        place = (figure.segment.dimension or "all", figure.segment.value)
        yield (figure.kpi, kpi.title, *place, *_numbers(figure), figure.standing.value, target, day)


def _numbers(figure: Figure) -> tuple[str, ...]:
    value, low, high = ("" if number is None else f"{number:.2f}" for number in (figure.value, figure.low, figure.high))
    counts = ("" if number is None else str(number) for number in (figure.numerator, figure.denominator))
    return (value, figure.unit, low, high, *counts, str(figure.people) if figure.people else "")


def render_sheet(inputs: SheetInputs) -> bytes:
    """RFC 4180 with CR LF and a byte order mark, so that spreadsheets see UTF-8; nothing in it is a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([map(_defused, row) for row in inputs.rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _defused(cell: str) -> str:
    """A text a spreadsheet would take for a formula begins with an apostrophe; numbers stay numbers."""
    number = cell.removeprefix("-").replace(".", "", 1).isdecimal()
    return "'" + cell if cell.startswith(_FORMULAS) and not number else cell


def complete(data: bytes) -> list[Problem]:
    """The page is whole and asks nobody for anything."""
    text = data.decode()
    missing = [mark for mark in ("<main>", "</html>", "<h1>") if mark not in text]
    if missing or "<script" in text or 'src="http' in text:
        what = f"has no {missing[0]}" if missing else "loads something from elsewhere"
        return [Problem(Location("templates/report/kpi.html"), "G301", f"the report {what}", "Correct the template.")]
    return []


def harmless(data: bytes) -> list[Problem]:
    """Every row is as wide as the header, and no cell is a formula."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for number, row in enumerate(rows, start=1):
        formula = next((cell for cell in row if cell != _defused(cell)), None)
        if formula is not None or len(row) != len(_COLUMNS):
            return [Problem(Location("reports/kpi.csv", number), "G302", "the sheet holds a formula or a torn row", "")]
    return []


generator = KpiPage()
