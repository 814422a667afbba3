"""Questions on lesson pages: every way answered by keyboard, judged as packages judge, readable without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from built_site import ROOT, listened
from every_way import PAGE, asked, built
from playwright.sync_api import Browser, Locator, Page, expect

from adoptgen.capture.browser import browser as system_browser
from adoptgen.generators._site_checks import OWN, SHARED
from adoptgen.model.questions import Way
from adoptgen.runtime.linker import FOLDER, player_script

pytestmark = pytest.mark.xdist_group("site")
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with system_browser() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("every-way"))


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    found, heard = listened(browser, viewport={"width": 1280, "height": 900})
    found.goto((folder / PAGE).as_uri())
    yield found
    found.context.close()
    assert heard.complaints == []


def check(page: Page, way: Way) -> Locator:
    """The last question of this kind: the first choice has several right answers."""
    place = max(place for place, question in enumerate(asked()) if question.way == way)
    return page.locator("[data-question]").nth(place)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def verdict(found: Locator) -> Locator:
    return found.get_by_role("status")


def test_the_page_asks_in_every_way(page: Page) -> None:
    assert len({question.way for question in asked()}) == 11
    expect(page.locator("[data-question] form")).to_have_count(len(asked()))
    expect(page.locator("[data-still]")).to_have_count(0)


def test_several_answers_by_keyboard_with_feedback_whose_links_lead_on(page: Page) -> None:
    found = check(page, "choice")
    found.get_by_role("checkbox").nth(1).focus()
    press(page, "Space", "Enter")
    expect(verdict(found)).to_contain_text("Not yet")
    expect(found.locator('[data-state="wrong"]').first).to_contain_text("That")
    link = verdict(found).get_by_role("link", name="signs")
    assert (link.get_attribute("href") or "").endswith("lessons/signs.html")
    expect(found.get_by_role("button", name="Show the answer")).to_be_visible()
    found.get_by_role("button", name="Try again").press("Enter")
    expect(found.get_by_role("checkbox").first).to_be_focused()
    press(page, "Space", "Tab", "Tab", "Space", "Enter")
    expect(verdict(found)).to_have_text("Right")


def test_true_or_false(page: Page) -> None:
    found = check(page, "true-false")
    found.get_by_role("radio").first.focus()
    press(page, "Space", "ArrowDown", "Enter")
    expect(verdict(found)).to_contain_text("Right")


@pytest.mark.parametrize(("typed", "says"), [("15,4", "Right"), ("14.4", "Not yet"), ("many", "Type a number first.")])
def test_a_number_with_comma_or_point_and_its_tolerance(page: Page, typed: str, says: str) -> None:
    found = check(page, "numeric")
    found.get_by_role("textbox").focus()
    page.keyboard.type(typed)
    press(page, "Enter")
    expect(verdict(found)).to_contain_text(says)


@pytest.mark.parametrize(("typed", "says"), [(" PROPOSÁL ", "Right"), ("offer", "Partly right"), ("x", "Not yet")])
def test_a_text_that_is_typed(page: Page, typed: str, says: str) -> None:
    found = check(page, "fill-in")
    found.get_by_role("textbox").focus()
    page.keyboard.type(typed)
    press(page, "Enter")
    expect(verdict(found)).to_contain_text(says)


@pytest.mark.parametrize("way", ["cloze", "matching", "categories"])
def test_lists_are_asked_for_whole_then_judged_row_by_row(page: Page, way: Way) -> None:
    found = check(page, way)
    lists = found.get_by_role("combobox")
    found.get_by_role("button", name="Check answer").press("Enter")
    expect(verdict(found)).to_have_text("Choose something everywhere first.")
    for place in range(lists.count()):
        lists.nth(place).focus()
        press(page, "ArrowDown", "ArrowDown")
    found.get_by_role("button", name="Check answer").press("Enter")
    expect(found.locator(".verdict", has_text=re.compile("^Not right$")).first).to_be_visible()
    found.get_by_role("button", name="Show the answer").press("Enter")
    expect(found.locator(".verdict", has_text="Right answer:").first).to_be_visible()
    expect(lists.first).to_be_disabled()


def test_steps_are_moved_with_buttons_that_say_where_they_are_now(page: Page) -> None:
    found = check(page, "sequencing")
    wanted = next(list(question.sequencing) for question in asked() if question.way == "sequencing")
    steps = found.get_by_role("listitem")
    assert steps.locator(".answer-text").all_inner_texts() != wanted
    for place, text in enumerate(wanted):
        while steps.locator(".answer-text").all_inner_texts()[place] != text:
            steps.filter(has_text=text).get_by_role("button", name="Move up").press("Enter")
    expect(found.locator(".told")).to_contain_text(f"of {len(wanted)}")
    found.get_by_role("button", name="Check answer").press("Enter")
    expect(verdict(found)).to_have_text("Right")


def test_a_place_is_pointed_at_or_chosen_below_the_picture(page: Page) -> None:
    found = check(page, "hotspot")
    assert found.locator("img").evaluate("picture => picture.naturalWidth") > 0
    found.locator(".spot").nth(1).click()
    expect(found.get_by_role("radio").nth(1)).to_be_checked()
    found.get_by_role("button", name="Check answer").press("Enter")
    expect(verdict(found)).to_contain_text("These are the ones opened last.")
    found.get_by_role("button", name="Try again").press("Enter")
    press(page, "Space", "Enter")
    expect(verdict(found)).to_have_text("Right")


def test_opinions_and_own_words_stay_with_the_reader(page: Page) -> None:
    sure, words = check(page, "likert"), check(page, "free-text")
    expect(sure).to_contain_text("nothing is sent or kept")
    expect(sure.get_by_role("button")).to_have_count(0)
    words.get_by_role("textbox").fill("Call Al Marjan on Monday.")
    words.get_by_role("button", name="Compare with a good answer").press("Enter")
    expect(words).to_contain_text("A good plan names a customer and a day.")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_answered_or_not_no_accessibility_rule_is_broken(
    folder: Path, browser: Browser, dark: bool, width: int
) -> None:
    context = browser.new_context(color_scheme="dark" if dark else "light", viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / PAGE).as_uri())
    assert _violations(page) == []
    for form in page.locator("form.question").all():
        for one in form.get_by_role("combobox").all():
            one.select_option(index=1)
        for one in form.get_by_role("textbox").all():
            one.fill("7")
        if form.get_by_role("radio").count():
            form.get_by_role("radio").first.check()
        if form.locator('[type="submit"]').count():
            form.locator('[type="submit"]').click()
    assert page.locator('[data-state="wrong"]').count() > 5
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(
        "axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))"
    )
    return found


def test_without_a_script_every_question_but_opinions_has_its_answer(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / PAGE).as_uri())
    sections = page.locator("[data-question]")
    for place, question in enumerate(asked()):
        answers = sections.nth(place).locator("details", has_text="Show the answer")
        expect(answers).to_have_count(0 if question.way == "likert" else 1)
        if question.way != "likert":
            answers.locator("summary").click()
            assert len(answers.inner_text().splitlines()) > 1, question.id
    expect(check(page, "cloze").locator("details")).to_contain_text(
        "choose Convert; then fill the close date and save."
    )
    expect(check(page, "numeric").locator("details")).to_contain_text("15, give or take 0.5 %")
    context.close()


def test_the_judge_is_the_players_own() -> None:
    script = player_script("guide")
    assert script.count("function judge(") == 1
    assert "LMS" not in script
    assert len(script) < 40_000


def test_every_word_the_questions_say_is_on_the_page() -> None:
    words = yaml.safe_load((ROOT / "templates/words/player/en.yaml").read_text(encoding="utf-8"))
    modules = ("asking", "start-guide", *(path.stem for path in (FOLDER / "player").glob("seat-*.js")))
    code = "".join((FOLDER / "player" / f"{name}.js").read_text(encoding="utf-8") for name in modules)
    named = {name for name in re.findall(r'"([a-z-]+)"', code) if str(name) in {*map(str, words), *OWN}}
    assert {"move-up", "right-answer-is", "compare"} <= named
    assert named - {*SHARED, *OWN} == {"key-space", "caution"}, "a key the site does not name, and a state"
