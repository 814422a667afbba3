"""A walkthrough to be done rather than read: its steps on the pictures that were captured of the application."""

from __future__ import annotations

from collections.abc import Iterator

from adoptgen.courses.model import Scene, Spot
from adoptgen.look.callouts import Box
from adoptgen.model.bundle import Bundle, Picture, Shot
from adoptgen.model.learning import Step, Walkthrough

DONE = frozenset({"click", "fill", "select", "check", "press", "hover"})
"""Actions a learner can do on a picture; to wait, to read and to go elsewhere are none."""
VALUED = frozenset({"fill", "select"})


def scenes_of(walkthrough: Walkthrough, bundle: Bundle | None) -> tuple[Scene, ...]:
    """One scene per step that was captured with its target; none without a bundle."""
    if bundle is None:
        return ()
    shots = {shot.step: shot for shot in bundle.shots}
    found = ((step, shots.get(step.id)) for step in walkthrough.steps if step.do in DONE)
    return tuple(_scene(step, shot, bundle) for step, shot in found if shot is not None and shot.box is not None)


def _scene(step: Step, shot: Shot, bundle: Bundle) -> Scene:
    picture = bundle.picture(shot.picture)
    spots = list(dict.fromkeys(_spots(bundle, picture)))
    own = _spot(shot, picture)
    others = [spot for spot in spots if spot.box != own.box]
    ordered = sorted([own, *others], key=lambda spot: (spot.box[1], spot.box[0], spot.name))
    return Scene(
        step=step.id,
        do=step.do,
        say=step.say,
        value=(shot.shows or step.value or "") if step.do in VALUED else "",
        picture=picture.path,
        size=(picture.width, picture.height),
        right=ordered.index(own),
        spots=tuple(ordered),
    )


def _spots(bundle: Bundle, picture: Picture) -> Iterator[Spot]:
    """Everything that is known to be a control on this picture."""
    return (_spot(shot, picture) for shot in bundle.shots if shot.picture == picture.id and shot.box is not None)


def _spot(shot: Shot, picture: Picture) -> Spot:
    return Spot(shot.name or shot.step, _share(shot.box or Box(0, 0, 0, 0), picture))


def _share(box: Box, picture: Picture) -> tuple[float, float, float, float]:
    across, down = 100 / picture.width, 100 / picture.height
    sides = (box.left * across, box.top * down, box.width * across, box.height * down)
    left, top, width, height = (round(side, 2) for side in sides)
    return left, top, width, height
