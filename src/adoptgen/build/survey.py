"""What there is before a build: the ledger, the trees, and what would happen to each unit. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adoptgen.build.assembly import scan
from adoptgen.build.compare import Decisions, Selection, decide, verify
from adoptgen.build.ledger import Ledger, read_ledger
from adoptgen.build.places import MANIFEST, Places
from adoptgen.build.planning import Plan
from adoptgen.build.scan import Signature, content_of


@dataclass(frozen=True)
class Survey:
    """The state before, and the decisions that follow from it and the plan."""

    places: Places
    ledger: Ledger
    intact: Mapping[str, bool]
    """Path -> whether it holds what was made; every file found except manifests."""
    signatures: Mapping[str, Signature]
    """Of every file found."""
    manifests: Mapping[str, bytes]
    """Prefix of a tree -> its manifest as it is; empty without one."""
    decisions: Decisions

    def strangers(self) -> list[str]:
        """Files that hold what we did not write: not planned at all, or made again because edited by hand."""
        made = {path for d in self.decisions.remade for path in self.ledger.entries[d].files}
        return [*self.decisions.foreign, *(path for path in self.decisions.damaged if path in made)]

    def holds(self, path: str, sha256: str | None) -> bool:
        """Whether a file as found has this content (or none worth keeping)."""
        signature = self.signatures.get(path, ())
        return signature[:1] == (0,) or bool(sha256 and content_of(self.places.output(path)) == sha256)


def survey(places: Places, plan: Plan, selection: Selection) -> Survey:
    """Look, compare, decide. Raises OSError where a folder cannot be read."""
    manifests = {prefix: folder / MANIFEST for prefix, folder in places.trees.items()}
    ledger = read_ledger(places.ledger, manifests.values())
    signatures = dict(scan(places))
    names = {f"{prefix}{MANIFEST}" for prefix in manifests}
    mine = [(path, found) for path, found in signatures.items() if path not in names]
    intact = verify(mine, ledger, lambda path: content_of(places.output(path)))
    texts = {
        prefix: path.read_bytes() if signatures.get(f"{prefix}{MANIFEST}") else b""
        for prefix, path in manifests.items()
    }
    return Survey(places, ledger, intact, signatures, texts, decide(plan, ledger, intact, selection))
