"""Which output paths are safe on every system, and which of them clash."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

WORK = ".work/"
"""Paths below it are intermediate and live outside the output folder."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)
"""Device names of Windows, with or without an extension (Microsoft, Naming Files, Paths, and Namespaces)."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_PART = r"(?!con|prn|aux|nul|com|lpt)[a-z0-9_-](?:[a-z0-9._-]{0,98}[a-z0-9_-])?"
_PLAIN = re.compile(rf"(?:\.work/)?(?:{_PART}/)*{_PART}")
"""Parts of small letters, digits and a few signs: safe without looking closer, and nearly all are such."""


def why_unsafe(path: str) -> str:
    """What is wrong with an output path, in words; empty when it is portable and stays inside its folder."""
    if len(path) <= 200 and _PLAIN.fullmatch(path):
        return ""
    return _why_unsafe(path)


def _why_unsafe(path: str) -> str:
    if path != unicodedata.normalize("NFC", path):
        return "is not in Unicode normal form C"
    if len(path) > 400 or len(path.encode("utf-8", "surrogatepass")) > 800:
        return "is too long"
    names = path.removeprefix(WORK).split("/")
    return next((why for name in names if (why := _why_unsafe_name(name))), "")


def _why_unsafe_name(name: str) -> str:
    if not name.strip("."):
        return "has an empty or dotted part"
    if _FORBIDDEN.search(name) or any(unicodedata.category(character) == "Cs" for character in name):
        return f"has a character not every system can write, in {name!r}"
    if name.endswith((" ", ".")) or name.startswith(" "):
        return f"has a part that begins or ends with a space or dot, {name!r}"
    if _RESERVED.match(name):
        return f"has a name Windows keeps for devices, {name!r}"
    return "has a part longer than 200 bytes" if len(name.encode()) > 200 else ""


def folded(path: str) -> str:
    """The path as a system sees it that ignores case and Unicode form."""
    return unicodedata.normalize("NFC", path.casefold())


def clashes(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs that cannot both exist: equal up to case, or one the folder of the other. `x/` is a whole folder."""
    owner: dict[str, str] = {}
    everything = list(paths)
    for path in everything:
        name = folded(path).rstrip("/")
        if name in owner:
            yield owner[name], path
        owner.setdefault(name, path)
    for path in everything:
        for folder in _folders(folded(path).rstrip("/")):
            if folder in owner:
                yield owner[folder], path


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
