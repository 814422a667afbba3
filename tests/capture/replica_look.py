"""A replica as somebody opens it: offline, without JavaScript, in Chromium, beside the picture it stands for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route

from adoptgen.capture.browser import VIEWPORT

PLACE = "https://replica.invalid/"
TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "woff2": "font/woff2",
}
VISIBLE = 16
"""A pixel differs when a channel is off by more."""


@dataclass
class Desk:
    """A window without JavaScript whose every request is looked at."""

    page: Page
    read: Callable[[str], bytes]
    outside: list[str] = field(default_factory=list)
    """What was asked for besides the replica's own files."""

    def serve(self, route: Route) -> None:
        """Hand over a file of the replica, refuse everything else."""
        address = route.request.url
        name = address.removeprefix(PLACE)
        data = self.read(name) if address.startswith(PLACE) and "/" not in name else b""
        if not data:
            self.outside.append(address)
            route.abort()
            return
        route.fulfill(body=data, content_type=TYPES[name.partition(".")[2]])

    def open(self, name: str) -> bytes:
        """The picture of a replica at two pixels per pixel."""
        self.page.goto(PLACE + name)
        return self.page.screenshot(animations="disabled", caret="hide")


@contextmanager
def desk(started: Browser, language: str, read: Callable[[str], bytes]) -> Iterator[Desk]:
    """A desk on which replicas are opened whose files `read` knows by name."""
    context = started.new_context(
        viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
        device_scale_factor=2,
        locale=language,
        reduced_motion="reduce",
        color_scheme="light",
        java_script_enabled=False,
    )
    found = Desk(context.new_page(), read)
    context.route("**/*", found.serve)
    yield found
    context.close()


def share_off(one: bytes, other: bytes) -> float:
    """Part of the pixels, 0 to 1, that differ visibly."""
    left, right = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    assert left.size == right.size
    red, green, blue = ImageChops.difference(left, right).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(worst.histogram()[VISIBLE + 1 :]) / (worst.width * worst.height)


def spoken(page: Page) -> list[tuple[str, str, str]]:
    """Role, name and state of everything a screen reader is told about, in order: Chromium's own tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [told for node in nodes if (told := _told(node)) is not None]


SILENT = {"InlineTextBox", "none", "generic", "StaticText", "RootWebArea", "LayoutTable", "IframePresentational"}


def _told(node: dict[str, Any]) -> tuple[str, str, str] | None:
    role = node.get("role", {}).get("value", "")
    if node.get("ignored") or role in SILENT:
        return None
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    kept = ("focused", "checked", "selected", "expanded", "disabled", "readonly", "required", "invalid", "pressed")
    said = ", ".join(f"{name}={states[name]}" for name in kept if states.get(name) not in (None, False, "false"))
    return role, node.get("name", {}).get("value", ""), said
