"""Every tour of the sample leads to the end, and frames at each step what a capture would have found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from touring import CARD, Watched, chromium, programme, tideline

from adoptgen.capture.locate import find
from adoptgen.model.learning import Step
from adoptgen.sample_app.mutations import chosen, edition

TASKS = programme().source.walkthroughs
AT = {"en": "Step {n} of", "fr": "Étape {n} sur"}
END = {"en": "That was the whole task", "fr": "C’était toute la tâche"}
APART = """([control, anchor]) => {
  const one = control.getBoundingClientRect(), other = anchor.getBoundingClientRect();
  return Math.max(...["left", "top", "width", "height"].map((side) => Math.abs(one[side] - other[side])));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def do(control: Locator, step: Step) -> None:
    value = step.value or ""
    if step.do == "fill":
        control.press_sequentially(value) if step.id == "type" else control.fill(value)
        if step.id != "type":
            control.blur()
    elif step.do == "select":
        own = control.evaluate("(one, value) => [...one.options].some((option) => option.value === value)", value)
        control.select_option(value=value) if own else control.select_option(label=value)
    elif step.do == "check":
        control.check()
    elif step.do == "press":
        control.press(value)
    else:
        control.click()


def follow(page: Page, task: str, language: str, *, by_name: bool) -> None:
    """Do what the tour says, to the end."""
    for number, step in enumerate(TASKS[task].steps, 1):
        card = page.locator(CARD, has_text=AT[language].format(n=number))
        card.wait_for()
        assert step.target is not None
        control = find(page, step.target, by_name=by_name)
        page.wait_for_timeout(50)  # two frames, in which the anchor follows
        apart = page.evaluate(APART, [control.element_handle(), page.locator(".adoptgen-anchor").element_handle()])
        assert (step.id, apart <= 2) == (step.id, True)
        if step.do in ("read", "wait"):
            card.locator(".driver-popover-next-btn").click()
        else:
            do(control, step)
    page.locator(CARD, has_text=END[language]).wait_for()


@pytest.mark.parametrize(
    ("task", "changes"),
    [
        ("visit.log", "word-log-visit"),
        ("quote.approval", "id-discount"),
        ("case.open", "move-new-case"),
        ("case.open", "class-primary"),
    ],
)
def test_a_task_of_a_changed_application_to_the_end(browser: Browser, task: str, changes: str) -> None:
    with tideline(edition=edition(chosen(changes))) as application:
        watched = Watched(browser.new_context(locale="en"), application.address)
        page = watched.log_in()
        page.goto(f"{application.address}{TASKS[task].start}#adoptgen={task}")
        follow(page, task, "en", by_name=True)
        page.context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_tasks_to_the_end(browser: Browser, language: str) -> None:
    assert len(TASKS) == 8
    with tideline() as application:
        for task in TASKS:
            context = browser.new_context(locale=language)
            watched = Watched(context, application.address)
            page = watched.log_in()
            page.request.post(f"{application.address}/reset")
            page.goto(f"{application.address}{TASKS[task].start}#adoptgen={task}")
            follow(page, task, language, by_name=language == "en")
            assert (watched.strangers, watched.told) == ([], [])
            context.close()
