"""What a capture of the live application leaves: pictures, replicas, boxes, names; by version, language, walkthrough.

A bundle says what was *seen*; what is *done and said* stands in the walkthrough. Outputs read both and need
neither the application nor a browser. All boxes are in CSS pixels from the top left corner of the viewport, which
is also the pixel grid of the 1x picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from adoptgen.look.callouts import Box
from adoptgen.model.base import Identifier, Language

FORMAT = 2
"""Raised when a bundle of this program can no longer be read by the previous one."""
OLDEST = 1
"""Format 1 has no replicas; everything else in it is read as before."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{20}$")]
"""First 20 hex digits of the SHA-256 of a file: its name, and proof that it is whole."""
Text = Annotated[str, StringConstraints(max_length=500)]
Pixels = Annotated[int, Field(ge=1, le=8192)]

AssetName = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{20}\.(xhtml|css|svg|png|jpg|gif|webp|avif|ico|woff2|woff|ttf|otf)$"),
]
"""A digest as above, and the type of the file."""

PICTURES = "captures/pictures"
"""Folder of all pictures, below the catalog's root."""
ASSETS = "captures/assets"
"""Folder of all replicas and of the files they need, below the catalog's root."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that could not be written down: its picture stands there, and nothing in it can be used."""

    box: Box
    why: Annotated[str, StringConstraints(max_length=80)]
    """For instance: canvas, closed shadow root, frame of another origin."""


@dataclass(frozen=True, slots=True)
class Replica:
    """The page as inert XHTML: no script, nothing asked from outside.

    Elements a step acts on carry its id in `data-adoptgen-step` (several divided by spaces), links the path they led
    to in `data-adoptgen-to`, the place a scrolled page is seen from `data-adoptgen-view` ("left top").
    """

    page: AssetName
    assets: Annotated[tuple[AssetName, ...], Field(max_length=500)] = ()
    """Every file it needs besides itself: style sheets, pictures, fonts, frames and what those need."""
    regions: Annotated[tuple[Region, ...], Field(max_length=100)] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """All its files, relative to the catalog's root, itself first."""
        return tuple(f"{ASSETS}/{name}" for name in (self.page, *self.assets))


@dataclass(frozen=True, slots=True)
class Picture:
    """One state of the page as a lossless WebP, at two densities."""

    id: Digest
    """Content of the 1x file."""
    double: Digest
    """Content of the 2x file."""
    width: Pixels
    """CSS pixels; the 2x file has twice as many."""
    height: Pixels
    texts: tuple[Box, ...] = ()
    """Words that can be read on it: what a callout should not cover."""
    dialog: Box | None = None
    """The dialog that lies over the page, if one does: what a close-up shows."""

    @property
    def path(self) -> str:
        """The 1x file, relative to the catalog's root."""
        return f"{PICTURES}/{self.id}.webp"

    @property
    def path_double(self) -> str:
        """The 2x file, relative to the catalog's root."""
        return f"{PICTURES}/{self.double}.webp"


@dataclass(frozen=True, slots=True)
class Shot:
    """What was seen when a step was done."""

    step: Identifier
    picture: Digest
    """Id of the picture that shows its target: the part's, if the target stands there at the same place."""
    page: Text = ""
    """Title of the page."""
    address: Text = ""
    """Path of the page, without the host."""
    box: Box | None = None
    """The target on that picture; None for steps without a target."""
    role: Text = ""
    """Its ARIA role as the browser computes it."""
    name: Text = ""
    """Its accessible name in the language of the bundle, without marks such as * and :."""
    shows: Text = ""
    """What the field shows once the step is done: the typed value or the label of the chosen option."""
    replica: Replica | None = None
    """The page just before the step, which need not be the state its picture shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A step's target on a picture that may be another step's."""

    step: Identifier
    box: Box


@dataclass(frozen=True, slots=True)
class PartView:
    """The one picture of a part: the state on which most of its targets can be seen, the latest of those."""

    picture: Digest
    marks: tuple[Mark, ...]
    """Targets visible on it, in the order of the steps. A step without a mark has its own picture in `shots`."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One walkthrough as captured in one language of one version of the application."""

    format: Annotated[int, Field(ge=OLDEST, le=FORMAT)]
    application: Identifier
    version: Text
    language: Language
    walkthrough: Identifier
    pictures: tuple[Picture, ...]
    """Every picture used below, in order of first use."""
    shots: tuple[Shot, ...]
    """One per step, in order."""
    parts: tuple[PartView, ...]
    """One per part, in order."""
    end: Digest
    """The picture after the last step."""
    end_replica: Replica | None = None
    """The page after the last step."""

    @property
    def replicas(self) -> tuple[Replica, ...]:
        """Those of the steps in order, then that of the end; empty in bundles of format 1."""
        every = (*(shot.replica for shot in self.shots), self.end_replica)
        return tuple(replica for replica in every if replica is not None)

    def picture(self, digest: str) -> Picture:
        """The picture of this id. Raises KeyError if the bundle has none."""
        for picture in self.pictures:
            if picture.id == digest:
                return picture
        raise KeyError(digest)

    def shot(self, step: str) -> Shot:
        """What was seen before this step. Raises KeyError if the bundle has none."""
        for shot in self.shots:
            if shot.step == step:
                return shot
        raise KeyError(step)


__all__ = ["ASSETS", "FORMAT", "PICTURES", "Box", "Bundle", "Mark", "PartView", "Picture", "Region", "Replica", "Shot"]
