"""Stand-alone courses: from a file, without a server; what was done stays, and comes out as a file we can import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from built_packages import CATALOGS, built
from playwright.sync_api import Browser, Page
from test_cmi5 import ROOT, Anna, validated

from adoptgen.build.assemble import assemble
from adoptgen.evidence.activities import Activities
from adoptgen.evidence.contract import Named
from adoptgen.formats.zip import archive, contents
from adoptgen.generators import packages_html


@pytest.fixture(scope="module")
def packages() -> dict[str, bytes]:
    return built(packages_html.generator)


@pytest.fixture
def anna(browser: Browser, packages: dict[str, bytes], tmp_path: Path) -> Iterator[Anna]:
    """A learner who opened the unpacked course from a folder."""
    for name, data in contents(packages["sales.en"]).items():
        (tmp_path / name).write_bytes(data)
    context = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
    context.set_default_timeout(8000)
    page = context.new_page()
    told: list[str] = []
    strangers: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda one: strangers.append(one.url) if one.url.startswith("http") else None)
    found = Anna(page)
    found.open((tmp_path / "index.html").as_uri())
    yield found
    context.close()
    assert (told, strangers) == ([], [])


def saved_file(page: Page, who: str) -> list[dict[str, Any]]:
    page.get_by_label("Your employee number").fill(who)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save result file").click()
    assert coming.value.suggested_filename == f"sales.en.{who}.ndjson"
    text = Path(coming.value.path()).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def verbs(statements: list[dict[str, Any]]) -> list[str]:
    return [one["verb"]["display"]["en"] for one in statements]


def test_what_was_done_stays_in_the_browser_and_leaves_as_a_file(anna: Anna) -> None:
    anna.read()
    anna.answer(True)
    second = anna.heading
    assert anna.page.locator(".saving").inner_text() == "Saved"
    anna.page.reload()
    assert anna.heading == second
    anna.answer(True)
    anna.answer(True)
    assert anna.heading == "Passed with 100%"
    assert "kept in this browser" in anna.page.locator(".recorded").inner_text()
    anna.page.get_by_role("button", name="Save result file").click()
    assert anna.page.locator(".hand-over [role=status]").inner_text() == "Enter your employee number first."
    statements = saved_file(anna.page, "00042")
    assert verbs(statements) == ["answered", "answered", "answered", "completed", "passed"]
    assert {one["actor"]["account"]["name"] for one in statements} == {"00042"}
    assert statements[-1]["result"]["score"]["scaled"] == 1
    assert validated(statements) == [[]] * 5


def test_failing_then_passing_is_told_as_both(anna: Anna) -> None:
    anna.play(False, False, False)
    anna.page.get_by_role("button", name="Take the check again").click()
    anna.press()
    for _ in range(3):
        anna.answer(True)
    found = verbs(saved_file(anna.page, "7"))
    assert [one for one in found if one != "answered"] == ["completed", "failed", "passed"]


def test_a_browser_that_keeps_nothing_says_so(anna: Anna) -> None:
    anna.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    anna.press()
    assert "This browser keeps nothing" in anna.page.locator(".notice").inner_text()


def test_the_file_page_has_no_barrier(anna: Anna) -> None:
    anna.play(True, True, True)
    anna.page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = anna.page.evaluate(
        "async () => (await axe.run(document, {preload: false})).violations.map((one) => one.id)"
    )
    assert found == []
    anna.page.set_viewport_size({"width": 320, "height": 640})
    assert anna.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_packages_are_whole_and_the_same_again(packages: dict[str, bytes]) -> None:
    assert len(packages) == 6 and packages == built(packages_html.generator)
    assert [packages_html.check(data) for data in packages.values()] == [[]] * 6
    files = contents(packages["sales.en"])
    assert b"API" not in files["player.js"] and b"html." not in files["course.js"]
    gone = archive({name: data for name, data in files.items() if name != "course.js"})
    assert "cannot be read" in str(packages_html.check(gone))


def test_the_import_knows_every_name_in_the_file() -> None:
    programme = assemble(CATALOGS / "scored-course").programme
    assert programme is not None
    known = Activities(programme.catalogs.values())
    assert known.question("urn:adoptgen:scored/question/week-one.both-fields") is not None
    assert known.find(Named(identifier="urn:adoptgen:scored/course/sales")).key == "course/sales"
