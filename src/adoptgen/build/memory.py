"""Writing down what was made, so that the next build can tell at a glance what is still whole."""

from __future__ import annotations

from collections.abc import Mapping

from adoptgen.build.assembly import scan
from adoptgen.build.door import Door, replace_file
from adoptgen.build.ledger import Entry, Ledger, ledger_bytes
from adoptgen.build.places import MANIFEST, Places
from adoptgen.build.scan import Signature, now, state_of, wait_for_tick
from adoptgen.build.survey import Survey


def known_signatures(found: Survey, kept: Mapping[str, Entry]) -> dict[str, Signature]:
    """Signatures of files whose content is what their entry says: those that stay, and the manifests."""
    paths = [path for entry in kept.values() for path in entry.files if found.intact.get(path)]
    paths += [path for path in found.signatures if path not in found.intact]
    return {path: found.signatures[path] for path in paths}


def remember(
    places: Places,
    door: Door,
    before: Ledger,
    entries: Mapping[str, Entry],
    seen: Mapping[str, Signature],
    clock: int | None,
) -> str:
    """Write the ledger; the state of the output if every file in it is known to be whole, else an empty text.

    `seen`: signatures the files had when their content was known. Links and removals since then may have changed the
    ctime, nothing else. `clock`: the time before they were seen where nothing was written since; None: wait a tick.
    """
    if clock is None:
        newest = max((max(known[1:3]) for known in dict(scan(places)).values() if known), default=0)
        wait_for_tick(places.state, newest)
        clock = now(places.state)
    found = dict(scan(places))
    sure = {
        path: known for path, known in found.items() if _same(known, seen.get(path, ())) and max(known[1:3]) < clock
    }
    ledger = Ledger(entries, sure)
    if ledger != before:
        replace_file(door, places.ledger, ledger_bytes(ledger))
    expected = {*ledger.files(), *(f"{prefix}{MANIFEST}" for prefix in places.trees)}
    return state_of(found.items()) if expected == set(sure) == set(found) else ""


def _same(current: Signature, then: Signature) -> bool:
    """Equal but for the ctime."""
    return bool(current and then) and current[:2] == then[:2] and current[3:] == then[3:]
