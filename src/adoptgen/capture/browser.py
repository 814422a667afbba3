"""The browser that drives the application: the system's own Chromium, Chrome or Edge, through Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from adoptgen.capture.fault import CaptureError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWPORT = (1280, 800)
"""CSS pixels of every picture."""
PATIENCE = 10_000.0
"""Milliseconds anything may take before it counts as not there."""

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_SAME_EVERYWHERE = (
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--disable-background-networking",
    "--disable-gpu",
)
"""Switches without which one machine draws letters differently from the next."""
_SCRIPTS = tuple(
    (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8") for name in ("watch", "redact", "replica")
)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser. Raises CaptureError where Playwright or a browser is missing."""
    try:
        from playwright.sync_api import Error, sync_playwright  # an extra that many do without
    except ImportError:
        raise CaptureError(
            "recording needs Playwright, which is not installed", 'pip install "adoptgen[capture]"'
        ) from None
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    switches = [*_SAME_EVERYWHERE, *(["--no-sandbox"] if _is_root() else [])]
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=found, channel=None if found else "chrome", args=switches
            )
        except Error:
            raise CaptureError(
                "recording needs Chromium, Chrome or Edge, and none could be started",
                "install one of them, for instance: apt-get install chromium",
            ) from None
        try:
            yield started
        finally:
            started.close()


def _is_root() -> bool:
    """Chromium's sandbox refuses to run as root, as in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def window(started: Browser, language: str, density: int = 2) -> Iterator[Page]:
    """A fresh window that asks for `language`, with `density` device pixels per CSS pixel; nothing moves by itself."""
    context = started.new_context(
        viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
        device_scale_factor=density,
        locale=language,
        reduced_motion="reduce",
        color_scheme="light",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    for script in _SCRIPTS:
        context.add_init_script(script)
    try:
        yield context.new_page()
    finally:
        context.close()


def settle(page: Page) -> None:
    """Wait until the page has loaded, asks for nothing more and has stopped changing."""
    from playwright.sync_api import Error  # an extra that many do without

    for _ in range(5):
        page.wait_for_load_state("load")
        try:
            page.evaluate("() => window.adoptgenWatch.quiet()")
        except Error:
            continue  # the page was left while we asked: ask the next one
        return


def log_in(page: Page, address: str) -> None:
    """Fill the login form of `address` if it shows one. Raises CaptureError without credentials or if refused."""
    page.goto(address)
    settle(page)
    password = page.locator("input[type=password]").filter(visible=True)
    if not password.count():
        return
    user, secret = os.environ.get("ADOPTGEN_USER", ""), os.environ.get("ADOPTGEN_PASSWORD", "")
    if not user or not secret:
        raise CaptureError(
            "the application asks for a login",
            "set the environment variables ADOPTGEN_USER and ADOPTGEN_PASSWORD",
        )
    form = page.locator("form").filter(has=password)
    form.locator("input[autocomplete=username], input[type=email], input[type=text], input:not([type])").first.fill(
        user
    )
    password.first.fill(secret)
    password.first.press("Enter")
    settle(page)
    if password.count():
        raise CaptureError("the application refuses this login", "check ADOPTGEN_USER and ADOPTGEN_PASSWORD")
