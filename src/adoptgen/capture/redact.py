"""Redaction in the live page: other words in the DOM while picture and replica are taken, its own again afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from adoptgen.capture.fault import CaptureError
from adoptgen.capture.secrets import Redactor
from adoptgen.model.redaction import Cover

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page


@contextmanager
def redacted(page: Page, redactor: Redactor, covers: Sequence[Cover] = ()) -> Iterator[Callable[[str], str]]:
    """Within this, no text of the page, its frames and its shadow roots holds what must not be seen.

    Gives what does the same to a text that was read before.

    Raises CaptureError where a frame does not let us look: its pixels could hold anything.
    """
    frames = [frame for frame in page.frames if not frame.is_detached() and _shown(frame)]
    stood: dict[str, str] = {}
    try:
        for frame in frames:
            stood |= _cover(frame, covers)
        covered = _covering(stood)
        for frame in frames:
            _redact(frame, redactor, covered)
        yield lambda text: redactor.text(covered(text))
    finally:
        for frame in frames:
            if not frame.is_detached():
                frame.evaluate("() => window.adoptgenRedact?.restore()")


def _shown(frame: Frame) -> bool:
    """The page itself, and frames somebody can see."""
    return frame.parent_frame is None or frame.frame_element().is_visible()


def _cover(frame: Frame, covers: Sequence[Cover]) -> dict[str, str]:
    """Put the author's words where the author wants them; the texts that stood there -> these words."""
    return {
        text: cover.with_
        for cover in covers
        for text in _asked(frame, "([css, text]) => adoptgenRedact.cover(css, text)", [cover.css, cover.with_])
    }


def _redact(frame: Frame, redactor: Redactor, covered: Callable[[str], str]) -> None:
    read = _asked(frame, "() => adoptgenRedact.collect()", None)
    _asked(frame, "([words, runs]) => adoptgenRedact.apply(words, runs)", changes(read, redactor, covered))


def _asked(frame: Frame, script: str, given: Any) -> Any:
    from playwright.sync_api import Error  # an extra that many do without

    try:
        return frame.evaluate(script, given)
    except Error:
        raise CaptureError(
            "a part of the page cannot be redacted, so nothing of it is kept",
            "correct the selectors under `redact`, or cover the frame: redact: [{css: iframe, with: hidden}]",
        ) from None


def changes(read: Mapping[str, Any], redactor: Redactor, covered: Callable[[str], str]) -> list[Any]:
    """What to write over what was read: texts by their old words, and the pieces of cut texts (None: as they are)."""
    words = {old: new for old in read["words"] if (new := redactor.text(covered(old))) != old}
    runs: list[list[str] | None] = []
    for run in read["runs"]:
        pieces = list(redactor.pieces(tuple(redactor.text(covered(piece)) for piece in run)))
        runs.append(None if pieces == run else pieces)
    return [words, runs]


def _covering(stood: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts the author's words wherever a covered text is repeated."""
    if not stood:
        return lambda text: text
    longest = sorted(stood, key=len, reverse=True)
    known = {text.casefold(): new for text, new in stood.items()}
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    return lambda text: anywhere.sub(lambda found: known.get(found[0].casefold(), ""), text)


__all__ = ["changes", "redacted"]
