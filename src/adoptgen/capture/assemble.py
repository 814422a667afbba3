"""A recording as a bundle, keeping from the previous one whatever still looks the same."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter

from adoptgen.capture import gate
from adoptgen.capture.album import Album
from adoptgen.capture.assets import Store, fault
from adoptgen.capture.bundles import FOLDER
from adoptgen.capture.inert import NAME, parsed
from adoptgen.capture.replay import Moment, Recording, View
from adoptgen.capture.replica import alike
from adoptgen.capture.secrets import Redactor
from adoptgen.capture.slim import slimmed
from adoptgen.look.callouts import Box
from adoptgen.model.bundle import FORMAT, Bundle, Mark, PartView, Picture, Replica, Shot
from adoptgen.model.learning import Walkthrough
from adoptgen.model.people import Application
from adoptgen.safe_files import write_atomically

_BUNDLE: TypeAdapter[Bundle] = TypeAdapter(Bundle)
_NUDGE = 1
"""Pixels a box may be off without having moved."""


@dataclass
class _Book:
    """The pictures of one bundle while it is put together."""

    album: Album
    store: Store
    redactor: Redactor
    before: Bundle | None
    pictures: dict[str, Picture] = field(default_factory=dict)

    def keep(self, view: View, earlier: str | None) -> str:
        """The id of the picture of `view`; `earlier` is the id it had in the previous bundle."""
        old = self.before.picture(earlier) if self.before and earlier else None
        picture = self.album.keep(view, old)
        if not _near(picture.texts, view.texts) or not _near((picture.dialog,), (view.dialog,)):
            picture = replace(picture, texts=view.texts, dialog=view.dialog)
        self.pictures.setdefault(picture.id, picture)
        return picture.id

    def replica(self, taken: Replica | None, old: Replica | None) -> Replica | None:
        """The one from before if it says the same and may still be kept, else what was taken now."""
        if taken is None:
            return None
        chosen = old if old and self._still_good(old, taken) else taken
        self.store.write((chosen.page, *chosen.assets))
        return chosen

    def _still_good(self, old: Replica, taken: Replica) -> bool:
        if old.assets != taken.assets or old.regions != taken.regions:
            return False
        data = self.store.read(old.page)
        same = bool(data) and not fault(data, old.page) and alike(data, self.store.read(taken.page))
        return same and gate.in_page(parsed(data), self.redactor) is None

    def shot(self, step: str) -> Shot | None:
        """What the previous bundle had for a step."""
        return next((shot for shot in self.before.shots if shot.step == step), None) if self.before else None


def assemble(
    application: Application,
    language: str,
    walkthrough: Walkthrough,
    recording: Recording,
    before: Bundle | None,
    *,
    album: Album,
    store: Store,
    redactor: Redactor,
) -> Bundle:
    """The bundle of a recording; pictures and files that are new are written into album and store on the way."""
    recording = _slim(recording, store)
    book = _Book(album, store, redactor, before)
    following = [*(moments[0] for moments in recording.moments[1:]), None]
    parts = [_part(moments, after, book) for moments, after in zip(recording.moments, following, strict=True)]
    end = book.keep(recording.end, before.end if before else None)
    return Bundle(
        format=FORMAT,
        application=application.id,
        version=application.version,
        language=language,
        walkthrough=walkthrough.id,
        pictures=tuple(book.pictures.values()),
        shots=tuple(shot for _, shots in parts for shot in shots),
        parts=tuple(view for view, _ in parts),
        end=end,
        end_replica=book.replica(recording.end.replica, before.end_replica if before else None),
    )


def _slim(recording: Recording, store: Store) -> Recording:
    """The recording with replicas whose fonts are cut to what the walkthrough shows."""
    views = [moment.view for part in recording.moments for moment in part] + [recording.end]
    small = slimmed([view.replica for view in views if view.replica], store)

    def slim(view: View) -> View:
        return replace(view, replica=small[view.replica]) if view.replica else view

    moments = (tuple(replace(moment, view=slim(moment.view)) for moment in part) for part in recording.moments)
    return Recording(tuple(moments), slim(recording.end))


def _part(moments: Sequence[Moment], after: Moment | None, book: _Book) -> tuple[PartView, tuple[Shot, ...]]:
    """The state with most targets, the latest of those (that after the last step included), and the part's steps."""
    steps = [moment.step.id for moment in moments]
    same_page = after is not None and after.view.address == moments[-1].view.address
    states = [*moments, after] if after is not None and same_page else list(moments)
    best = max(reversed(states), key=lambda state: sum(step in state.boxes for step in steps))
    old = book.shot(best.step.id)
    picture = book.keep(best.view, old.picture if old else None)
    shots = tuple(_shot(moment, best, picture, book) for moment in moments)
    marks = (
        Mark(shot.step, shot.box if shot.picture == picture and shot.box else best.boxes[shot.step])
        for shot in shots
        if shot.step in best.boxes
    )
    return PartView(picture, tuple(marks)), shots


def _shot(moment: Moment, best: Moment, shared: str, book: _Book) -> Shot:
    """One step, on the part's picture if its target stands there as it stood when the step was done."""
    step = moment.step.id
    old, box = book.shot(step), moment.boxes.get(step)
    same = moment is best or (_near((box,), (best.boxes.get(step),)) and moment.step.target is not None)
    return Shot(
        step=step,
        picture=shared if same else book.keep(moment.view, old.picture if old else None),
        page=moment.view.page,
        address=moment.view.address,
        box=old.box if old and _near((old.box,), (box,)) else box,
        role=moment.role,
        name=moment.name,
        shows=moment.shows,
        replica=book.replica(moment.view.replica, old.replica if old else None),
    )


def _near(ones: Sequence[Box | None], others: Sequence[Box | None]) -> bool:
    """Whether two lists hold the same boxes, give or take a pixel."""
    return len(ones) == len(others) and all(
        one == other
        or (
            one is not None and other is not None and all(abs(a - b) <= _NUDGE for a, b in zip(one, other, strict=True))
        )
        for one, other in zip(ones, others, strict=True)
    )


def write_bundle(root: Path, bundle: Bundle) -> bool:
    """Write its file below the catalog folder `root`; False if it was there already, byte for byte."""
    folder = root / FOLDER / f"{bundle.application}-{bundle.version}" / bundle.language
    text = json.dumps(_BUNDLE.dump_python(bundle, mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    return write_atomically(folder / f"{bundle.walkthrough}.json", (_boxes_in_lines(text) + "\n").encode())


def _boxes_in_lines(text: str) -> str:
    """A box is read as one thing, so it stands on one line."""
    return re.sub(r"\[\s+(-?\d+),\s+(-?\d+),\s+(-?\d+),\s+(-?\d+)\s+\]", r"[\1, \2, \3, \4]", text)


def used_files(root: Path) -> frozenset[str]:
    """Pictures (by digest) and files of replicas (by name) in any bundle of any version, also in damaged ones."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / FOLDER).glob("*-*/*/*.json"))]
    return frozenset(name for text in texts for name in re.findall(rf'"([0-9a-f]{{20}}|{NAME})"', text))
