"""ES modules joined to one classic script.

Why: a package must also run from a file, where browsers load no module scripts. The modules keep to a narrow form
(named imports of siblings, `export` before a declaration, one name once in all modules), so joining them is removing
these words. A module that steps out of that form is our own bug and raises ValueError.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function\*?|class|const|let|var) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
FOLDER = Path(__file__).resolve().parent
STYLES = ("base", "frame", "text", "task", "question", "answers", "result", "contents", "tools", "small", "print")
"""Style sheets of the player in the order in which they count."""


@cache
def player_script(door: str) -> str:
    """The course player as one script, with the door to one standard: `scorm12`, `scorm2004`, `cmi5`, `html`;
    `guide` is the questions alone, for a page of the guide site."""
    return link(FOLDER / "player", f"start-{door}.js")


@cache
def question_style(scope: str) -> str:
    """The styles of questions alone, for pages that have styles of their own: nested below a selector."""
    parts = ((FOLDER / "player" / f"{name}.css").read_text(encoding="utf-8") for name in ("question", "answers"))
    return f"{scope} {{\n{''.join(parts)}}}\n"


@cache
def player_style() -> str:
    """The course player's style sheet, without the colours and sizes of the visual language."""
    return "".join((FOLDER / "player" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


@cache
def _tour(door: str) -> str:
    return link(FOLDER / "tour", f"start-{door}.js")


def tour_script(door: str, library: str, settings: str) -> str:
    """A tour on the live application as one script, for `script` (a script tag) or `extension`.

    `library` is driver.js as a classic script, which finds its own place instead of the page's globals; `settings`
    are those of runtime/tour/library.js as JSON.
    """
    shelf = "const library = {};\n"
    filled = f"{shelf}(function () {{\n{library}\n}}).call(library);\n"
    begin, found, rest = _tour(door).partition(shelf)
    marked = re.compile(r"^const settings = \{[^}]*\};$", re.MULTILINE)
    if not found or len(marked.findall(rest)) != 1:
        raise ValueError("the tour has no place for its library and its settings")
    return begin + filled + marked.sub(lambda _: f"const settings = {settings};", rest)


@cache
def tour_style() -> str:
    """The tour's style sheet, without its colours."""
    return (FOLDER / "tour" / "tour.css").read_text(encoding="utf-8")


class _Module(NamedTuple):
    """A module as it is joined."""

    needs: tuple[str, ...]
    declares: tuple[str, ...]
    text: str


def link(folder: Path, entry: str) -> str:
    """The entry module and everything it imports, imported ones first. Raises ValueError, OSError."""
    modules: dict[str, _Module] = {}
    _visit(folder, entry, modules, ())
    count = Counter(chain.from_iterable(module.declares for module in modules.values()))
    twice = sorted(name for name, found in count.items() if found > 1)
    if twice:
        raise ValueError(f"declared in two modules below {folder.name}: {', '.join(twice)}")
    text = "".join(module.text for module in modules.values())
    return f'(() => {{\n"use strict";\n{text}}})();\n'


def _visit(folder: Path, name: str, modules: dict[str, _Module], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' -> '.join((*above, name))}")
    if name not in modules:
        module = _bare(name, (folder / name).read_text(encoding="utf-8"))
        for needed in module.needs:
            _visit(folder, needed, modules, (*above, name))
        modules[name] = module


@lru_cache(maxsize=128)
def _bare(name: str, text: str) -> _Module:
    """A module without imports, the word export and documentation; most are the same behind every door."""
    bare = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
    left = _LEFT_OVER.search(bare)
    if left:
        raise ValueError(f"{name}: the linker does not know this form: {left[0]}")
    return _Module(tuple(_IMPORT.findall(text)), tuple(_DECLARED.findall(bare)), bare)
