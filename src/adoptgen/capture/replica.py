"""The page as it is now, written down as inert XHTML with every file it needs."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from adoptgen.capture import gate
from adoptgen.capture.assets import Store, bare
from adoptgen.capture.fault import CaptureError
from adoptgen.capture.inert import REPLAY, XHTML, calm, cleaned, parsed, references, written
from adoptgen.capture.secrets import Redactor
from adoptgen.look.callouts import Box
from adoptgen.model.bundle import Region, Replica

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

_BETWEEN = re.compile(r"adoptgen-(asset|sheet|document|region):(\d+)")
_NOTHING = "data:,"
_STILL = (
    "*,*::before,*::after{animation-delay:0s!important;animation-duration:0s!important;"
    "animation-iteration-count:1!important;transition:none!important;caret-color:transparent!important}"
)
"""A replica stands still, as the picture does."""


@dataclass
class Files:
    """What the pages of one window have loaded, so that nothing is asked for twice."""

    page: Page
    store: Store
    redactor: Redactor
    _seen: dict[str, Response] = field(default_factory=dict)
    _names: dict[tuple[str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("response", self._remember)

    def _remember(self, response: Response) -> None:
        if response.request.resource_type in ("image", "font", "stylesheet"):
            self._seen[response.url] = response

    def name(self, asset: Mapping[str, Any]) -> str:
        """The kept file of an asset of the page; an empty picture where it is of no known type or gone."""
        address, _, fragment = str(asset["url"]).partition("#")
        key = (address, id(self._seen.get(address)))
        if key not in self._names:
            data, ending = bare(self._data(address, asset.get("data")))
            data = _said(data, self.redactor) if ending == "svg" else data
            self._names[key] = self.store.keep(data, ending) if ending else _NOTHING
        name = self._names[key]
        return f"{name}#{fragment}" if re.fullmatch(r"[\w.-]+", fragment) and name != _NOTHING else name

    def text(self, address: str) -> str:
        """A style sheet of another origin, which the page itself may show but not read."""
        return self._data(address, None).decode("utf-8", "replace")

    def _data(self, address: str, given: str | None) -> bytes:
        if given is not None:
            return base64.b64decode(given)
        if address.startswith("data:"):
            return _inline(address)
        return self._fetched(address) if address.startswith(("http:", "https:")) else b""

    def _fetched(self, address: str) -> bytes:
        from playwright.sync_api import Error  # an extra that many do without

        seen = self._seen.get(address)
        try:
            return seen.body() if seen else self.page.request.get(address).body()
        except Error:
            pass  # no longer in the browser's memory: asked for once more
        try:
            return self.page.request.get(address).body()
        except Error:
            return b""


def _inline(address: str) -> bytes:
    """The bytes of a data: address (RFC 2397)."""
    head, _, body = address.partition(",")
    data = unquote_to_bytes(body)
    try:
        return base64.b64decode(data, validate=False) if head.endswith(";base64") else data
    except ValueError:
        return b""


def _said(data: bytes, redactor: Redactor) -> bytes:
    """A drawing whose texts were redacted."""
    root = parsed(data)
    for element in root.iter():
        element.text = redactor.text(element.text) if element.text else element.text
        element.tail = redactor.text(element.tail) if element.tail else element.tail
    return written(root)


def take(page: Page, files: Files, png: bytes) -> Replica:
    """The page (redacted by now) as it stands. `png` is its picture at two pixels per pixel.

    Raises CaptureError where something that must not be seen is still in it.
    """
    linked = {address: files.text(address) for address in page.evaluate("() => adoptgenReplica.linked()")}
    return _Desk(files, png, page.evaluate("linked => adoptgenReplica.take(linked)", linked)).replica()


@dataclass
class _Desk:
    """One capture while its parts are put together."""

    files: Files
    png: bytes
    raw: Mapping[str, Any]
    _made: dict[tuple[str, int], str] = field(default_factory=dict)

    def replica(self) -> Replica:
        for index in range(len(self.raw["documents"]) - 1, -1, -1):  # frames come after the page that holds them
            self._made["document", index] = self._document(self.raw["documents"][index])
        page = self._made["document", 0]
        regions = (
            Region(Box(*(round(region[side]) for side in ("left", "top", "width", "height"))), region["why"])
            for region in self.raw["regions"]
        )
        return Replica(page, tuple(sorted(self._needed(page) - {page})), tuple(regions))

    def _needed(self, name: str) -> set[str]:
        found, waiting = set(), [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                if one.endswith((".xhtml", ".css")):
                    waiting += references(self.files.store.known[one].decode())
        return found

    def _document(self, text: str) -> str:
        root = parsed(_BETWEEN.sub(self._name, text).encode())
        head = root.find(f"{{{XHTML}}}head")
        policy = etree.Element(f"{{{XHTML}}}meta", {"http-equiv": "Content-Security-Policy", "content": REPLAY})
        head.insert(0, policy)
        still = self.files.store.keep(_STILL.encode(), "css")
        etree.SubElement(head, f"{{{XHTML}}}link", {"rel": "stylesheet", "href": still})
        cleaned(root)
        found = gate.in_page(root, self.files.redactor)
        if found:
            raise CaptureError(
                f"{found[1].what} is still on the page after redaction ({found[0]})", "cover that place with `redact`"
            )
        return self.files.store.keep(written(root), "xhtml")

    def _name(self, found: re.Match[str]) -> str:
        what, index = found[1], int(found[2])
        key = (what, index)
        if key not in self._made:
            wanted = self.raw[f"{what}s"]
            self._made[key] = self._make(what, wanted[index]) if index < len(wanted) else _NOTHING
        return self._made[key]

    def _make(self, what: str, raw: Any) -> str:
        if what == "asset":
            return self.files.name(raw)
        if what == "sheet":
            return self.files.store.keep(self._sheet(raw).encode(), "css")
        return self._region(raw) if what == "region" else _NOTHING

    def _sheet(self, text: str) -> str:
        text = calm(_BETWEEN.sub(self._name, text))
        return re.sub(r'"([^"\\]{3,})"', lambda found: f'"{self.files.redactor.text(found[1])}"', text)

    def _region(self, raw: Mapping[str, Any]) -> str:
        """What the picture shows of a region, the rest of it transparent."""
        from PIL import Image  # an extra that many do without

        left, top, width, height = (round(2 * raw[side]) for side in ("left", "top", "width", "height"))
        shown = Image.open(io.BytesIO(self.png)).convert("RGBA")
        part = Image.new("RGBA", (max(width, 1), max(height, 1)))
        box = (max(left, 0), max(top, 0), min(left + width, shown.width), min(top + height, shown.height))
        if box[0] < box[2] and box[1] < box[3]:
            part.paste(shown.crop(box), (box[0] - left, box[1] - top))
        data = io.BytesIO()
        part.save(data, "WEBP", lossless=True, method=4)
        return self.files.store.keep(data.getvalue(), "webp")


def alike(old: bytes, new: bytes) -> bool:
    """Whether two replicas differ in nothing but the numbers programs give their elements."""
    return old == new or _unnumbered(old) == _unnumbered(new)


_IDS = re.compile(
    rb'((?:^| )(?:id|for|name|form|list|aria-(?:labelledby|describedby|controls|owns|activedescendant))=")([^"]*)(")'
)


def _unnumbered(data: bytes) -> bytes:
    return _IDS.sub(lambda found: found[1] + re.sub(rb"[0-9]+", b"0", found[2]) + found[3], data)


__all__ = ["Files", "alike", "take"]
