"""Random learners at every door: whatever is clicked, however the LMS behaves, nothing is lost and no rule is broken.

`ADOPTGEN_MONKEYS=10000 make monkey` plays that many sequences, shared among the doors; without it, a few.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from built_packages import built
from monkey_house import house_of
from playwright.sync_api import Browser, Page

from adoptgen.artefact import Generator
from adoptgen.formats.zip import contents
from adoptgen.generators import packages_cmi5, packages_html, packages_scorm12, packages_scorm2004

DOORS: dict[str, tuple[Generator, float]] = {
    "scorm12": (packages_scorm12.generator, 0.25),
    "again12": (packages_scorm12.generator, 0.15),
    "scorm2004": (packages_scorm2004.generator, 0.25),
    "again2004": (packages_scorm2004.generator, 0.15),
    "cmi5": (packages_cmi5.generator, 0.1),
    "html": (packages_html.generator, 0.1),
}
COURSES = {"sales": ("scored-course", "sales.en"), "ways": ("every-way", "ways.en")}
"""A course of choices and one of every way of answering, with pretest, pool and mastery per skill."""
"""Who makes the package, and this door's share of the sequences."""
MONKEYS = int(os.environ.get("ADOPTGEN_MONKEYS", "60"))
AT_ONCE = 50
RUN = "([door, first, count]) => monkeys(door, first, count)"


@pytest.fixture(scope="module", params=[(door, course) for door in DOORS for course in COURSES], ids="-".join)
def cage(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[str, Page]]:
    """A door, and the LMS page before it."""
    door, course = request.param
    catalog, name = COURSES[course]
    with house_of(contents(built(DOORS[door][0], catalog)[name])) as house:
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(f"{house.address}/lms")
        page.evaluate("settle('/course/index.html', '/player/state.js')")
        yield door, page
        page.close()


def let_loose(cage: tuple[str, Page], count: int) -> tuple[Counter[str], list[Any]]:
    """What so many did, and what they broke."""
    door, page = cage
    totals: Counter[str] = Counter()
    broken: list[Any] = []
    for first in range(0, count, AT_ONCE):
        found = page.evaluate(RUN, [door, first, min(AT_ONCE, count - first)])
        totals.update(found["totals"])
        broken += found["broken"]
    return totals, broken


def test_learners_without_a_plan(cage: tuple[str, Page]) -> None:
    count = round(MONKEYS * DOORS[cage[0]][1] / len(COURSES))
    totals, broken = let_loose(cage, count)
    print(f"{cage[0]}: {dict(totals)}")
    assert broken == []
    assert totals["sequences"] == count
    assert totals["answers"] > count
    # Every eighth session or so; at a door with six sequences there may be none.
    assert totals["killed"] > 0 or count < 9
    assert cage[0] == "html" or totals["faults"] > count / 2


BREAKS = {
    "scorm12": ("StrictScorm12.prototype.LMSFinish = function () { this.stored = null; return 'false'; }", "refused"),
    "again12": ("neverLower = function* () { yield 'called'; }", "called"),
    "scorm2004": ("RESPONSES_2004.choice = () => false", "refused with 406"),
    "again2004": ("resumed = function* () { yield 'called'; }", "called"),
    "cmi5": ("HOUSE.decode = () => null", "cannot be read"),
    "html": ("HOUSE.decode = () => null", "cannot be read"),
}


def test_canary_the_rules_see_what_is_broken(cage: tuple[str, Page]) -> None:
    """What is changed here stays changed: this door's last test."""
    change, told = BREAKS[cage[0]]
    cage[1].evaluate(f"() => {{ {change}; }}")
    _, broken = let_loose(cage, 6)
    assert told in str(broken)
