"""Doing a walkthrough on the live application, one picture before every action."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from adoptgen.capture.browser import settle
from adoptgen.capture.fault import CaptureError
from adoptgen.capture.locate import find, present, role_and_name
from adoptgen.capture.redact import redacted
from adoptgen.capture.replica import Files, take
from adoptgen.capture.secrets import Redactor, redactor
from adoptgen.look.callouts import Box
from adoptgen.model.bundle import Replica
from adoptgen.model.learning import Step, Walkthrough
from adoptgen.model.redaction import Cover

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Locator, Page


@dataclass(frozen=True)
class View:
    """The page at one moment."""

    png: bytes
    """At two device pixels per CSS pixel; empty where no pictures were wanted."""
    texts: tuple[Box, ...]
    dialog: Box | None
    page: str
    address: str
    replica: Replica | None = None
    """Not yet in the catalog's folder; None where no pictures were wanted."""


@dataclass(frozen=True)
class Moment:
    """The page just before a step, and what of the step's part can be seen then."""

    step: Step
    view: View
    boxes: Mapping[str, Box]
    """Step id -> its target's box, for all steps of this part and the one before that can be seen now."""
    role: str = ""
    name: str = ""
    shows: str = ""


@dataclass(frozen=True)
class Recording:
    """A whole walkthrough."""

    moments: tuple[tuple[Moment, ...], ...]
    """Part by part."""
    end: View


@dataclass(frozen=True)
class Stage:
    """Where and how a walkthrough is done."""

    page: Page
    address: str
    by_name: bool
    """The application speaks the language of the targets' names."""
    pictures: bool = True
    redactor: Redactor = field(default_factory=redactor)
    """What must not be seen."""
    files: Files | None = None
    """Where replicas find and leave their files; without it there are none."""
    covers: tuple[Cover, ...] = ()
    """Places of the page that must not be seen, at any step: a part's picture may be any of its steps'."""


def replay(stage: Stage, walkthrough: Walkthrough) -> Recording:
    """Do every step on the live application. Raises CaptureError, with the step, where one cannot be done."""
    stage = dataclasses.replace(stage, covers=tuple(cover for step in walkthrough.steps for cover in step.redact))
    stage.page.goto(urljoin(stage.address, walkthrough.start))
    moments = []
    before: tuple[Step, ...] = ()
    for part in walkthrough.parts:
        watched = before + part.steps
        moments.append(tuple(_moment(stage, step, watched) for step in part.steps))
        before = part.steps
    settle(stage.page)
    stage.page.evaluate("() => window.adoptgenReplica.forget()")
    with redacted(stage.page, stage.redactor, stage.covers) as seen:
        return Recording(tuple(moments), _view(stage, seen))


def _moment(stage: Stage, step: Step, watched: Sequence[Step]) -> Moment:
    from playwright.sync_api import Error  # an extra that many do without

    try:
        settle(stage.page)
        control = find(stage.page, step.target, by_name=stage.by_name) if step.target else None
        if control is not None:
            control.scroll_into_view_if_needed()
        role, name = role_and_name(control) if control is not None else ("", "")
        controls = _present(stage, watched)
        with redacted(stage.page, stage.redactor, stage.covers) as seen:
            boxes = _boxes(controls)
            before = _view(stage, seen)
        shows = seen(_do(stage, step, control))
    except CaptureError as fault:
        raise CaptureError(stage.redactor.text(fault.message), fault.help, step.id) from None
    except Error as error:
        message = stage.redactor.text(_first_line(error.message))
        raise CaptureError(message, "watch the step in the application itself", step.id) from None
    return Moment(step, before, boxes, role, seen(name), shows)


def _first_line(message: str) -> str:
    return re.sub(r"^\w+\.\w+: ", "", message.split("\n", 1)[0])


def _view(stage: Stage, seen: Callable[[str], str]) -> View:
    page = stage.page
    png = page.screenshot(animations="disabled", caret="hide") if stage.pictures else b""
    return View(
        png=png,
        texts=tuple(Box(*box) for box in page.evaluate("() => window.adoptgenWatch.texts()")),
        dialog=_box(page.evaluate("() => window.adoptgenWatch.dialog()")),
        page=seen(page.title()),
        address=seen(_path(page.url)),
        replica=take(page, stage.files, png) if stage.files and png else None,
    )


def _path(url: str) -> str:
    """Path and query, without host, user or anything that looks like a token."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query and len(parts.query) <= 40 else "")


def _box(found: list[int] | None) -> Box | None:
    return Box(*found) if found else None


def _present(stage: Stage, steps: Iterable[Step]) -> dict[str, ElementHandle]:
    """The targets of these steps that are there now, found while the page still has its own words."""
    stage.page.evaluate("() => window.adoptgenReplica.forget()")
    controls: dict[str, ElementHandle] = {}
    for step in steps:
        control = present(stage.page, step.target, by_name=stage.by_name) if step.target else None
        if control is not None:
            controls[step.id] = control.element_handle()
    return controls


def _boxes(controls: Mapping[str, ElementHandle]) -> dict[str, Box]:
    """Where they are, those that can be seen; the replica marks them."""
    boxes: dict[str, Box] = {}
    for step, control in controls.items():
        box = _box(control.evaluate("one => window.adoptgenWatch.seen(one)"))
        if box is not None:
            boxes[step] = box
            control.evaluate("(one, step) => window.adoptgenReplica.mark(one, step)", step)
    return boxes


def _do(stage: Stage, step: Step, control: Locator | None) -> str:
    """Do the step; what its field shows afterwards."""
    if step.do in ("goto", "press") and control is None:
        _without_target(stage, step)
        return ""
    if step.do in ("read", "wait"):
        return "" if control is None else _shows(control)
    if control is None:
        raise CaptureError(f"`{step.do}` needs a target", "say what is acted on")
    action = _ACTIONS.get(step.do)
    if action is None:
        raise CaptureError(
            f"`{step.do}` cannot be recorded yet", "do it by hand and give the step a picture of its own"
        )
    action(control, _secret(step.value or ""))
    if step.do != "hover":
        stage.page.mouse.move(0, 0)  # so that no picture shows a button lit by a pointer nobody sees
    if step.do not in ("fill", "select"):
        return ""
    settle(stage.page)
    return "" if "${" in (step.value or "") else _shows(control)


def _shows(control: Locator) -> str:
    return str(control.evaluate("one => window.adoptgenWatch.shows(one)"))


def _without_target(stage: Stage, step: Step) -> None:
    if step.do == "goto":
        stage.page.goto(urljoin(stage.address, step.value or "/"))
    else:
        stage.page.keyboard.press(step.value or "Enter")


def _fill(control: Locator, value: str) -> None:
    """Type, then leave the field as people do, so that the application may tidy the value; lists stay open."""
    control.fill(value)
    if control.get_attribute("role") != "combobox":
        control.blur()


def _select(control: Locator, value: str) -> None:
    """Choose by the option's own value where there is one, which no language changes, else by its label."""
    own = control.evaluate("(one, value) => [...one.options].some(option => option.value === value)", value)
    if own:
        control.select_option(value=value)
    else:
        control.select_option(label=value)


_ACTIONS: Mapping[str, Callable[[Locator, str], None]] = {
    "click": lambda control, _: control.click(),
    "fill": _fill,
    "select": _select,
    "check": lambda control, _: control.check(),
    "press": lambda control, value: control.press(value),
    "hover": lambda control, _: control.hover(),
}


def _secret(value: str) -> str:
    """`value` with ${NAME} replaced from the environment. Raises CaptureError for a name that is not set."""
    for name in re.findall(r"\$\{(\w+)\}", value):
        if name not in os.environ:
            raise CaptureError(f"the value needs the environment variable {name}", f"set {name}")
        value = value.replace(f"${{{name}}}", os.environ[name])
    return value


__all__ = ["Moment", "Recording", "Stage", "View", "replay"]
