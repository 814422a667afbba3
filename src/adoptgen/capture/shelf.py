"""The files of committed replicas, judged once: whole, of a known type, inert, silent about what must not be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adoptgen.capture import gate
from adoptgen.capture.assets import MAX_ASSET, fault
from adoptgen.capture.inert import parsed, references
from adoptgen.capture.secrets import Find, Redactor
from adoptgen.model.bundle import ASSETS, Bundle, Replica

MAX_REPLICA = 20_000_000
"""Bytes of one replica with everything it needs; ours have about 60,000."""


def unreadable(path: Path, root: Path, limit: int) -> str:
    """Why a file must not be opened, or nothing."""
    if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
        return "this leads outside the catalog"
    if not path.is_file():
        return "this file is missing"
    if path.stat().st_size > limit:
        return f"this file has more than {limit:,} bytes"
    return ""


@dataclass
class Shelf:
    """Files below one catalog, with the verdicts on those that were asked for."""

    root: Path
    _data: dict[str, bytes] = field(default_factory=dict)
    _faults: dict[str, str] = field(default_factory=dict)
    _clean: dict[Redactor, set[str]] = field(default_factory=dict)
    _finds: dict[tuple[str, Redactor], tuple[str, Find] | None] = field(default_factory=dict)

    def fault(self, bundle: Bundle) -> tuple[str, str] | None:
        """Code and message of the first thing that is wrong with a bundle's replicas."""
        for replica in bundle.replicas:
            for name in (replica.page, *replica.assets):
                why = self._fault(name)
                if why:
                    return "C805", f"{ASSETS}/{name}: {why}"
            why = self._whole(replica)
            if why:
                return "C803", f"this capture contradicts itself: {why}"
        return None

    def _fault(self, name: str) -> str:
        if name not in self._faults:
            path = self.root / ASSETS / name
            self._faults[name] = unreadable(path, self.root, MAX_ASSET)
            if not self._faults[name]:
                self._data[name] = path.read_bytes()
                self._faults[name] = fault(self._data[name], name)
        return self._faults[name]

    def _whole(self, replica: Replica) -> str:
        """Whether the files ask for one another and for nothing else."""
        listed = {replica.page, *replica.assets}
        texts = [name for name in listed if name.endswith((".xhtml", ".css"))]
        strange = {used for name in texts for used in references(self._data[name].decode())} - listed
        if strange:
            return f"file {min(strange)} is used and not listed"
        size = sum(len(self._data[name]) for name in listed)
        return f"a replica has {size:,} bytes" if size > MAX_REPLICA else ""

    def find(self, bundle: Bundle, redactor: Redactor) -> tuple[str, str, str] | None:
        """Code, message and mend of the first thing in it that must not be seen."""
        found = gate.in_sheet(bundle, redactor)
        if found:
            return _seen(found[1], found[0])
        for step, replica in _by_step(bundle):
            for name in (replica.page, *replica.assets):
                found = self._find(name, redactor)
                if found:
                    return _seen(found[1], f"{found[0]}, {ASSETS}/{name}, {step}")
        return None

    def _find(self, name: str, redactor: Redactor) -> tuple[str, Find] | None:
        if not name.endswith((".xhtml", ".svg")):
            return None
        key = (name, redactor)
        if key not in self._finds:
            clean = self._clean.setdefault(redactor, set())
            self._finds[key] = gate.in_page(parsed(self._data[name]), redactor, clean)
        return self._finds[key]


def _by_step(bundle: Bundle) -> Iterator[tuple[str, Replica]]:
    for shot in bundle.shots:
        if shot.replica:
            yield f"step {shot.step}", shot.replica
    if bundle.end_replica:
        yield "after the last step", bundle.end_replica


def _seen(find: Find, place: str) -> tuple[str, str, str]:
    """Never the find itself: problems are printed and logged."""
    return (
        "C806",
        f"this capture shows {find.what}: {place}",
        "name it under `redaction` (or under `keep` if it is invented), or cover the place with `redact`, then ",
    )


__all__ = ["Shelf", "unreadable"]
