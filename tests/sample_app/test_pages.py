"""Tideline in a browser, under a strict policy: no barrier axe knows, no request elsewhere, every odd control works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from visitor import tideline

from adoptgen.capture.browser import browser
from adoptgen.resources import library
from adoptgen.sample_app import mutations
from adoptgen.sample_app.server import Tideline

POLICY = "script-src 'self'; style-src 'self'"
AXE = """async () => (await axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
})).violations.map(({id, nodes}) => id + ': ' + nodes.map((node) => node.html + node.failureSummary).join(' | '))"""
PAGES = (
    *("/", "/requests", "/requests/R-20418", "/customers", "/customers/5", "/contacts", "/opportunities"),
    *("/opportunities/O-1164", "/board", "/visits", "/quotes", "/quotes/Q-3127", "/cases", "/cases/C-5541"),
    *("/orders", "/orders/A-4076", "/dashboards", "/activities", "/settings", "/nowhere"),
)
WINDOWS = {
    "/requests/R-20418": "[data-open]",
    "/customers/5": "[data-open=contact-6]",
    "/cases": "[data-open]",
    "/opportunities/O-1164": "[data-open]",
    "/activities": "#activities-acts button",
}
"""Page -> what opens its window."""


@dataclass
class Desk:
    """A page of somebody logged in, with everything that should not be."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def barriers(self) -> list[str]:
        """What axe finds; it comes from outside the page, as the policy lets no stranger's script in."""
        self.page.evaluate(library("axe-core", "axe.min.js").read_text(encoding="utf-8"))
        return list(self.page.evaluate(AXE))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def application() -> Iterator[Tideline]:
    with tideline(policy=POLICY) as started:
        yield started


def sit_down(chromium: Browser, address: str, language: str) -> Desk:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale=language)
    desk = Desk(context.new_page(), address)

    def gate(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            desk.faults.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    desk.page.on("pageerror", lambda error: desk.faults.append(str(error)))
    desk.page.on("console", lambda said: desk.faults.append(said.text) if "Policy" in said.text else None)
    desk.open("/login").fill("#login", "m.krueger")
    desk.page.fill("#password", "tideline")
    desk.page.press("#password", "Enter")
    desk.page.wait_for_url(address + "/")
    return desk


@pytest.fixture(scope="module")
def english(chromium: Browser, application: Tideline) -> Desk:
    return sit_down(chromium, application.address, "en")


@pytest.fixture
def desk(english: Desk) -> Desk:
    english.page.request.post(english.address + "/reset")
    return english


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_has_a_barrier_or_asks_elsewhere(chromium: Browser, application: Tideline, language: str) -> None:
    desk = sit_down(chromium, application.address, language)
    assert desk.page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    found = {path: desk.barriers() for path in PAGES if desk.open(path)}
    for path, opener in WINDOWS.items():
        desk.open(path).locator(opener).first.click()
        expect(desk.page.locator("dialog[open]")).to_be_visible()
        found[f"{path} with its window"] = desk.barriers()
    assert {path: barriers for path, barriers in found.items() if barriers} == {}
    assert desk.faults == []


def test_canary_a_barrier_a_stranger_and_a_script_in_the_page_are_noticed(
    chromium: Browser, application: Tideline
) -> None:
    desk = sit_down(chromium, application.address, "en")
    desk.open("/orders").evaluate(
        "() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<input>'); }"
    )
    assert any(barrier.startswith("label") for barrier in desk.barriers())
    desk.page.evaluate("() => { const made = new Image(); made.src = 'https://elsewhere.example/a.png'; }")
    desk.page.evaluate("() => { document.body.append(Object.assign(document.createElement('script'), {text: '1'})); }")
    desk.page.wait_for_timeout(300)
    assert any("elsewhere.example" in fault for fault in desk.faults)
    assert any("Content Security Policy" in fault for fault in desk.faults)


def test_a_card_is_dragged_to_its_new_stage_or_moved_by_its_list(desk: Desk) -> None:
    page = desk.open("/board")
    page.locator('[data-id="O-1185"]').drag_to(page.locator('[data-stage="negotiation"]'))
    expect(page.locator('[data-stage="negotiation"] [data-id="O-1185"]')).to_be_visible()
    page.locator("#stage-O-1187").select_option("won")
    expect(page.locator('[data-stage="won"] [data-id="O-1187"]')).to_be_visible()
    page.reload()
    expect(page.locator('[data-stage="negotiation"] [data-id="O-1185"]')).to_be_visible()
    expect(page.locator('[data-stage="won"] [data-id="O-1187"]')).to_be_visible()


def test_an_open_shadow_root_lets_one_in_and_a_closed_one_does_not(desk: Desk) -> None:
    page = desk.open("/customers/5")
    page.get_by_label("Call this customer").select_option("3")
    page.get_by_role("button", name="Remind me").click()
    expect(page.get_by_text("On your list for 16 January 2026")).to_be_visible()
    assert page.locator("tideline-rating").evaluate("one => one.shadowRoot") is None
    assert page.locator("tideline-rating input").count() == 0
    assert "Call the customer" in desk.open("/activities").locator("main").inner_text()


def test_activities_are_drawn_by_a_script_with_other_ids_at_every_load(desk: Desk) -> None:
    page = desk.open("/activities")
    first = page.locator("main [id^=ui-id-]").first.get_attribute("id")
    page.get_by_role("button", name="New activity").click()
    page.get_by_label("What is to be done").fill("Ask about Kiel")
    page.get_by_label("Due").fill("15/1/2026")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Ask about Kiel")).to_contain_text("15 Jan 2026")
    page.get_by_role("checkbox", name="Done: Ask about Kiel").check()
    expect(page.get_by_role("row", name="Ask about Kiel")).to_have_count(0)
    page = desk.open("/activities")
    assert page.locator("main [id^=ui-id-]").first.get_attribute("id") != first


def test_the_filters_of_the_dashboard_change_figures_and_the_list_behind_them(desk: Desk) -> None:
    page = desk.open("/dashboards")
    page.get_by_label("Team").select_option("everybody")
    page.get_by_label("Customer").select_option(label="Delmotte Pharma SA")
    page.get_by_label("Closes in").select_option("next-month")
    expect(page.locator("#forecast")).to_have_text("€102,000")
    expect(page.locator("#late")).to_have_text("1")
    page.get_by_role("link", name="Close date passed").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Delmotte Pharma · Lyon – Gdańsk")


def test_the_letter_is_in_a_frame_and_a_picture_is_sent_when_chosen(desk: Desk, tmp_path: Path) -> None:
    letter = desk.open("/quotes/Q-3127").frame_locator("iframe")
    letter.get_by_label("Language of the letter").select_option("de")
    expect(letter.get_by_role("heading")).to_have_text("Angebot Q-3127")
    picture = tmp_path / "lid.png"
    picture.write_bytes(b"x" * 3000)
    desk.open("/cases/C-5541").get_by_label("Add a picture").set_input_files(picture)
    expect(desk.page.locator("#file-list")).to_contain_text("lid.png")


def test_a_field_moved_into_a_shadow_root_is_still_saved(chromium: Browser) -> None:
    with tideline(edition=mutations.edition(mutations.chosen("shadow-books")), policy=POLICY) as mutated:
        page = sit_down(chromium, mutated.address, "en").open("/opportunities/O-1164")
        page.get_by_role("button", name="Hand over").click()
        page.get_by_label("Who books").fill("Søren Kvist")
        page.get_by_role("button", name="Create order").click()
        expect(page.locator("#a-books")).to_have_value("Søren Kvist")
