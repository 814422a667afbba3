"""The sample's site, built by the command people use, and ways to open it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).resolve().parents[2]


def build(catalog: Path, project: Path) -> Path:
    """The site made of a catalog in a new project folder."""
    shutil.copytree(catalog, project / "catalog")
    command = [str(Path(sys.executable).with_name("adoptgen")), "build", "site", "--project", str(project)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "build" / "site"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP on a free port of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_rest: Any) -> None:
            """Nothing."""

    class Patient(http.server.ThreadingHTTPServer):
        def handle_error(self, *_rest: Any) -> None:
            """A browser that left before everything was sent is no error."""

    server = Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Heard:
    """What a page said and asked for while it was open."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def listened(browser: Browser, **options: Any) -> tuple[Page, Heard]:
    """A page of its own context, with everything it complains about."""
    page, heard = browser.new_context(**options).new_page(), Heard()
    page.on("console", lambda message: heard.complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: heard.complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda request: heard.requests.append(request.url))
    page.on("requestfailed", lambda request: heard.complaints.extend(_failure(request)))
    page.on(
        "response",
        lambda found: heard.complaints.append(f"{found.url}: {found.status}") if found.status >= 400 else None,
    )
    return page, heard


def _failure(request: Request) -> list[str]:
    """A request that failed, unless the reader went on to the next page meanwhile."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


class Links(HTMLParser):
    """Targets and ids of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.doubled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.doubled += [value] if value in self.ids else []
                self.ids.add(value)
            elif name in ("href", "src") and value is not None:
                self.targets.append(value)
            elif name == "srcset" and value:
                self.targets += [part.split()[0] for part in value.split(",")]


@functools.cache
def links(path: Path) -> Links:
    """What a page links to and can be linked at."""
    parser = Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def dead(path: Path) -> list[str]:
    """Links of a page, anchors included, that lead nowhere."""
    found = []
    for target in links(path).targets:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        broken = not file.is_file() or (
            parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in links(file).ids
        )
        found += [f"{path.name}: {target}"] if broken or not target else []
    return found
