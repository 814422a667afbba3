"""What every learner needs of the player: no barrier axe knows, any width, any scheme, from a file too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from course_lms import OUR_PAGES, WRONG, Learner, Lms, answer_right, answers_to, learner, play, serving
from playwright.sync_api import Browser, Frame

from adoptgen.formats.zip import contents

AXE = """async () => (await axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
})).violations.map(({id, nodes}) => id + ': ' + nodes.map((node) => node.html + node.failureSummary).join(' | '))"""
PARSE = "() => { try { document.body.innerHTML = '<b>x</b>'; return 'parsed'; } catch { return 'refused'; } }"
FETCH = "() => { const made = new Image(); made.src = 'https://elsewhere.example/a.png'; document.body.append(made); }"
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('button, input')].filter((element) => {
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  return box.width && (box.width < 24 || box.height < 24);
}).map((element) => element.outerHTML)"""


@pytest.fixture(scope="module")
def lms(packages: dict[str, bytes]) -> Iterator[Lms]:
    with serving(contents(packages["sales.en"])) as found:
        yield found


def lesson(who: Learner) -> None:
    assert who.heading == "Three signs"


def table_of_contents(who: Learner) -> None:
    who.course.locator(".top .tool").first.click()


def task(who: Learner) -> None:
    who.open("Turn a request")


def rules(who: Learner) -> None:
    who.open("First-week check")


def question(who: Learner) -> None:
    """The one with a hint, which is shown, and an answer chosen."""
    reach(who, "A customer")
    who.course.locator(".hint button").click()
    who.course.locator(".answer").first.click()


def reach(who: Learner, start: str) -> None:
    """A question of the check, wherever the seed put it."""
    rules(who)
    who.press()
    while not who.heading.startswith(start):
        answer_right(who)


def not_chosen(who: Learner) -> None:
    reach(who, "Which two")
    who.press()
    assert who.course.locator(".feedback").inner_text() == "Choose an answer first."


def wrong(who: Learner) -> None:
    reach(who, "Which two")
    who.answer(*WRONG["Which two fields"])


def revealed(who: Learner) -> None:
    wrong(who)
    who.press()
    who.answer(*answers_to(who.heading, WRONG))
    assert who.course.locator(".verdict:not(:empty)").all_inner_texts().count("Right answer") == 1


def right(who: Learner) -> None:
    reach(who, "Where")
    who.answer("In the search field")


def failed(who: Learner) -> None:
    play(who, 3)


def not_saved(who: Learner) -> None:
    who.page.evaluate("lms.failing = true")
    play(who, 1)


def closed(who: Learner) -> None:
    who.course.locator(".top .tool").last.click()


PAGES: tuple[Callable[[Learner], None], ...] = (
    lesson,
    table_of_contents,
    task,
    rules,
    question,
    not_chosen,
    wrong,
    revealed,
    right,
    failed,
    not_saved,
    closed,
)


def frame_of(who: Learner) -> Frame:
    return next(frame for frame in who.page.frames if frame.name == "course")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_no_barrier_in_either_scheme_nor_at_any_width(
    browser: Browser, lms: Lms, page: Callable[[Learner], None]
) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        page(who)
        frame = frame_of(who)
        frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
        for scheme in ("light", "dark"):
            who.page.emulate_media(color_scheme=scheme)
            assert frame.evaluate(AXE) == []
        for width, height in ((320, 640), (390, 844), (900, 400), (2560, 1440)):
            who.page.set_viewport_size({"width": width, "height": height})
            assert (width, frame.evaluate(TOO_WIDE), frame.evaluate(SMALL)) == (width, False, [])
        assert (who.told, who.strangers) == ([], [])


def test_canary_axe_sees_a_barrier(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        frame = frame_of(who)
        frame.evaluate("() => document.querySelector('.tool').removeAttribute('aria-label')")
        frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
        assert "button-name" in str(frame.evaluate(AXE))


def test_the_colours_chosen_are_kept(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        table_of_contents(who)
        who.course.get_by_label("Dark").check()
        dark = frame_of(who).evaluate("() => getComputedStyle(document.body).backgroundColor")
        who.leave()
        who.launch("strict")
        assert (
            frame_of(who).evaluate("() => getComputedStyle(document.body).backgroundColor")
            == dark
            != "rgb(255, 255, 255)"
        )


def test_focus_goes_to_the_new_heading_and_feedback_is_announced(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        who.press()
        frame = frame_of(who)
        assert frame.evaluate("() => document.activeElement.tagName") == "H1"
        status = who.course.get_by_role("status").last
        who.answer("Two")
        assert "Not yet" in status.inner_text()
        assert frame.evaluate("() => document.activeElement.className") == "primary"
        assert frame.evaluate("() => document.title").endswith("Sales & <b>opportunities</b>")


def test_a_link_in_a_text_leads_there_and_back(browser: Browser, lms: Lms) -> None:
    with learner(browser, lms) as who:
        who.launch("strict")
        reach(who, "A customer")
        asked = who.heading
        who.answer("Neither.")
        who.course.get_by_role("link", name="Read again: Three signs").click()
        assert who.heading == "Three signs"
        assert who.course.locator(".prose a").count() == 2
        assert who.course.locator(".prose a[href]").all_inner_texts() == ["Turn a request into an opportunity"]
        assert who.button == "Back to the question"
        who.press()
        assert who.heading == asked


def test_it_also_runs_from_a_file(browser: Browser, packages: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in contents(packages["sales.fr"]).items():
        (tmp_path / name).write_bytes(data)
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())
    page.locator(".primary").click()
    assert page.locator(".primary").inner_text() == "Vérifier"
    assert "rien n’est enregistré" in page.locator(".notice").inner_text()
    assert told == []
    page.close()


def test_without_scripts_the_page_says_what_is_missing(browser: Browser, lms: Lms) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lms.address}/course/index.html")
    assert "needs JavaScript" in page.locator("body").inner_text()
    context.close()


def test_nothing_of_another_origin_nor_inline_can_run(browser: Browser, lms: Lms) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{lms.address}/course/index.html")
    page.locator("h1").wait_for()
    assert told == []
    assert page.evaluate(PARSE) == "refused"
    with page.expect_event("console"):
        page.evaluate(FETCH)
    assert any("Content Security Policy" in text for text in told)
    page.close()
