"""The meaning of what Playwright's recorder writes: a locator, then what is done with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath

from adoptgen.capture.recordings.calls import Chain, Function, Link, Pattern, Statement, Unknown, Value
from adoptgen.capture.recordings.contract import Do, Event, Found, Recorded, Remark, bounded, note, refuse
from adoptgen.capture.recordings.selectors import Clues, by_attribute, shortened

_AROUND = frozenset({
    "launch", "newContext", "newPage", "close", "start", "stop", "setDefaultTimeout", "setDefaultNavigationTimeout",
    "storageState", "use", "run", "fixture",
})  # fmt: skip
"""Calls that set up or tear down what the recorder drives."""
_SILENT = {
    "waitForTimeout": "walkthroughs wait for the page",
    "waitForURL": "walkthroughs wait for the page",
    "waitForUrl": "walkthroughs wait for the page",
    "waitForLoadState": "walkthroughs wait for the page",
    "setViewportSize": "pictures have their own size",
    "close": "the window closes by itself",
    "scrollIntoViewIfNeeded": "pages scroll to what is acted on",
    "focus": "what is acted on has the focus",
    "blur": "fields are left when they are filled",
    "pause": "it is a stop of the recorder",
}
_ACTIONS: Mapping[str, Do] = {
    "click": "click", "tap": "click", "dblclick": "double", "fill": "fill", "type": "fill",
    "pressSequentially": "fill", "clear": "fill", "press": "press", "check": "check", "uncheck": "uncheck",
    "setChecked": "check", "selectOption": "select", "hover": "hover", "setInputFiles": "upload", "waitFor": "wait",
}  # fmt: skip
_ASSERTIONS: Mapping[str, Do] = {
    "toBeVisible": "wait", "toBeAttached": "wait", "toContainText": "wait", "toHaveText": "wait", "toBeEnabled": "wait",
    "toHaveValue": "read", "toBeChecked": "read", "toMatchAriaSnapshot": "read", "toBeEmpty": "read",
}  # fmt: skip
_HARMLESS = frozenset({"timeout", "force", "noWaitAfter", "position", "delay", "trial", "exact", "button", "state"})
_ATTRIBUTES = {"getByPlaceholder": "placeholder", "getByAltText": "alt", "getByTitle": "title"}
_ROLE_OF = {"fill": "textbox", "select": "combobox", "check": "checkbox", "uncheck": "checkbox"}
_LITERAL = re.compile(r"\^?((?:[^\\^$.|?*+()\[\]{}]|\\[^A-Za-z0-9])*)\$?")


class _RefusedError(Exception):
    """Something in a statement that has no step; the argument says what."""


def recorded(statements: Iterable[Statement | Unknown]) -> Recorded:
    """The steps of a script, and what of it is refused."""
    found = [item for statement in statements for item in _read(statement)]
    events = bounded(item for item in found if isinstance(item, Event))
    return Recorded("", events, tuple(item for item in found if isinstance(item, Remark)))


def _read(one: Statement | Unknown) -> Iterator[Event | Remark]:
    if isinstance(one, Unknown):
        help_ = "Take it out; only what Playwright's recorder writes is read."
        yield refuse(one.line, "", f"{shortened(one.what)}: the recorder writes no such line", help_)
        return
    try:
        yield from _statement(one)
    except _RefusedError as error:
        yield refuse(one.line, "", str(error), "Do the step by hand, with a picture of its own.")


def _statement(one: Statement) -> Iterator[Event | Remark]:
    chain, last = one.chain, one.chain.links[-1] if one.chain.links else Link("", is_call=False)
    if chain.root == "page" and chain.links:
        yield from _on_page(one, chain.links)
    elif chain.root == "expect" and len(chain.links) >= 2:
        yield from _expectation(one, chain.links)
    elif re.fullmatch(r"page\d+", chain.root):
        raise _RefusedError(f"{last.name}: it happens in another window")
    elif _is_around(chain, last):
        return
    else:
        raise _RefusedError(
            f"{shortened('.'.join([chain.root, last.name]).strip('.'))}: it has no step of a walkthrough"
        )


def _is_around(chain: Chain, last: Link) -> bool:
    """What sets up or tears down, and calls of the script's own function."""
    own = not last.name and chain.root in ("run", "main", "sync_playwright", "async_playwright")
    return own or last.name in _AROUND or (chain.root, last.name) == ("asyncio", "run")


def _on_page(one: Statement, links: tuple[Link, ...]) -> Iterator[Event | Remark]:
    *way, action = links
    name = action.name
    if not way and name == "goto":
        yield Event(one.line, "", "goto", value=_text(action, 0))
    elif not way and name in ("once", "on"):
        yield _dialog(one, action)
    elif way and way[0].name == "keyboard" and name in ("press", "type"):
        keys = [_text(action, 0)] if name == "press" else list(_text(action, 0)[:200])
        yield from (Event(one.line, "", "press" if name == "press" else "char", value=key) for key in keys)
    elif name in _SILENT:
        yield note(one.line, "", f"{name} was left out: {_SILENT[name]}")
    elif not way or name not in _ACTIONS:
        raise _RefusedError(f"{name}: it has no step of a walkthrough")
    else:
        yield from _action(one, way, action)


def _dialog(one: Statement, action: Link) -> Remark:
    """What the recorder writes for every message of the browser: it is dismissed, as it is without a word."""
    words = action.args[1].words if len(action.args) > 1 and isinstance(action.args[1], Function) else frozenset()
    if action.args[:1] != ("dialog",) or "dismiss" not in words or "accept" in words:
        raise _RefusedError(f"{action.name}: only messages that are dismissed are known")
    return note(one.line, "", "a message of the browser is dismissed, as the recorder did")


def _action(one: Statement, way: list[Link], action: Link) -> Iterator[Event | Remark]:
    do = _ACTIONS[action.name]
    odd = [key for key, value in action.options.items() if key not in _HARMLESS or _is_odd(key, value)]
    if action.name not in ("selectOption", "setInputFiles") and odd:
        raise _RefusedError(f"{action.name} with {odd[0]}")
    found, remarks = _located(one, way, do)
    yield from remarks
    if action.name == "setChecked" and action.args[:1] == (False,):
        do = "uncheck"
    value = label = ""
    if do in ("fill", "press") and action.name != "clear":
        value = _text(action, 0)
    elif do == "select":
        value, label = _option(action)
    elif do == "upload":
        value = _file(action)
    yield Event(one.line, "", do, found, value, label)


def _is_odd(key: str, value: Value) -> bool:
    return (key == "button" and value != "left") or (key == "state" and value != "visible")


def _text(link: Link, place: int) -> str:
    value = link.args[place] if place < len(link.args) else None
    if isinstance(value, str):
        return value
    raise _RefusedError(f"{link.name or 'a call'} without a text that is written out")


def _option(action: Link) -> tuple[str, str]:
    given = action.args[0] if action.args else dict(action.options)
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if isinstance(given, str):
        return given, ""
    if isinstance(given, dict) and isinstance(given.get("label"), str):
        return str(given["label"]), str(given["label"])
    if isinstance(given, dict) and isinstance(given.get("value"), str):
        return str(given["value"]), ""
    raise _RefusedError("selectOption: one option by its label or value is taken")


def _file(action: Link) -> str:
    given = action.args[0] if action.args else None
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    if isinstance(given, str):
        return PurePath(given.replace("\\", "/")).name
    raise _RefusedError("setInputFiles: one file is taken")


def _expectation(one: Statement, links: tuple[Link, ...]) -> Iterator[Event | Remark]:
    subject = links[0].args[0] if links[0].args else None
    name = links[-1].name
    if len(links) != 2 or name not in _ASSERTIONS or not isinstance(subject, Chain) or subject.root != "page":
        raise _RefusedError(f"expect: {name}: it has no step of a walkthrough")
    if not subject.links:
        yield note(one.line, "", f"expect: {name} was left out: it is about the whole page")
        return
    found, remarks = _located(one, list(subject.links), _ASSERTIONS[name])
    yield from remarks
    yield Event(one.line, "", _ASSERTIONS[name], found)


def _located(one: Statement, way: list[Link], do: Do) -> tuple[Found, list[Remark]]:
    """What a chain of locators says."""
    clues, remarks = Clues(), []
    for link in way:
        maker = _LOCATORS.get(link.name)
        if maker:
            clues = _inside(clues)
            maker(clues, link)
        elif link.name in ("first", "last", "nth"):
            message = f"{link.name}: it is one of several; which one is not written down"
            remarks.append(note(one.line, "", message, "Say `near`, or a name or css that only it has."))
        elif link.name == "filter":
            _filter(clues, link)
        elif "rame" in link.name:
            raise _RefusedError(f"{link.name}: it happens in a frame")
        else:
            raise _RefusedError(f"{link.name}: this way to find a control")
    if not clues.roles and clues.names and do in _ROLE_OF:
        clues.roles.append(_ROLE_OF[do])
    return clues.found(), remarks


def _inside(outer: Clues) -> Clues:
    """Clues for what is inside: the name of what is around becomes `near`, its CSS goes before."""
    inner = Clues(raw=list(outer.raw), dropped=list(outer.dropped))
    inner.near = outer.names[0] if outer.names else outer.near
    inner.scope = outer.css[0][1] if outer.css else outer.scope
    return inner


def _filter(clues: Clues, link: Link) -> None:
    text = link.options.get("hasText")
    if set(link.options) - {"hasText"} or text is None:
        raise _RefusedError("filter: only hasText is taken")
    clues.add_name(_literal(text, "filter"))
    clues.css.clear()
    clues.dropped.append("a selector of elements alone")


def _literal(value: Value, where: str) -> str:
    """A text, or a regular expression that says no more than one."""
    if isinstance(value, str):
        return value
    if isinstance(value, Pattern) and len(value.source) <= 500:
        plain = _LITERAL.fullmatch(value.source)
        if plain:
            return re.sub(r"\\(.)", r"\1", plain[1])
    raise _RefusedError(f"{where}: a name that is a regular expression")


def _by_role(clues: Clues, link: Link) -> None:
    odd = set(link.options) - {"name", "exact", "level", "checked", "expanded", "pressed", "selected"}
    if odd:
        raise _RefusedError(f"getByRole with {min(odd)}")
    name = link.options.get("name", "")
    clues.add_name("" if name == "" else _literal(name, "getByRole"), _text(link, 0))


def _by_text(clues: Clues, link: Link) -> None:
    clues.add_name(_literal(link.args[0] if link.args else None, link.name))


def _by_test_id(clues: Clues, link: Link) -> None:
    clues.add_css(by_attribute("data-testid", _text(link, 0)))


def _by_attribute(clues: Clues, link: Link) -> None:
    text = _literal(link.args[0] if link.args else None, link.name)
    clues.add_name(text, "img" if link.name == "getByAltText" else "")
    clues.add_css(by_attribute(_ATTRIBUTES[link.name], text))


def _locator(clues: Clues, link: Link) -> None:
    selector = _text(link, 0)
    if set(link.options) - {"hasText"}:
        raise _RefusedError("locator: only hasText is taken")
    if selector.startswith(("xpath=", "//", "..")):
        clues.add_xpath(selector)
    elif selector.startswith(("text=", "role=", "internal:", "id=")) or ">>" in selector:
        raise _RefusedError("locator: a selector of Playwright's own")
    else:
        clues.add_css(f"{clues.scope} {selector.removeprefix('css=')}".strip())
    if "hasText" in link.options:
        clues.add_name(_literal(link.options["hasText"], "locator"))


_LOCATORS: Mapping[str, Callable[[Clues, Link], None]] = {
    "getByRole": _by_role,
    "getByLabel": _by_text,
    "getByText": _by_text,
    "getByTestId": _by_test_id,
    "locator": _locator,
    **dict.fromkeys(_ATTRIBUTES, _by_attribute),
}
