"""One browser and the packages of the scored-course catalog, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from built_packages import CATALOGS, planned
from course_lms import Learner, learner, serving
from playwright.sync_api import Browser, sync_playwright

from adoptgen.artefact import Artefact
from adoptgen.formats.zip import contents

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def plans() -> dict[str, Artefact]:
    return planned(CATALOGS / "scored-course")


@pytest.fixture(scope="session")
def packages(plans: dict[str, Artefact]) -> dict[str, bytes]:
    """`course.language` -> zip."""
    names = {path: path.removeprefix("packages/").removesuffix(".scorm12.zip") for path in plans}
    return {names[path]: item.render(item.inputs) for path, item in plans.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUM))),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()


@pytest.fixture
def somebody(browser: Browser, packages: dict[str, bytes]) -> Iterator[Learner]:
    """A learner of the course `sales`; nothing may be missing, said or fetched from elsewhere."""
    with serving(contents(packages["sales.en"])) as lms, learner(browser, lms) as found:
        yield found
        assert (lms.missing, found.told, found.strangers) == ([], [], [])
