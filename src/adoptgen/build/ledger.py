"""What was made last time: one file beside the output, and the manifests inside it, which can stand in for it.

An entry claims that a fingerprint gave these contents; a signature claims that a file held its content when it was last
looked at. Both stay true whatever happens to the trees, so a ledger that is older than the output is slow, never wrong.
It is JSON, because a folder one clones may bring a hostile one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from adoptgen.build.paths import WORK, why_unsafe
from adoptgen.build.scan import Signature

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as it was made: by which generator, from which fingerprint, about what, which files."""

    generator: str
    fingerprint: str
    about: tuple[str, ...]
    files: Mapping[str, str]
    """Path -> sha256 of its content."""
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ledger:
    """Unit key -> entry; path -> signature it had when its content was last known."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    signatures: Mapping[str, Signature] = field(default_factory=dict)

    def files(self) -> dict[str, str]:
        """Path -> sha256 of everything that should be there, manifests apart."""
        return {path: sha256 for entry in self.entries.values() for path, sha256 in entry.files.items()}


def read_ledger(path: Path, manifests: Iterable[Path]) -> Ledger:
    """The ledger; without a usable one, what the manifests say. Never fails: the worst is an empty one."""
    found = _guarded(path, _parse_ledger)
    if isinstance(found, Ledger):
        return found
    entries: dict[str, Entry] = {}
    for manifest in manifests:
        entries |= _guarded(manifest, _parse_manifest) or {}
    return Ledger(entries)


def _guarded(path: Path, parse: Any) -> Any:
    """What a damaged or foreign file says counts as nothing."""
    try:
        return parse(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _parse_ledger(data: Any) -> Ledger | None:
    if data["version"] != _VERSION:
        return None
    entries = {
        str(key): Entry(str(maker), str(fingerprint), tuple(map(str, about)), _safe(files), dict(parts))
        for key, (maker, fingerprint, about, files, parts) in data["entries"].items()
    }
    return Ledger(entries, {str(path): tuple(map(int, row)) for path, row in data["signatures"].items()})


def _safe(files: Mapping[str, str]) -> dict[str, str]:
    if any(why_unsafe(path) for path in files):
        raise ValueError("a ledger that was not written by us")
    return {str(path): str(sha256) for path, sha256 in files.items()}


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file `read_ledger` reads."""
    entries = {
        key: (entry.generator, entry.fingerprint, entry.about, entry.files, entry.parts)
        for key, entry in ledger.entries.items()
    }
    return orjson.dumps({"version": _VERSION, "entries": entries, "signatures": ledger.signatures})


def _parse_manifest(data: Any) -> dict[str, Entry]:
    grouped: dict[str, dict[str, Any]] = {}
    for row in data["files"]:
        unit = grouped.setdefault(row.get("folder") or row["path"], row | {"all": {}})
        unit["all"][row["path"]] = row["sha256"]
    return {
        key: Entry(str(row["generator"]), str(row["fingerprint"]), tuple(map(str, row["about"])), _safe(row["all"]))
        for key, row in grouped.items()
    }


def manifest_bytes(entries: Mapping[str, Entry], tree: str) -> bytes:
    """`manifest.json` of one tree: every file with its sha256, source objects and fingerprint, sorted; no times.

    `tree` is the prefix of its paths: empty for build/, `.work/` for the intermediate one.
    """
    rows = [
        _row(key, entry, path, sha256)
        for key, entry in entries.items()
        for path, sha256 in entry.files.items()
        if path.startswith(WORK) == bool(tree)
    ]
    rows.sort(key=lambda row: row["path"])
    return orjson.dumps({"files": rows}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _row(key: str, entry: Entry, path: str, sha256: str) -> dict[str, Any]:
    row: dict[str, Any] = {"path": path, "sha256": sha256, "about": entry.about, "generator": entry.generator}
    return row | ({"folder": key} if key != path else {}) | {"fingerprint": entry.fingerprint}
