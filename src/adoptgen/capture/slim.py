"""Large fonts cut down to the letters a walkthrough's pages show: one of them outweighs everything else."""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from adoptgen.capture.assets import Store
from adoptgen.capture.inert import NAME
from adoptgen.model.bundle import Replica

LARGE = 60_000
"""Bytes above which a font is cut; one for Western Europe's letters has about 36,000."""
_FONTS = (".woff2", ".woff", ".ttf", ".otf")


def slimmed(replicas: Sequence[Replica], store: Store) -> dict[Replica, Replica]:
    """Each replica -> the same with smaller fonts. New files are kept in the store, not yet written."""
    names = {name for replica in replicas for name in (replica.page, *replica.assets)}
    large = [name for name in names if name.endswith(_FONTS) and len(store.known[name]) > LARGE]
    texts = [store.known[name].decode() for name in names if name.endswith((".xhtml", ".css"))]
    letters = frozenset("".join(texts)) | frozenset(string.printable)
    renamed = {name: store.keep(_cut(store.known[name], letters), name.partition(".")[2]) for name in large}
    _rename(sorted(name for name in names if name.endswith(".css")), renamed, store)
    pages = {name for name in names if name.endswith(".xhtml")}
    while pages:  # frames before the pages that hold them
        ready = {page for page in pages if not _named(store.known[page]) & (pages - {page})}
        _rename(sorted(ready), renamed, store)
        pages -= ready
    return {replica: _with(replica, renamed) for replica in replicas}


def _with(replica: Replica, renamed: Mapping[str, str]) -> Replica:
    assets = sorted(renamed.get(name, name) for name in replica.assets)
    return replace(replica, page=renamed.get(replica.page, replica.page), assets=tuple(assets))


def _named(data: bytes) -> set[str]:
    return set(re.findall(NAME, data.decode()))


def _rename(names: Iterable[str], renamed: dict[str, str], store: Store) -> None:
    """Write new names of files into those that ask for them, which gives them new names, too."""
    for name in names:
        text = store.known[name].decode()
        new = re.sub(NAME, lambda found: renamed.get(found[0], found[0]), text)
        if new != text:
            renamed[name] = store.keep(new.encode(), name.partition(".")[2])


def _cut(data: bytes, letters: frozenset[str]) -> bytes:
    """The font with these letters only, everything else about them as it was; whole where it cannot be read."""
    from fontTools import subset, ttLib  # type: ignore[import-untyped]  # ships no types; not needed by most pages

    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"], recalc_timestamp=False)
    try:
        font = ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(letters)))
        cutter.subset(font)
        made = io.BytesIO()
        font.save(made, reorderTables=True)
    except (ttLib.TTLibError, ImportError):
        return data  # damaged, or of a kind that needs a program we do not have
    return made.getvalue()


__all__ = ["LARGE", "slimmed"]
