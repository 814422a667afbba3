"""The sample programme's tours for a Tideline of this machine, put into a browser in both ways they come."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request

from adoptgen.artefact import Artefact, Programme
from adoptgen.build.assemble import assemble
from adoptgen.generators.tours import generator
from adoptgen.sample_app.asked import Answer
from adoptgen.sample_app.edition import Edition
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
TAG = b'<script src="/tours/tour.js" defer></script></head>'
CARD = ".adoptgen-tour"


def chromium() -> str:
    """The system's Chromium."""
    return next(filter(None, map(shutil.which, CHROMIUM)))


@cache
def programme() -> Programme:
    """The sample."""
    found = assemble(ROOT).programme
    assert found is not None
    return found


def planned(address: str, events: str = "") -> dict[str, Artefact]:
    """Path below build/tours/tideline -> artefact, for an application that is found at `address`."""
    sample = programme()
    application = sample.source.applications["tideline"]
    tour = application.tour.model_copy(update={"events": events})
    moved = application.model_copy(update={"address": address, "tour": tour})
    source = dataclasses.replace(sample.source, applications={moved.id: moved})
    plan = generator.plan(dataclasses.replace(sample, source=source))
    return {item.path.removeprefix("tours/tideline/"): item for item in plan if isinstance(item, Artefact)}


def made(address: str, below: str, events: str = "") -> dict[str, bytes]:
    """Name -> bytes of the files in a folder of the plan."""
    found = planned(address, events).items()
    return {path.removeprefix(below): item.render(item.inputs) for path, item in found if path.startswith(below)}


@contextmanager
def tideline(tagged: bool = True, events: str = "", edition: Edition | None = None) -> Iterator[Tideline]:
    """Tideline under `default-src 'self'`, with the script tag in its pages if `tagged`."""
    application = Tideline(policy="default-src 'self'", edition=edition)
    if tagged:
        application.RequestHandlerClass = with_tours(
            application.RequestHandlerClass, made(application.address, "script/", events)
        )
    threading.Thread(target=application.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield application
    finally:
        application.shutdown()
        application.server_close()


def with_tours(handler: Any, files: Mapping[str, bytes]) -> Any:
    """The handler of an application whose owners added the script."""

    class Tagged(handler):  # type: ignore[misc]  # a class made at run time
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            name = path.removeprefix("/tours/")
            if path.startswith("/tours/") and name in files:
                super()._send(Answer(200, files[name], TYPES[name.rpartition(".")[2]]))
            else:
                super().do_GET()

        def _send(self, answer: Answer) -> None:
            if answer.type.startswith("text/html"):
                answer = dataclasses.replace(answer, body=answer.body.replace(b"</head>", TAG))
            super()._send(answer)

    return Tagged


class Watched:
    """A page, with everything it asked of other hosts and everything it complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.strangers: list[str] = []
        self.told: list[str] = []
        context.on("request", self.asked)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(error.message))
        self.page.set_default_timeout(8000)

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "chrome-extension://")):
            self.strangers.append(request.url)

    def log_in(self, path: str = "/login", login: str = "m.krueger") -> Page:
        self.page.goto(self.address + path)
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill("tideline")
        self.page.locator("button.primary").click()
        self.page.locator("nav.side").wait_for()
        return self.page


def step(page: Page, number: int) -> None:
    """Wait until the tour is at this step."""
    page.locator(CARD, has_text=f"Step {number} of").wait_for()


def barriers(page: Page) -> list[str]:
    """What axe finds wrong with the tour's own parts."""
    page.evaluate(AXE)
    return list(
        page.evaluate(
            """async () => (await axe.run({include: [["[data-adoptgen-tour]"]]})).violations.map(
              (one) => one.id + ": " + one.nodes.map((node) => node.target).join(" "))"""
        )
    )
