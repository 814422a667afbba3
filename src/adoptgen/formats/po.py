"""PO files (GNU gettext manual, section 10 "The Format of PO Files"), read and written through Babel.

Only what a catalog of texts needs: context, source, target, fuzzy with the previous source, comments. No dates in
the header, so that the same messages are the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

MAXIMUM_BYTES = 20_000_000
WAS = "Was: "
"""Begins the comment that keeps the previous source: Babel writes `#| msgid` but does not read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `stale`: the source changed since it was translated (PO calls it fuzzy)."""

    context: str
    source: str
    target: str = ""
    stale: bool = False
    previous: str = ""
    """The source the target was made for, where stale."""
    comments: tuple[str, ...] = ()
    """For the translator."""
    line: int = 0
    """Where it was read."""


class UnreadableFileError(ValueError):
    """The file cannot be read; `line` (1-based) says where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read(data: bytes) -> list[Entry]:
    """The messages of a PO file in their order. Raises UnreadableFileError."""
    if len(data) > MAXIMUM_BYTES:
        raise UnreadableFileError(f"larger than {MAXIMUM_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
        messages = read_po(io.StringIO(text), abort_invalid=True, ignore_obsolete=True)
    except UnicodeDecodeError as error:
        raise UnreadableFileError("not UTF-8", data[: error.start].count(b"\n") + 1) from None
    except PoFileError as error:
        raise UnreadableFileError(error.args[0], (error.lineno or 0) + 1) from None
    except (ValueError, IndexError, AttributeError, TypeError, KeyError):
        # Babel lets some malformed input out as these
        raise UnreadableFileError("not a PO file") from None
    return [
        Entry(
            context=message.context or "",
            source=_one(message.id),
            target=_one(message.string or ""),
            stale=message.fuzzy,
            previous=next((c.removeprefix(WAS) for c in message.auto_comments if c.startswith(WAS)), ""),
            comments=tuple(c for c in message.auto_comments if not c.startswith(WAS)),
            line=message.lineno or 1,
        )
        for message in messages
        if message.id
    ]


def write(entries: Iterable[Entry], language: str) -> bytes:
    """A PO file of these messages, in this order."""
    catalog = Catalog(fuzzy=False)
    for entry in entries:
        message = catalog.add(
            entry.source,
            entry.target,
            context=entry.context,
            flags={"fuzzy"} if entry.stale else set(),
            auto_comments=(*entry.comments, WAS + " ".join(entry.previous.split()))
            if entry.previous
            else entry.comments,
        )
        message.flags.discard("python-format")  # Babel sees one in every "% d"; ours are texts, not formats
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, width=0)
    return _header(language) + out.getvalue()


def _header(language: str) -> bytes:
    lines = (
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    )
    return ("\n".join(lines) + "\n\n").encode()


def _one(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]
