"""A loopback LMS for tests: serves one package in a frame, on a free port, and plays it through a real browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Page

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "webp": "image/webp", "png": "image/png"}
SCRIPTS = (
    "bench",
    "monkey",
    "monkey_early",
    "monkey_rules",
    "monkey_worlds",
    "strict_lms",
    "strict_2004",
    "strict_2004_values",
)
OUR_PAGES = {
    "/lms": HERE / "lms.html",
    **{f"/{name}.js": HERE / f"{name}.js" for name in SCRIPTS},
    "/scorm12.js": ROOT / "node_modules/scorm-again/dist/scorm12.min.js",
    "/scorm2004.js": ROOT / "node_modules/scorm-again/dist/scorm2004.min.js",
    "/axe.js": ROOT / "node_modules/axe-core/axe.min.js",
}


class _Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, files: Mapping[str, bytes], missing: list[str], *rest: Any) -> None:
        self.files = files
        self.missing = missing
        super().__init__(*rest)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        body = self.files.get(path)
        if body is None:
            self.missing.append(path)
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.rpartition(".")[2], "text/html") + "; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


@dataclass
class Lms:
    """A served package."""

    address: str
    missing: list[str]


@contextlib.contextmanager
def serving(package: Mapping[str, bytes], extra: Mapping[str, bytes] | None = None) -> Iterator[Lms]:
    """The package below /course/, the LMS page at /lms."""
    files = {address: path.read_bytes() for address, path in OUR_PAGES.items()}
    files |= {f"/course/{name}": data for name, data in package.items()} | dict(extra or {})
    missing: list[str] = []
    handler = functools.partial(_Handler, files, missing)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield Lms(f"http://127.0.0.1:{server.server_address[1]}", missing)
        finally:
            server.shutdown()
            thread.join()


SETTERS = ("LMSSetValue", "SetValue")


@dataclass
class Visit:
    """What one session left behind."""

    calls: list[tuple[str, list[str], Any, str]]
    complaints: list[str]
    kept: dict[str, Any] | None

    @property
    def errors(self) -> list[Any]:
        """Calls the LMS did not like."""
        return [call for call in self.calls if call[3] != "0" or call[2] in ("false", False)]

    def written(self, name: str) -> list[str]:
        """All values set for one element, in order."""
        return [words[1] for method, words, _, _ in self.calls if method in SETTERS and words[0] == name]

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(call[0] == method for call in self.calls)


@dataclass
class Learner:
    """Somebody in front of the course."""

    page: Page
    lms: Lms
    told: list[str] = field(default_factory=list)
    """Console messages and errors."""
    strangers: list[str] = field(default_factory=list)
    """Requests to other hosts."""

    def launch(
        self,
        kind: str | None,
        kept: Mapping[str, Any] | None = None,
        set_: Mapping[str, str] | None = None,
        address: str = "/course/index.html",
    ) -> None:
        """Open the course from the LMS."""
        self.page.evaluate("([kind, kept, set, at]) => launch(kind, kept, set, at)", [kind, kept, set_ or {}, address])
        self.course.locator("h1").wait_for()

    def leave(self) -> Visit:
        """Close the course as an LMS does."""
        return Visit(**self.page.evaluate("leave()"))

    @property
    def course(self) -> FrameLocator:
        """The frame the course runs in."""
        return self.page.frame_locator("iframe[name=course]")

    @property
    def heading(self) -> str:
        """The heading of the page shown."""
        return self.course.locator("main h1").inner_text()

    @property
    def button(self) -> str:
        """The word on the primary button."""
        return self.course.locator(".primary").inner_text()

    def press(self) -> None:
        """The primary button."""
        self.course.locator(".primary").click()

    def choose(self, *texts: str) -> None:
        """Answers, by their words."""
        for text in texts:
            self.course.locator(".answer", has_text=text).click()

    def answer(self, *texts: str) -> None:
        """Choose and check."""
        self.choose(*texts)
        self.press()

    def open(self, title: str) -> None:
        """A page from the list of contents."""
        self.course.locator(".top .tool").first.click()
        self.course.locator(".contents .rail button", has_text=title).click()


@contextlib.contextmanager
def learner(browser: Browser, lms: Lms, **options: Any) -> Iterator[Learner]:
    """A learner with a fresh browser profile, at the LMS page."""
    context = browser.new_context(**{"viewport": {"width": 900, "height": 600}, "reduced_motion": "reduce"} | options)
    page = context.new_page()
    somebody = Learner(page, lms)
    page.on("console", lambda message: somebody.told.append(message.text))
    page.on("pageerror", lambda error: somebody.told.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((lms.address, "data:")) else somebody.strangers.append(request.url)
        ),
    )
    page.goto(f"{lms.address}/lms")
    yield somebody
    context.close()


RIGHT = {
    "A customer of five years": ["An opportunity."],
    "Which two fields": ["Stage", "Close date"],
    "Where do you look": ["In the search field"],
}
WRONG = {
    "A customer of five years": ["Neither."],
    "Which two fields": ["Stage", "Fax number"],
    "Where do you look": ["In a list"],
}


def answers_to(heading: str, answers: Mapping[str, list[str]]) -> list[str]:
    """The answers to choose on the question page with this heading."""
    return next(texts for start, texts in answers.items() if heading.startswith(start))


def read_lessons(who: Learner) -> None:
    """Lesson, its question, the task of the course `sales`; ends at the check's first page."""
    who.press()
    who.answer("Three")
    who.press()
    who.press()
    assert who.heading == "First-week check"


def answer_right(who: Learner) -> None:
    """At once, and on to the next page."""
    who.answer(*answers_to(who.heading, RIGHT))
    assert who.button == "Continue"
    who.press()


def answer_wrong(who: Learner) -> None:
    """As often as one may, and on to the next page."""
    for _ in range(2):
        who.answer(*answers_to(who.heading, WRONG))
        who.press()


def play(who: Learner, wrong: int) -> None:
    """All of the course `sales`, so many questions wrong."""
    read_lessons(who)
    who.press()
    for place in range(3):
        (answer_wrong if place < wrong else answer_right)(who)
