"""From walkthroughs and a live application to committed capture bundles."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from adoptgen.capture.album import Album
from adoptgen.capture.assemble import assemble, used_files, write_bundle
from adoptgen.capture.assets import Store
from adoptgen.capture.browser import browser, log_in, window
from adoptgen.capture.bundles import read_bundles
from adoptgen.capture.fault import CaptureError
from adoptgen.capture.replay import Stage, replay
from adoptgen.capture.replica import Files
from adoptgen.capture.secrets import Redactor, redactor
from adoptgen.model.learning import Walkthrough
from adoptgen.model.people import Application
from adoptgen.model.redaction import Redaction
from adoptgen.problems import Location, Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@dataclass(frozen=True)
class Order:
    """What to record, and where."""

    root: Path
    """The catalog folder."""
    address: str
    """Where the application answers."""
    application: Application
    walkthroughs: tuple[Walkthrough, ...]
    languages: tuple[str, ...]
    source_language: str
    """The language targets are named in."""
    reset: str = ""
    """Path that gets a POST before each walkthrough, so that every recording meets the same data."""
    redaction: tuple[Redaction, ...] = ()
    """What must not be seen, besides what never is: the programme's, then the application's."""

    @property
    def redactor(self) -> Redactor:
        """All of it, and the values of the environment variables that steps type."""
        values = (step.value or "" for walkthrough in self.walkthroughs for step in walkthrough.steps)
        names = dict.fromkeys(name for value in values for name in re.findall(r"\$\{(\w+)\}", value))
        return redactor(*self.redaction, secrets=tuple(os.environ[name] for name in names if name in os.environ))


@dataclass(frozen=True)
class Recorded:
    """One bundle: written because something changed, or left as it was."""

    walkthrough: str
    language: str
    written: bool


def record(order: Order, tell: Callable[[Recorded], None]) -> list[Problem]:
    """Record everything ordered; what could not be recorded comes back as problems.

    Raises CaptureError where nothing can be recorded at all: no browser, no answer, no login.
    """
    problems: list[Problem] = []
    album, store = Album(order.root), Store(order.root)
    with browser() as started:
        for language in order.languages:
            for item in _in_language(order, started, language, album, store):
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    tell(item)
    used = used_files(order.root)
    album.prune(used)
    store.prune(used)
    return problems


def _in_language(
    order: Order, started: Browser, language: str, album: Album, store: Store
) -> Iterator[Recorded | Problem]:
    from playwright.sync_api import Error  # an extra that many do without

    known = read_bundles(order.root, {order.application.id: order.application.version}).found
    by_name = language.split("-", maxsplit=1)[0] == order.source_language.split("-")[0]
    redactor = order.redactor
    with window(started, language) as page:
        files = Files(page, store, redactor)
        try:
            log_in(page, order.address)
        except Error:
            raise CaptureError(f"nothing answers at {order.address}", "start the application, then try again") from None
        for walkthrough in order.walkthroughs:
            if order.reset:
                page.request.post(urljoin(order.address, order.reset))
            try:
                recording = replay(Stage(page, order.address, by_name, redactor=redactor, files=files), walkthrough)
            except CaptureError as fault:
                yield _problem(order.root, walkthrough, language, fault)
                continue
            before = known.get((walkthrough.id, language))
            bundle = assemble(
                order.application, language, walkthrough, recording, before, album=album, store=store, redactor=redactor
            )
            yield Recorded(walkthrough.id, language, write_bundle(order.root, bundle))


def _problem(root: Path, walkthrough: Walkthrough, language: str, fault: CaptureError) -> Problem:
    """Where in the walkthrough's file it went wrong."""
    path = root / walkthrough.folder / f"{walkthrough.id}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    wanted = re.compile(rf"\s*- id: [\"']?{re.escape(fault.step)}[\"']?\s*$")
    line = next((number for number, text in enumerate(lines, 1) if fault.step and wanted.match(text)), 1)
    place = Location(path.relative_to(root.parent).as_posix(), line)
    step = f"step {fault.step}: " if fault.step else ""
    return Problem(place, "C810", f"not recorded in {language}: {step}{fault.message}", fault.help)
