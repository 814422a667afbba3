"""Reading the committed capture bundles, and everything that can be wrong with them.

Bundles may come from another machine by way of git: nothing in them is believed. Names are digests (no path can
be spelled with them), sizes are bounded, links are refused, each picture must be what its name says, and a replica
must hold nothing but what inert.py allows. Then the gate reads every text for what must not be seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from adoptgen.capture.secrets import redactor
from adoptgen.capture.shelf import Shelf, unreadable
from adoptgen.model.bundle import PICTURES, Bundle
from adoptgen.model.redaction import Redaction
from adoptgen.problems import Location, Problem

FOLDER = "captures"
"""Where bundles lie below the catalog's root: captures/<application>-<version>/<language>/<walkthrough>.json."""
MAX_SHEET = 1_000_000
"""Bytes of a bundle's JSON; ours have about 20,000."""
MAX_PICTURE = 8_000_000
"""Bytes of one picture; a noisy 2560 x 1600 photograph is still below."""

_BUNDLE: TypeAdapter[Bundle] = TypeAdapter(Bundle)


@dataclass(frozen=True)
class Bundles:
    """What was read. A bundle that is damaged is missing in `found` and explained in `problems`."""

    found: Mapping[tuple[str, str], Bundle] = field(default_factory=dict)
    """(walkthrough id, language) -> bundle."""
    problems: tuple[Problem, ...] = ()


def read_bundles(
    root: Path,
    versions: Mapping[str, str] | None = None,
    redactions: Mapping[str, tuple[Redaction, ...]] | None = None,
) -> Bundles:
    """All bundles below the catalog folder `root`, of the versions the applications (by id) are trained on.

    Without `versions` the last version of each application counts, `10` after `9`. Bundles of other versions are
    history: neither read nor checked. `redactions` (by application) say what must not be seen besides what never
    must; with None nobody has said anything.
    """
    found: dict[tuple[str, str], Bundle] = {}
    problems: list[Problem] = []
    pictures: dict[str, str] = {}
    shelf = Shelf(root)
    for path in _sheets(root, versions or {}):
        bundle = _read(path, root, problems)
        if bundle is None or not _pictures_whole(bundle, root, pictures, _place(path, root), problems):
            continue
        fault = shelf.fault(bundle) or shelf.find(bundle, redactor(*(redactions or {}).get(bundle.application, ())))
        if fault:
            problems.append(_problem(_place(path, root), *fault))
            continue
        found[bundle.walkthrough, bundle.language] = bundle
    return Bundles(found, tuple(problems))


def _sheets(root: Path, versions: Mapping[str, str]) -> Iterator[Path]:
    for folder in _folders(root / FOLDER, versions):
        yield from sorted(folder.glob("*/*.json"))


def _folders(root: Path, versions: Mapping[str, str]) -> list[Path]:
    """One folder per application: the wanted version's, else the last one's."""
    chosen: dict[str, tuple[list[tuple[int, str]], Path]] = {}
    for folder in sorted(path for path in root.glob("*-*") if path.is_dir() and not path.is_symlink()):
        application, _, version = folder.name.rpartition("-")
        if application in versions:
            if versions[application] == version:
                chosen[application] = ([], folder)
        elif application not in chosen or chosen[application][0] < _natural(version):
            chosen[application] = (_natural(version), folder)
    return [folder for _, folder in chosen.values()]


def _natural(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in version.split(".")]


def _read(path: Path, root: Path, problems: list[Problem]) -> Bundle | None:
    place = _place(path, root)
    fault = unreadable(path, root, MAX_SHEET)
    if fault:
        problems.append(_problem(place, "C801", fault))
        return None
    try:
        bundle = _BUNDLE.validate_json(path.read_bytes())
    except ValidationError as error:
        problems.append(_problem(place, "C802", f"this capture is damaged: {_first(error)}"))
        return None
    fault = _inconsistent(bundle, path)
    if fault:
        problems.append(_problem(place, "C803", f"this capture contradicts itself: {fault}"))
        return None
    return bundle


def _first(error: ValidationError) -> str:
    item: Any = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in item["loc"])
    return f"{where}: {item['msg']}" if where else str(item["msg"])


def _inconsistent(bundle: Bundle, path: Path) -> str:
    """What does not fit together, or nothing."""
    expected = (f"{bundle.application}-{bundle.version}", bundle.language, f"{bundle.walkthrough}.json")
    if path.parts[-3:] != expected:
        return f"it belongs to {'/'.join(expected)}"
    known = {picture.id for picture in bundle.pictures}
    used = {shot.picture for shot in bundle.shots} | {part.picture for part in bundle.parts} | {bundle.end}
    if used - known:
        return f"picture {min(used - known)} is used and not described"
    steps = {shot.step for shot in bundle.shots}
    strangers = [mark.step for part in bundle.parts for mark in part.marks if mark.step not in steps]
    return f"step {strangers[0]} is marked and was never captured" if strangers else ""


def _pictures_whole(
    bundle: Bundle, root: Path, known: dict[str, str], place: Location, problems: list[Problem]
) -> bool:
    """Whether every picture is there and is what its name says; `known` remembers verdicts by digest."""
    digests = [digest for picture in bundle.pictures for digest in (picture.id, picture.double)]
    for digest in digests:
        if digest not in known:
            known[digest] = _picture_fault(root / PICTURES / f"{digest}.webp", digest, root)
        if known[digest]:
            problems.append(_problem(place, "C804", f"{PICTURES}/{digest}.webp: {known[digest]}"))
            return False
    return True


def _picture_fault(path: Path, digest: str, root: Path) -> str:
    fault = unreadable(path, root, MAX_PICTURE)
    if fault:
        return fault
    if hashlib.sha256(path.read_bytes()).hexdigest()[:20] != digest:
        return "its content is not what was captured"
    return ""


def _place(path: Path, root: Path) -> Location:
    return Location(path.relative_to(root.parent).as_posix())


def _problem(place: Location, code: str, message: str, first: str = "") -> Problem:
    walkthrough = Path(place.file).stem
    return Problem(place, code, message, f"{first}record it again: adoptgen capture {walkthrough} --address URL")
