"""The KPI report as a sponsor opens it: in a browser, without script, in both schemes, on a phone; and its sheet."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from adoptgen.artefact import Artefact, Programme
from adoptgen.build.assemble import assemble
from adoptgen.capture.browser import browser as system_browser
from adoptgen.cli.main import cli
from adoptgen.generators.kpi_page import SheetInputs, generator, harmless, render_sheet
from adoptgen.resources import library

pytestmark = pytest.mark.xdist_group("records")
ROOT = Path(__file__).resolve().parents[2]


@cache
def programme() -> Programme:
    """The sample with its records."""
    folder = Path(mkdtemp(prefix="adoptgen-report-"))
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    files = sorted(map(str, (ROOT / "samples" / "records").iterdir()))
    done = CliRunner().invoke(cli, ["import", *files, "--project", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = assemble(folder).programme
    assert found is not None
    return found


@cache
def reports() -> dict[str, bytes]:
    """Every file of the report."""
    return {item.path: render(item) for item in generator.plan(programme()) if isinstance(item, Artefact)}


def render(item: Artefact) -> bytes:
    """One file, checked as a build would."""
    data = item.render(item.inputs)
    assert not [problem for check in item.checks for problem in check(data)]
    return data


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with system_browser() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report as files."""
    target = tmp_path_factory.mktemp("report")
    for path, data in reports().items():
        (target / Path(path).name).write_bytes(data)
    return target


AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("fr", "dark", 390), ("en", "dark", 840)],
)
def test_the_page_is_accessible_fits_and_asks_for_nothing(
    browser: Browser, folder: Path, language: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / f"kpi.{language}.html").as_uri())
    page.evaluate(library("axe-core", "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(AXE)
    assert len(found["passes"]) > 20
    assert not [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not said
    assert [url for url in asked if not url.startswith("data:")] == [(folder / f"kpi.{language}.html").as_uri()]
    context.close()


def test_it_reads_without_script_and_its_links_lead_somewhere(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "kpi.en.html").as_uri())
    assert (
        page.locator("h1").inner_text()
        == "Wave\u00a01 reached the target. Jebel\u00a0Ali, at 34\u202f%, is furthest from it."
    )
    links = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert len(links) > 10
    for link in links:
        assert page.locator(f"[id='{link[1:]}']").count() == 1 if link.startswith("#") else (folder / link).is_file()
    context.close()


def test_strips_are_drawn_to_scale(browser: Browser, folder: Path) -> None:
    """The target's stroke stands where 95 is between the ends of the axis, the dot where the value is."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((folder / "kpi.en.html").as_uri())
    row = page.locator(".figures .row", has_text="Path completed")
    box = "node => (b => ({x: b.x, width: b.width}))(node.getBBox())"
    axis, goal, spot, band = (row.locator(f".{name}").evaluate(box) for name in ("axis", "goal", "spot", "band"))
    scale = axis["width"] / 100
    figure = next(item for item in programme().report.figures if item.kpi == "training-completed")
    assert figure.value is not None and figure.low is not None and figure.high is not None
    assert goal["x"] + goal["width"] / 2 == pytest.approx(axis["x"] + 95 * scale, abs=0.5)
    assert spot["x"] + spot["width"] / 2 == pytest.approx(axis["x"] + figure.value * scale, abs=0.5)
    assert band["width"] == pytest.approx((figure.high - figure.low) * scale, abs=0.5)
    context.close()


def test_nobody_of_the_roster_is_in_it() -> None:
    rows = list(csv.DictReader(io.StringIO((ROOT / "samples" / "records" / "roster.csv").read_text(encoding="utf-8"))))
    published = b"\n".join(re.sub(rb"base64,[^\"]+", b"", data) for data in reports().values()).decode()
    assert len(rows) == 1200
    hits = [row["email"] for row in rows if row["email"] in published or row["username"] in published]
    hits += [row["name"] for row in rows if row["name"] in published]
    numbers = set(re.findall(r"\b\d{5}\b", published))
    hits += [row["employee_id"] for row in rows if row["employee_id"] in numbers]
    assert not hits
    assert "Jebel" in published, "the canaries would be found"
    assert not re.search(r"\bp[0-9a-f]{20}\b", published), "no pseudonym either"


def test_a_withheld_figure_stands_nowhere() -> None:
    rows = list(csv.DictReader(io.StringIO(reports()["reports/kpi.en.csv"].decode("utf-8-sig"), newline="")))
    secret = [row for row in rows if row["state"] == "suppressed"]
    assert {row["segment"] for row in secret} == {"jebel-ali", "gdansk"}
    assert all(
        not row[name] for row in secret for name in ("value", "low", "high", "numerator", "denominator", "people")
    )


@pytest.mark.parametrize("leader", ["=", "+", "-", "@", "\t", "\r", "=HYPERLINK(", "-2+3", "@SUM("])
def test_no_cell_of_the_sheet_is_a_formula(leader: str) -> None:
    header = tuple(str(number) for number in range(14))
    data = render_sheet(SheetInputs((header, (f"{leader}1+1", *header[1:13], "-3.5"))))
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert cells[0].startswith("'")
    assert cells[-1] == "-3.5", "a number stays a number"
    assert not harmless(data)
    assert harmless(data.replace(b"'", b"").replace(b'"', b"")), "canary: the check sees a formula"


def test_markup_in_the_catalog_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    found = programme()
    kpis = {name: kpi.model_copy(update={"title": evil, "owner": evil}) for name, kpi in found.source.kpis.items()}
    changed = replace(found, catalogs={"en": replace(found.source, kpis=kpis)})
    page = next(item for item in generator.plan(changed) if isinstance(item, Artefact) and item.path.endswith(".html"))
    text = page.render(page.inputs).decode()
    assert evil not in text
    assert "&lt;img src=x" in text


def test_without_records_the_page_says_how_to_get_some(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "catalogs" / "tiny" / "catalog", tmp_path / "catalog")
    found = assemble(tmp_path).programme
    assert found is not None
    pages = [item for item in generator.plan(found) if isinstance(item, Artefact)]
    text = render(pages[0]).decode()
    assert "No records have come in yet." in text
    assert "adoptgen import" in text


def test_twice_made_is_the_same() -> None:
    again = {item.path: render(item) for item in generator.plan(programme()) if isinstance(item, Artefact)}
    assert again == reports()
    assert not re.search(r"/tmp|/work|/root", again["reports/kpi.en.html"].decode())
