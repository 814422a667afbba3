"""Which code an artefact was made by, as one number.

A render function may call its own module, the private helper modules of `generators/` and the floors below, and the
import contracts keep it there. So the code of a generator is exactly that, plus the files that travel with the package
(tokens, runtime) and the versions of the libraries adoptgen stands on. Editing one generator re-renders its own
artefacts only; editing a floor re-renders all, which is rarer and safe. Nothing needs to be declared, so nothing can be
forgotten.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
_NOT_RENDERING = ("build", "cli", "data", "generators")
"""Folders of the package no render function runs: this floor, the one above, resources known by content, others."""


@cache
def code_of(module: str) -> str:
    """Fingerprint of all code behind the functions of an imported module, ours or an outsider's."""
    return _digest([_floors(), *map(_content, _own(module))])


def _own(module: str) -> list[Path]:
    """Source files that are this module's alone: the file or folder of one of our generators, an outsider's package.

    Nothing for a module of a lower floor: it is in `_floors`.
    """
    parts = module.split(".")
    if parts[0] == "adoptgen":
        return _files(".".join(parts[:3])) if parts[1] == "generators" else []
    return _files(parts[0])


def _files(name: str) -> list[Path]:
    module = sys.modules[name]
    folders = [Path(folder) for folder in getattr(module, "__path__", ())]
    if folders:
        return [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [Path(module.__file__)] if module.__file__ else []


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _content(path: Path) -> str:
    """Line ends count alike, so that a checkout with CRLF has the same code."""
    text = path.read_bytes().replace(b"\r\n", b"\n")
    return f"{path.name} {hashlib.sha256(text).hexdigest()}"


@cache
def _floors() -> str:
    """Everything any generator may stand on."""
    found = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and _renders(path.relative_to(PACKAGE)))
    names = [path.relative_to(PACKAGE).as_posix() for path in found]
    return _digest([*map(str.__add__, names, map(_content, found)), *libraries()])


def _renders(path: Path) -> bool:
    if "__pycache__" in path.parts or path.suffix == ".pyc":
        return False
    shared = path.parts[0] == "generators" and path.name.startswith("_")
    return shared or path.parts[0] not in _NOT_RENDERING


def libraries() -> tuple[str, ...]:
    """`name==version` of every library adoptgen needs, directly or not; optional ones and other systems' left out."""
    found: dict[str, str] = {}
    waiting = ["adoptgen"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name], needs = _version_and_needs(distribution)
        waiting += [_name(need) for need in needs if ";" not in need]
    return tuple(f"{name}=={version}" for name, version in sorted(found.items()))


def _version_and_needs(distribution: metadata.Distribution) -> tuple[str, list[str]]:
    """What the library's METADATA says above its first empty line (core metadata 2.x).

    The standard library parses the whole of it as a mail, and of thirty libraries that takes longer than a small build.
    """
    header = (distribution.read_text("METADATA") or "").replace("\r\n", "\n").partition("\n\n")[0]
    version = re.search(r"^Version: *(\S+)", header, re.MULTILINE)
    if version is None:
        return distribution.version, list(distribution.requires or ())
    return version[1], re.findall(r"^Requires-Dist: *(.+)", header, re.MULTILINE)


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""
