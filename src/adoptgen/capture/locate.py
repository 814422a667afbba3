"""Finding a control: by role and name in the language it was written in, else by the author's CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from adoptgen.capture.fault import CaptureError
from adoptgen.model.learning import Target

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_MARKS = r"[\s*:]*"
"""What applications hang on the names of required fields."""
_AROUND = ("dialog", "form", "region", "row", "navigation", "group", "table", "main", "search")
"""Roles a `near` may name."""


def find(page: Page, target: Target, *, by_name: bool) -> Locator:
    """The one visible control a target means, waiting until it is there.

    `by_name`: the application speaks the language the target was written in, so role and name count first.
    Raises CaptureError if there is none, or none of the ways leads to exactly one.
    """
    ways = list(_ways(page, target, by_name=by_name))
    if not ways:
        raise CaptureError("the target has nothing to be found by in this language", "add a css selector to the target")
    found = _single(ways) or _single(_awaited(page, ways))
    if found is not None:
        return found
    most = max(way.count() for way in ways)
    if most > 1:
        raise CaptureError(
            f"{most} controls fit {_spoken(target)}", "say `near`, or add a css selector that fits only one"
        )
    raise CaptureError(
        f"there is no {_spoken(target)}", "start the application as the task needs it, or correct the target"
    )


def present(page: Page, target: Target, *, by_name: bool) -> Locator | None:
    """The same without waiting; None if it is not there now."""
    return _single(list(_ways(page, target, by_name=by_name)))


def _ways(page: Page, target: Target, *, by_name: bool) -> Iterator[Locator]:
    """Locators in the order in which they are believed."""
    if target.role and target.name and by_name:
        if target.near:
            near = _exactly(target.near, "")
            around = [page.locator(f"role={role}[name=/{near}/]") for role in _AROUND]
            scope = around[0]
            for other in around[1:]:
                scope = scope.or_(other)
            yield scope.locator(_by_role(target.role, target.name)).filter(visible=True)
        else:
            yield page.locator(_by_role(target.role, target.name)).filter(visible=True)
    for selector in target.css:
        yield page.locator(f"css={selector}").filter(visible=True)


def _by_role(role: str, name: str) -> str:
    return f"role={role}[name=/^{_exactly(name, _MARKS)}$/]"


def _exactly(name: str, around: str) -> str:
    """A regular expression (JavaScript) for a name, whatever stands `around` it."""
    return around + re.escape(name).replace("/", r"\/").replace(r"\ ", " ") + around


def _single(ways: list[Locator]) -> Locator | None:
    return next((way for way in ways if way.count() == 1), None)


def _awaited(page: Page, ways: list[Locator]) -> list[Locator]:
    """The same ways, once any of them is there or patience is over."""
    from playwright.sync_api import TimeoutError as Late  # an extra that many do without

    anyone = ways[0]
    for way in ways[1:]:
        anyone = anyone.or_(way)
    try:
        anyone.first.wait_for(state="visible")
    except Late:
        page.wait_for_load_state("load")
    return ways


def _spoken(target: Target) -> str:
    return f"{target.role} named {target.name}" if target.role and target.name else " or ".join(target.css)


def role_and_name(control: Locator) -> tuple[str, str]:
    """The role and the accessible name the browser computes, marks such as * and : removed."""
    line = control.aria_snapshot().split("\n", 1)[0]
    match = re.match(r"""- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?""", line)
    if match is None:
        return "", ""
    name = (match[2] or "").replace('\\"', '"').replace("''", "'")
    return match[1], re.sub(rf"^{_MARKS}|{_MARKS}$", "", name)
