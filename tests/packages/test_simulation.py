"""A task of the sample done on its captured pictures: by clicks and by keyboard, scored and reported step by step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from built_packages import planned
from course_lms import OUR_PAGES, ROOT, Learner, learner, serving
from playwright.sync_api import Browser
from test_access import AXE, SMALL, TOO_WIDE
from test_ways import interactions, refused

from adoptgen.courses.payload import read_script
from adoptgen.formats.zip import contents
from adoptgen.generators import packages_html, packages_scorm12, packages_scorm2004

TASK = "opportunity.convert"
ASSESSMENT = f"""id: do-it
title: Do it
summary: A task, done.
teaches: [opportunities.build@1]
effort: 5
questions:
  - id: convert
    shows: opportunities.build@1
    ask: Turn the request into an opportunity.
    simulation: {TASK}
"""
COURSE = """id: doing
title: Doing
summary: One task.
modules:
  - {id: do, title: Do, items: [assessment/do-it]}
"""
KINDS = {"strict": packages_scorm12, "strict2004": packages_scorm2004}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("doing")
    shutil.copytree(ROOT / "catalog", root / "catalog")
    (root / "catalog/assessments/do-it.yaml").write_text(ASSESSMENT)
    (root / "catalog/courses/doing.yaml").write_text(COURSE)
    return root


def package(project: Path, made: Any) -> dict[str, bytes]:
    found = planned(project, made.generator)
    name = next(path for path in found if path.startswith("packages/doing.en."))
    return contents(found[name].render(found[name].inputs))


@pytest.fixture(scope="module", params=KINDS)
def files(request: pytest.FixtureRequest, project: Path) -> tuple[str, dict[str, bytes]]:
    return str(request.param), package(project, KINDS[str(request.param)])


@pytest.fixture
def at(browser: Browser, files: tuple[str, dict[str, bytes]]) -> Iterator[tuple[Learner, list[Any]]]:
    kind, package = files
    with serving(package) as lms, learner(browser, lms) as who:
        who.launch(kind)
        who.press()
        yield who, scenes(package)
        assert (lms.missing, who.told, who.strangers) == ([], [], [])


def scenes(package: dict[str, bytes]) -> list[Any]:
    data = read_script(package["course.js"].decode())
    return list(data["sections"][0]["units"][0]["questions"][0]["scenes"])


def click(who: Learner, box: list[float]) -> None:
    """In the middle of a box, given in percent of the picture."""
    screen = who.course.locator(".sim-screen")
    screen.scroll_into_view_if_needed()
    size = screen.bounding_box()
    assert size is not None
    x, y = (box[0] + box[2] / 2) / 100 * size["width"], (box[1] + box[3] / 2) / 100 * size["height"]
    screen.click(position={"x": x, "y": y})


def do_by_clicks(who: Learner, scene: Any) -> None:
    click(who, scene["spots"][scene["right"]]["box"])
    if scene["value"]:
        who.course.locator("#sim-value").fill(scene["value"].upper())
        who.course.locator("#sim-value").press("Enter")


def test_done_by_clicks_at_once(at: tuple[Learner, list[Any]]) -> None:
    who, steps = at
    assert len(steps) >= 4
    for scene in steps:
        do_by_clicks(who, scene)
    who.press()
    assert who.course.locator(".feedback h2").inner_text() == "Right"
    visit = who.leave()
    assert (refused(visit), visit.complaints) == ([], [])
    said = interactions(visit)
    assert set(said) == {"convert", *(f"convert.{scene['step']}" for scene in steps)}
    assert {entry["type"] for entry in said.values()} == {"performance"}
    assert {entry["result"] for entry in said.values()} == {"correct"}
    assert sum(call[0].endswith("Commit") for call in visit.calls) <= 4


def test_a_mistake_and_help_cost_their_step_only(at: tuple[Learner, list[Any]]) -> None:
    who, steps = at
    click(who, [0, 0, 0.2, 0.2])
    assert who.course.locator(".sim-told").inner_text() == "Nothing happens there."
    assert who.course.locator(".sim-say").inner_text().endswith("What do you do now?")
    who.course.locator(".sim-hint").click()
    assert not who.course.locator(".sim-say").inner_text().endswith("What do you do now?")
    assert who.course.locator(".sim-frame").count() == 0
    do_by_clicks(who, steps[0])
    who.course.locator(".sim-hint").click()
    do_by_clicks(who, steps[1])
    who.course.locator(".sim-hint").click()
    who.course.locator(".sim-hint").click()
    assert who.course.locator(".sim-frame").count() == 1
    for scene in steps[2:]:
        do_by_clicks(who, scene)
    who.press()
    assert who.course.locator(".feedback h2").inner_text() == "Partly right"
    verdicts = who.course.locator(".sim-done .verdict").all_inner_texts()
    assert verdicts == ["With a mistake or help", "Right at once", "With a mistake or help"] + ["Right at once"] * (
        len(steps) - 3
    )
    visit = who.leave()
    credit = int((len(steps) - 2) / len(steps) * 100) / 100
    assert float(interactions(visit)["convert"]["result"]) == pytest.approx(credit, abs=0.011)


def test_not_all_done_is_no_answer(at: tuple[Learner, list[Any]]) -> None:
    who, _ = at
    who.press()
    assert who.course.locator(".feedback").inner_text() == "Do all the steps first."


def test_by_keyboard_alone_and_without_barriers(browser: Browser, project: Path) -> None:
    """Names instead of places; axe sees every state, light and dark, wide and narrow."""
    package_html = package(project, packages_html)
    for scheme, width in (("light", 900), ("dark", 320)):
        size = {"width": width, "height": 640}
        with (
            serving(package_html) as lms,
            learner(browser, lms, viewport=size, color_scheme=scheme) as who,
        ):
            who.launch(None)
            who.press()
            frame = next(frame for frame in who.page.frames if frame.name == "course")
            frame.evaluate(OUR_PAGES["/axe.js"].read_text(encoding="utf-8"))
            found: list[Any] = []
            for scene in scenes(package_html):
                names = who.course.locator(".sim-names")
                names.locator("summary").press("Enter")
                found += [*frame.evaluate(AXE), *frame.evaluate(SMALL), *(["wide"] if frame.evaluate(TOO_WIDE) else [])]
                names.locator("button").nth(scene["right"]).press("Enter")
                if scene["value"]:
                    assert who.course.locator("#sim-value").evaluate("node => node === document.activeElement")
                    found += frame.evaluate(AXE)
                    who.page.keyboard.type(scene["value"])
                    who.page.keyboard.press("Enter")
                else:
                    assert frame.evaluate("document.activeElement !== document.body")
            who.press()
            found += frame.evaluate(AXE)
            assert who.course.locator(".feedback h2").inner_text() == "Right"
            assert found == []
