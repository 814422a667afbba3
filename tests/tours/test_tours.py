"""A tour leads through a task on the live application, under `default-src 'self'`, and asks no other host."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from touring import CARD, ROOT, Watched, barriers, chromium, made, step, tideline

from adoptgen.sample_app.server import Tideline


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
    yield found
    found.close()


@pytest.fixture
def application() -> Iterator[Tideline]:
    with tideline() as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, application: Tideline) -> Iterator[Callable[..., Watched]]:
    """Opens a browser of one's own; nothing may be asked of other hosts, nothing refused by the policy."""
    opened: list[Watched] = []

    def visit(language: str = "en-GB", **options: object) -> Watched:
        found = Watched(browser.new_context(locale=language, **options), application.address)  # type: ignore[arg-type]  # Playwright's options
        opened.append(found)
        return found

    yield visit
    for one in opened:
        assert (one.strangers, one.told) == ([], [])
        one.page.context.close()


@pytest.fixture
def page(visitor: Callable[..., Watched]) -> Page:
    """Logged in."""
    return visitor().log_in()


def launch(page: Page, task: str) -> None:
    """As the guide's link does it."""
    page.goto(f"{page.url.split('#')[0]}#adoptgen={task}")


NEAR = "() => document.activeElement.closest('nav, header, main, .adoptgen-tour')?.localName"
FIELDS = (("Who", "Elin"), ("What they need", "22 pallets"), ("What we promised", "A price"))


def log_visit(page: Page) -> None:
    """The task as a person does it with the mouse, from the second step on."""
    page.get_by_role("row", name="Bergström").get_by_role("button", name="Log visit").click()
    for number, (field, text) in enumerate(FIELDS, 3):
        step(page, number)
        page.get_by_role("dialog", name="Visit").get_by_label(field, exact=True).fill(text)
        page.get_by_role("dialog", name="Visit").get_by_label(field, exact=True).blur()
    step(page, 6)
    page.get_by_label("Next date").fill("22 January 2026")
    page.get_by_label("Next date").blur()
    step(page, 7)
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_task_over_page_loads_and_in_a_window(page: Page) -> None:
    launch(page, "visit.log")
    step(page, 1)
    assert page.url.endswith("/")
    assert barriers(page) == []
    page.get_by_role("navigation").get_by_role("link", name="Visits").click()
    step(page, 2)
    assert page.url.endswith("/visits")
    page.reload()
    step(page, 2)
    log_visit(page)
    page.locator(CARD, has_text="That was the whole task").wait_for()
    assert barriers(page) == []
    page.locator(CARD).get_by_role("button", name="Close").first.click()
    page.locator(".adoptgen-launcher").click()
    assert page.locator(".adoptgen-panel").get_by_text("1 of 8 done").is_visible()
    assert page.locator(".adoptgen-panel button", has_text="Log a customer visit").get_by_text("(done)").count() == 1
    assert barriers(page) == []


def test_by_keyboard_only(page: Page) -> None:
    launch(page, "visit.log")
    step(page, 1)
    keys = page.keyboard
    assert page.evaluate("() => document.activeElement.matches('.adoptgen-tour')")
    keys.press("F6")
    assert page.evaluate("() => document.activeElement.textContent") == "Visits"
    keys.press("Enter")
    step(page, 2)
    keys.press("F6")
    assert page.evaluate("() => document.activeElement.textContent").strip() == "Log visit"
    keys.press("Enter")
    step(page, 3)
    for number, text in enumerate(("", "22 pallets", "A price", "22 January 2026"), 4):
        assert page.evaluate("() => document.activeElement.matches('dialog input, dialog textarea')"), "focus is kept"
        keys.type(text)
        keys.press("Tab")
        step(page, number)
    keys.press("F6")
    keys.press("F6")
    assert page.evaluate("() => document.activeElement.textContent").strip() == "Save"
    keys.press("Enter")
    page.locator(CARD, has_text="That was the whole task").wait_for()
    assert page.evaluate("() => document.activeElement.matches('.adoptgen-tour')")
    keys.press("Escape")
    assert page.locator(CARD).count() == 0


def test_escape_on_the_text_ends_the_tour_and_nothing_else(page: Page) -> None:
    page.goto(page.url + "visits#adoptgen=visit.log/log")
    step(page, 2)
    page.get_by_role("row", name="Bergström").get_by_role("button", name="Log visit").click()
    step(page, 3)
    page.keyboard.press("F6")
    page.keyboard.press("F6")
    assert page.evaluate("() => document.activeElement.name") == "who", "to the text and back is not leaving the field"
    step(page, 3)
    page.keyboard.press("F6")
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert page.get_by_role("dialog", name="Visit").is_visible()
    assert page.evaluate("() => document.activeElement.name") == "who"


def test_next_and_back_keep_the_focus_and_tab_is_not_trapped(page: Page) -> None:
    launch(page, "visit.log")
    step(page, 1)
    page.locator(CARD).get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.locator(CARD, has_text="not on the page").wait_for()
    assert barriers(page) == []
    assert page.evaluate("() => document.activeElement.className").startswith("driver-popover-next-btn")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    step(page, 1)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(NEAR))
    assert {"nav", "header", "main", "div"} <= reached


def test_a_missing_place_is_said_and_the_tour_goes_on_when_it_appears(page: Page) -> None:
    page.evaluate("() => document.querySelector('nav a[href=\"/visits\"]').parentElement.hidden = true")
    launch(page, "visit.log")
    card = page.locator(CARD)
    card.get_by_text("This step’s place is not on the page at the moment.").wait_for()
    assert card.get_by_text("In the side menu, choose Visits.").is_visible()
    page.evaluate("() => document.querySelector('nav a[href=\"/visits\"]').parentElement.hidden = false")
    card.get_by_text("not on the page").wait_for(state="detached")
    step(page, 1)
    page.locator(CARD).get_by_role("button", name="Close").click()
    assert page.evaluate("() => sessionStorage.getItem('adoptgen.tour')") is None


def test_somebody_not_logged_in_is_led_through_the_login_first(visitor: Callable[..., Watched]) -> None:
    watched = visitor()
    page = watched.log_in("/#adoptgen=visit.log")
    step(page, 1)


def test_typing_leads_on_to_the_list_of_hits(page: Page) -> None:
    launch(page, "account.find")
    step(page, 1)
    page.locator("#search").press_sequentially("berg")
    step(page, 2)
    assert page.evaluate("() => document.activeElement.id") == "search", "the list would have closed"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    step(page, 3)
    assert page.url.endswith("/customers/1")
    for number in (4, 5):
        page.locator(CARD).get_by_role("button", name="Next").click()
        step(page, number)
    page.locator(CARD).get_by_role("button", name="Finish").click()
    page.locator(CARD, has_text="That was the whole task").wait_for()


def test_in_french_names_are_found_and_the_text_is_french(visitor: Callable[..., Watched]) -> None:
    page = visitor("fr-FR").log_in()
    launch(page, "case.open")
    page.locator(CARD, has_text="Étape 1 sur").wait_for()
    page.get_by_role("navigation").get_by_role("link").filter(has_text="Dossiers").or_(
        page.locator('nav a[href="/cases"]')
    ).first.click()
    page.locator(CARD, has_text="Étape 2 sur").wait_for()
    assert page.locator(CARD).get_attribute("lang") == "fr"


JUDGE = """
const judge = require("@learninglocker/xapi-validation").default;
const statements = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(statements.map((one) => judge(one).map(String))));
"""


def judged(statements: list[dict[str, object]]) -> list[list[str]]:
    """What somebody else's reading of xAPI 1.0.3 finds wrong with each."""
    node = [sys.executable, str(ROOT / "tools" / "node.py"), "-e", JUDGE]
    done = subprocess.run(node, input=json.dumps(statements), cwd=ROOT, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


SHADOW = """() => {
  document.querySelector('nav a[href="/visits"]').parentElement.remove();
  const host = document.querySelector("main").appendChild(document.createElement("div"));
  host.attachShadow({mode: "open"}).innerHTML = '<nav aria-label="Main menu"><a href="#there">Visits *</a></nav>';
}"""
FRAME = """() => new Promise((done) => {
  document.querySelector('nav a[href="/visits"]').parentElement.remove();
  const frame = document.createElement("iframe");
  frame.onload = () => {
    frame.contentDocument.body.innerHTML = '<nav aria-label="Main menu"><a href="#there">Visits:</a></nav>';
    done();
  };
  frame.src = "/tours/tour.css";
  document.querySelector("main").append(frame);
})"""
AROUND = """([inner, anchor]) => {
  const one = anchor.getBoundingClientRect();
  return Math.abs(one.width - inner.width) < 2 && Math.abs(one.left - inner.x) < 2 && Math.abs(one.top - inner.y) < 2;
}"""


@pytest.mark.parametrize("where", [SHADOW, FRAME], ids=["shadow root", "frame"])
def test_a_control_in_a_shadow_root_or_a_frame_is_framed_and_heard(page: Page, where: str) -> None:
    page.evaluate(where)
    launch(page, "visit.log")
    step(page, 1)
    scope = page.frame_locator("main iframe") if where == FRAME else page.locator("main")
    link = scope.get_by_role("link", name="Visits")
    page.wait_for_timeout(300)
    assert page.evaluate(AROUND, [link.bounding_box(), page.locator(".adoptgen-anchor").element_handle()])
    link.click()
    page.locator(CARD, has_text="Step 1 of").wait_for(state="detached")


def test_the_list_shows_what_concerns_the_role_and_this_page_first(page: Page) -> None:
    page.goto(page.url + "visits")
    page.locator(".adoptgen-launcher").click()
    panel = page.locator(".adoptgen-panel")
    panel.get_by_label("Your role").select_option(label="Service agent")
    titles = panel.locator("li .adoptgen-title").all_inner_texts()
    assert 0 < len(titles) < 8
    page.reload()
    page.locator(".adoptgen-launcher").click()
    assert panel.locator("li .adoptgen-title").all_inner_texts() == titles
    panel.get_by_label("Your role").select_option("")
    here = panel.locator("h3", has_text="On this page").locator("+ ul .adoptgen-title")
    assert here.all_inner_texts() == ["Log a customer visit"]
    panel.locator("button", has_text="Log a customer visit").click()
    step(page, 1)


GROW = """() => {
  const high = document.createElement("div");
  high.style.height = "3000px";
  document.querySelector("main").prepend(high);
}"""
SEEN = """(selector) => {
  const {top, bottom} = document.querySelector(selector).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


def test_a_page_that_grows_or_is_scrolled_never_takes_the_text_away(page: Page) -> None:
    page.goto(page.url + "visits#adoptgen=visit.log/log")
    step(page, 2)
    page.evaluate(GROW)
    page.wait_for_timeout(400)
    assert page.evaluate(SEEN, CARD) and page.evaluate(SEEN, "button[data-action='/visits/V-0918']")
    page.wait_for_timeout(1500)
    for place in (0, 9000):
        page.evaluate("(place) => scrollTo(0, place)", place)
        page.wait_for_timeout(200)
        assert page.evaluate(SEEN, CARD)
        assert page.evaluate("() => scrollY > 1000") is (place > 0), "scrolling is the person's own"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_stays_on_the_screen(visitor: Callable[..., Watched], scheme: str) -> None:
    page = visitor(viewport={"width": 360, "height": 640}, color_scheme=scheme).log_in("/visits")
    page.goto(page.url.split("/login")[0] + "#adoptgen=visit.log/log")
    step(page, 2)
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["y"] >= 0 and box["y"] + box["height"] <= 640
    assert barriers(page) == []


def test_canary_axe_sees_a_barrier(page: Page) -> None:
    launch(page, "visit.log")
    step(page, 1)
    page.evaluate("() => document.querySelector('.driver-popover-close-btn').replaceChildren()")
    page.evaluate("() => document.querySelector('.driver-popover-close-btn').removeAttribute('aria-label')")
    assert "button-name" in str(barriers(page))


def test_an_endpoint_hears_of_it_only_if_one_is_named(browser: Browser) -> None:
    with tideline(events="https://lrs.nordkai.example/xapi") as application:
        application.state.policy = "default-src 'self'; connect-src 'self' https://lrs.nordkai.example"
        context = browser.new_context(locale="en-GB")
        heard: list[dict[str, object]] = []

        def answer(route: object) -> None:
            request = route.request  # type: ignore[attr-defined]  # Playwright's Route
            if request.method == "POST":
                heard.append(json.loads(request.post_data))
            headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
            route.fulfill(status=200, body="[]", headers=headers)  # type: ignore[attr-defined]  # as above

        context.route("https://lrs.nordkai.example/**", answer)
        watched = Watched(context, application.address)
        page = watched.log_in()
        launch(page, "visit.log")
        step(page, 1)
        page.locator(CARD).get_by_role("button", name="Close").click()
        page.wait_for_timeout(500)
        verbs = [str(one["verb"]["id"]).rpartition("/")[2] for one in heard]  # type: ignore[index]  # a statement
        assert verbs == ["initialized", "experienced", "terminated"]
        assert set(watched.strangers) == {"https://lrs.nordkai.example/xapi/statements"}
        assert "m.krueger" not in json.dumps(heard)
        assert judged(heard) == [[], [], []]
        context.close()


def test_the_same_bytes_twice_and_small() -> None:
    address = "https://tideline.nordkai.example"
    first, second = made(address, ""), made(address, "")
    assert first == second
    assert len(first) == 18
    assert len(zlib.compress(first["script/tour.js"])) < 20_000
    assert len(zlib.compress(first["script/tour.css"])) < 3_000
    assert len(zlib.compress(first["script/en.json"])) < 8_000
    assert len(first["tideline-extension.zip"]) < 45_000


def test_without_an_address_there_is_no_extension() -> None:
    assert {name.partition("/")[0] for name in made("", "")} == {"script"}
