"""From what a recorder saw to what a person would write: clicks into fields, single keys and logins fold away."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from adoptgen.capture.recordings.contract import LONGEST_VALUE, Event, Found, Recorded, Remark, note, refuse
from adoptgen.capture.recordings.private import is_password, is_private, looks_private, variable

_FIELDS = frozenset({"textbox", "searchbox", "combobox", "spinbutton", ""})
_LOGIN = re.compile(r"log[-_]?in|sign[-_]?in|sso|auth|session", re.IGNORECASE)
_LOGIN_STEPS = 6
_SUBMIT = re.compile(
    r"(?:sign|log)[ -]?(?:in|on)|continue|next|submit|anmelden|einloggen|weiter|connexion|connecter|continuer|suivant"
    r"|iniciar|acceder|entrar|accedi|inloggen|logga in|zaloguj|دخول",
    re.IGNORECASE,
)
"""What the button of a login says: pressing Enter clicks it, and recorders write both."""
_GUESSED = {"click": "button", "double": "button", "fill": "textbox", "select": "combobox", "check": "checkbox"}


@dataclass(frozen=True)
class Task:
    """What is left: where it begins, its steps, and what has to be said about the recording."""

    start: str
    steps: tuple[Event, ...]
    """Only events with a step of the same name, and `page` between them. Secrets stand as ${NAME}."""
    remarks: tuple[Remark, ...]


def fold(recorded: Recorded) -> Task:
    """The task in a recording; if a remark is a refusal, the steps are not complete."""
    remarks = list(recorded.remarks)
    events = _typed(_without_double(recorded.events, remarks), remarks)
    events = list(_pressed(_merged(events)))
    events = _without_login(events, remarks)
    start, events = _addressed(events, remarks)
    events = [_findable(event, remarks) for event in events]
    remarks += _alone(events)
    events = _hidden(events, remarks)
    if not any(event.do != "page" for event in events) and not any(remark.refused for remark in remarks):
        remarks.append(refuse(1, "", "there is no step in the recording", "Record the task again."))
    return Task(start, tuple(events), tuple(remarks))


def _same(one: Found | None, other: Found | None) -> bool:
    """Whether two steps act on the same control."""
    if one is None or other is None:
        return False
    if one.name and one.name == other.name and (not one.role or not other.role or one.role == other.role):
        return one.near == other.near
    return bool(set(one.css) & set(other.css)) or (bool(one.raw) and one.raw == other.raw)


def _without_double(events: Sequence[Event], remarks: list[Remark]) -> list[Event]:
    """A double click selects what a field holds before it is typed over; alone it is no step."""
    kept: list[Event] = []
    for place, event in enumerate(events):
        if event.do != "double":
            kept.append(event)
            continue
        while kept and kept[-1].do == "click" and _same(kept[-1].found, event.found):
            kept.pop()
        after = next((later for later in events[place + 1 :] if later.do not in ("char", "press", "double")), None)
        if after is None or after.do != "fill" or not _same(after.found, event.found):
            message = "doubleClick: a double click is no step of a walkthrough"
            remarks.append(refuse(event.line, event.step, message, "Open it in another way, and record that."))
    return kept


def _typed(events: Sequence[Event], remarks: list[Remark]) -> list[Event]:
    """Single letters: part of the value that follows, or typed into the field before."""
    kept: list[Event] = []
    at = 0
    while at < len(events):
        if events[at].do != "char":
            kept.append(events[at])
            at += 1
            continue
        first, text = events[at], ""
        while at < len(events) and events[at].do == "char":
            text += events[at].value
            at += 1
        before = kept[-1] if kept else None
        if at < len(events) and events[at].do in ("fill", "select"):
            continue
        if before and before.do in ("click", "fill") and before.found and before.found.role in _FIELDS:
            value = before.value + text if before.do == "fill" else text
            kept.append(dataclasses.replace(before, do="fill", value=value))
        elif len(text) == 1:
            kept.append(dataclasses.replace(first, do="press"))
        else:
            message = "keyDown: letters were typed, and the recording does not say into which field"
            remarks.append(refuse(first.line, first.step, message, "Record it again with a click into the field."))
    return kept


def _merged(events: Iterable[Event]) -> list[Event]:
    """A click into a field that is then filled, and a value that is then typed over, are no steps of their own."""
    kept: list[Event] = []
    for event in events:
        if event.do in ("fill", "select", "check", "uncheck", "upload"):
            while kept and _same(kept[-1].found, event.found) and kept[-1].do in ("click", event.do):
                kept.pop()
        elif kept and _is_part(kept[-1], event):
            kept.pop()
        kept.append(event)
    return kept


def _is_part(before: Event, event: Event) -> bool:
    """Pointing at what is then clicked, and a page that is followed by the next one."""
    pointed = before.do == "hover" and event.do == "click" and _same(before.found, event.found)
    return pointed or before.do == event.do == "page"


def _pressed(events: Sequence[Event]) -> Iterator[Event]:
    """A key right after a field was filled is pressed in it; Tab only leaves it."""
    before: Event | None = None
    for event in events:
        one = event
        if event.do == "press":
            filled = before is not None and before.do in ("fill", "select")
            if filled and event.value in ("Tab", "Shift+Tab"):
                continue
            if before is not None and before.do in ("fill", "press") and event.found is None:
                one = dataclasses.replace(event, found=before.found)
        yield one
        before = one


def _without_login(events: list[Event], remarks: list[Remark]) -> list[Event]:
    """`adoptgen capture` logs in by itself: the steps up to the one after the first password, if they are no more."""
    acts = [place for place, event in enumerate(events) if event.do not in ("goto", "page")]
    secret = next((number for number, place in enumerate(acts) if _is_login(events[place])), None)
    if secret is None or secret >= _LOGIN_STEPS or secret + 1 >= len(acts):
        return events
    before = [events[place] for place in acts[:secret]]
    after = events[acts[secret + 1]]
    plain = all(event.do in ("click", "fill", "press", "check") for event in before)
    if not plain or sum(event.do == "fill" for event in before) > 1 or after.do not in ("click", "press"):
        return events
    again = acts[secret + 2 : secret + 3]
    twice = after.do == "press" and any(_submits(events[place]) for place in again)
    end = again[0] if twice else acts[secret + 1]
    gone = events[: end + 1]
    message = f"the login was left out ({secret + 2 + twice} steps): adoptgen capture does it"
    help_ = "Set ADOPTGEN_USER and ADOPTGEN_PASSWORD when you record."
    remarks.append(note(gone[0].line, gone[0].step, message, help_))
    return [event for event in gone if event.do in ("goto", "page")] + events[end + 1 :]


def _submits(event: Event) -> bool:
    return event.do == "click" and event.found is not None and bool(_SUBMIT.search(event.found.name))


def _is_login(event: Event) -> bool:
    return event.do == "fill" and is_password(event.found)


def _addressed(events: list[Event], remarks: list[Remark]) -> tuple[str, list[Event]]:
    """The path where the task begins, and the steps with paths instead of addresses."""
    start, host, kept = "", "", []
    for event in events:
        if event.do != "goto":
            kept.append(event)
            continue
        parts = _split(event.value)
        if event.value.startswith(("about:", "chrome://")):
            continue
        if parts is None or (host and parts[0] not in ("", host)):
            message = "navigate: the step leads to another site, or to no page at all"
            remarks.append(refuse(event.line, event.step, message, "Record what happens in one application."))
            continue
        host = parts[0] or host
        path = "/" if _LOGIN.search(parts[1].partition("?")[0]) else parts[1]
        if looks_private(path):
            path = path.partition("?")[0]
            remarks.append(note(event.line, event.step, "a secret in the address was left out"))
        if any(one.do != "page" for one in kept):
            kept.append(dataclasses.replace(event, value=path))
        else:
            start, kept = path, []
    return start or "/", kept


def _split(address: str) -> tuple[str, str] | None:
    """Host, and path with query; None for what is no address of a page."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or len(address) > 2000:
        return None
    host = f"{parts.hostname}{port}" if parts.hostname else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "") + fragment
    return host, path if path.startswith("/") else f"/{path}"


def _findable(event: Event, remarks: list[Remark]) -> Event:
    """The event with a role where only a name was recorded; refused where nothing lasting was."""
    found = event.found
    if found is None:
        return event

    def say(message: str, help_: str, *, refused: bool = False) -> None:
        remarks.append(Remark(event.line, event.step, f"{event.do}: {message}", help_, refused))

    left_out = f" ({'; '.join(found.dropped[:3])})" if found.dropped else ""
    if found.name and not found.role and not found.css and event.do not in _GUESSED:
        found = dataclasses.replace(found, role="paragraph" if event.do in ("wait", "read") else "button")
        say(f"{found.role} is guessed: the recording has only the text {found.name}", "Look at its role.")
    elif found.name and not found.role and event.do in _GUESSED:
        found = dataclasses.replace(found, role=_GUESSED[event.do])
        say(f"{found.role} is guessed: the recording has no role for {found.name}", "Look at its role.")
    if not found.css and not (found.role and found.name):
        help_ = "Record it again where the control has a name, or ask the makers for one."
        say(f"the recording has nothing lasting to find the control by{left_out}", help_, refused=True)
    elif left_out:
        say(f"selectors were left out{left_out}", "")
    return dataclasses.replace(event, found=found)


def _alone(events: Sequence[Event]) -> Iterator[Remark]:
    """What is found in one way only, said once for all steps."""
    acts = [event for event in events if event.found is not None]
    by_name = [event for event in acts if event.found and not event.found.css]
    by_css = [event for event in acts if event.found and event.found.css and not event.found.name]
    if by_name:
        message = f"{len(by_name)} steps are found by role and name alone: {_places(by_name)}"
        yield note(by_name[0].line, "", message, "Add css that its makers meant to keep, for the other languages.")
    if by_css:
        message = f"{len(by_css)} steps are found by css alone: {_places(by_css)}"
        yield note(by_css[0].line, "", message, "Write role and name; … stands where a sentence needs the name.")


def _places(events: Sequence[Event]) -> str:
    return ", ".join(event.step or f"line {event.line}" for event in events[:20])


def _hidden(events: list[Event], remarks: list[Remark]) -> list[Event]:
    """Secrets as ${NAME}, wherever they were typed; a selector or name that shows one is refused."""
    named: dict[str, str] = {}
    for event in events:
        if event.do == "fill" and event.value and (is_private(event.found) or looks_private(event.value)):
            named.setdefault(event.value, variable(event.found))
    kept = []
    for event in events:
        value, one = event.value, event
        if value in named:
            remarks.append(note(event.line, event.step, f"{event.do}: a secret stands as ${{{named[value]}}}"))
            one = dataclasses.replace(event, value=f"${{{named[value]}}}", label="")
        elif "${" in value or len(value) > LONGEST_VALUE or _is_odd(value):
            help_ = "Type it as people would; ${ stands for a secret."
            remarks.append(refuse(event.line, event.step, f"{event.do}: a value that cannot be written down", help_))
        if _shows(one, [secret for secret in named if len(secret) >= 4]):
            message = f"{event.do}: the page shows what was typed as a secret"
            remarks.append(refuse(event.line, event.step, message, "Record it with another one."))
        kept.append(one)
    return kept


def _is_odd(value: str) -> bool:
    return any(ord(letter) < 32 and letter not in "\n\t" for letter in value) or "\x7f" in value


def _shows(event: Event, secrets: Sequence[str]) -> bool:
    found = event.found or Found()
    texts = (found.name, found.near, *found.css, event.value, event.label)
    return any(secret in text for text in texts for secret in secrets)


__all__ = ["Task", "fold"]
