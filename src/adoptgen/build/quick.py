"""Nothing changed since last time? Answered without reading the catalog or importing what reads it.

The answer is yes only if every file that can take part (catalog, templates, records, code, libraries, output) has the
signature it had when the last build ended well, and none of these was as young as that moment.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from adoptgen import __version__, resources
from adoptgen.build.assembly import scan
from adoptgen.build.door import Door, replace_file
from adoptgen.build.places import Places
from adoptgen.build.scan import now, state_of, summary

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Inputs:
    """The state of everything a build reads, as of one moment."""

    state: str
    settled: bool
    """Whether nothing in it is so young that a further edit might go unseen."""


def look_at_inputs(places: Places) -> Inputs:
    """To be called before anything is read. Raises OSError if the project folder cannot be written to."""
    places.state.mkdir(exist_ok=True)
    clock = now(places.state)
    state, newest = summary(_roots(places.project))
    return Inputs(_with_libraries(state), newest < clock)


def _roots(project: Path) -> list[Path]:
    shipped = [resources.resource(name) for name in ("templates", "site", "mkdocs.yml")]
    lock = resources.root() / "node_modules" / ".package-lock.json"
    return [project / "catalog", project / "templates", project / "records", _PACKAGE, *shipped, lock]


def _with_libraries(state: str) -> str:
    """Installing or removing a package touches the folder it lies in."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir() and folder.name != "bin"]
    times = [f"{folder} {folder.stat().st_mtime_ns}" for folder in folders if folder.name.endswith("-packages")]
    return hashlib.sha256("\n".join((state, __version__, sys.version, *times)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build left, where a new one would change nothing."""

    files: int
    warnings: int


def nothing_changed(places: Places, request: str, inputs: Inputs) -> Last | None:
    """What there is, if this very request would change nothing; else None."""
    try:
        stamp = json.loads(places.stamp.read_bytes())
        if stamp["requests"].get(request) != inputs.state:
            return None
        found = list(scan(places))
        return Last(len(found), int(stamp["warnings"])) if stamp["outputs"] == state_of(found) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def note(places: Places, request: str, inputs: Inputs, outputs: str, warnings: int) -> None:
    """After a build that ended well. Raises OSError."""
    if not (inputs.settled and outputs):
        return
    try:
        old = json.loads(places.stamp.read_bytes())
        requests = dict(old["requests"]) if old["outputs"] == outputs else {}
    except (OSError, ValueError, TypeError, KeyError):
        requests = {}
    data = {"outputs": outputs, "warnings": warnings, "requests": requests | {request: inputs.state}}
    replace_file(Door(), places.stamp, json.dumps(data).encode())
