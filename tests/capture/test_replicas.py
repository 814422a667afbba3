"""Replicas against the live pages: the same pixels, the same words for a screen reader, nothing asked from outside."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from replica_look import Desk, desk, share_off, spoken
from wild_pages import WildPages

from adoptgen.capture import replay as replaying
from adoptgen.capture.assets import Store
from adoptgen.capture.browser import browser, log_in, settle, window
from adoptgen.capture.redact import redacted
from adoptgen.capture.replay import Stage, replay
from adoptgen.capture.replica import Files, take
from adoptgen.capture.secrets import redactor
from adoptgen.capture.slim import slimmed
from adoptgen.catalog.load import load
from adoptgen.model.bundle import Replica
from adoptgen.model.catalog import Catalog
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_OFF = 0.001
MOST_BYTES = 100_000
Told = tuple[str, str, str]
REGIONS = {"canvas", "closed shadow root"}
"""What the sample application has that cannot be written down."""


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(ROOT / "catalog").catalog
    assert found is not None
    return found


@pytest.fixture
def tideline(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tideline]:
    monkeypatch.setenv("ADOPTGEN_USER", "m.krueger")
    monkeypatch.setenv("ADOPTGEN_PASSWORD", "tideline")
    application = Tideline()
    threading.Thread(target=application.serve_forever, daemon=True).start()
    yield application
    application.shutdown()
    application.server_close()


@pytest.fixture(scope="module")
def wild() -> Iterator[WildPages]:
    pages = WildPages()
    yield pages
    pages.close()


def zipped(replicas: list[Replica], store: Store) -> int:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted({name for replica in replicas for name in (replica.page, *replica.assets)}):
            archive.writestr(name, store.known[name])
    return len(data.getvalue())


def otherwise(live: list[Told], told: list[Told], replica: Replica) -> list[tuple[list[Told], list[Told]]]:
    """What the replica says otherwise. One picture, once for each region, may stand for all that the region said; the
    tree is told level by level, so that this may stand in several places."""
    blocks = SequenceMatcher(None, live, told, autojunk=False).get_opcodes()
    found = [(live[a:b], told[c:d]) for kind, a, b, c, d in blocks if kind != "equal"]
    pictures = [pair for pair in found if [role for role, _, _ in pair[1]] == ["image"]]
    assert len(pictures) <= len(replica.regions)
    said = " ".join(name for _, [(_, name, _)] in pictures)
    within = [pair for pair in found if not pair[1] and all(name in said for _, name, _ in pair[0])]
    return [pair for pair in found if pair not in pictures and not (pictures and pair in within)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_step_of_the_sample_looks_and_speaks_as_the_live_page(
    catalog: Catalog,
    tideline: Tideline,
    started: Browser,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[list[Told]] = []

    def listening(page: Page, files: Files, png: bytes) -> Replica:
        heard.append(spoken(page))
        return take(page, files, png)

    monkeypatch.setattr(replaying, "take", listening)
    sheet = catalog.applications["tideline"]
    hidden = redactor(catalog.programme.redaction, sheet.redaction)
    store = Store(tmp_path)
    off: dict[str, float] = {}
    said: dict[str, list[tuple[list[Told], list[Told]]]] = {}
    with window(started, language) as page, desk(started, language, lambda name: store.known.get(name, b"")) as table:
        files = Files(page, store, hidden)
        log_in(page, tideline.address)
        for walkthrough in catalog.walkthroughs.values():
            page.request.post(tideline.address + "/reset")
            heard.clear()
            stage = Stage(page, tideline.address, language == "en", redactor=hidden, files=files)
            recording = replay(stage, walkthrough)
            views = [moment.view for part in recording.moments for moment in part] + [recording.end]
            taken = [view.replica for view in views if view.replica]
            small = slimmed(taken, store)
            assert len(taken) == len(walkthrough.steps) + 1
            assert zipped([*small.values()], store) < MOST_BYTES
            for number, (view, live) in enumerate(zip(views, heard, strict=True)):
                assert view.replica is not None
                replica = small[view.replica]
                name = f"{walkthrough.id} {number}"
                if share := share_off(view.png, table.open(replica.page)):
                    off[name] = share
                told = spoken(table.page)
                if difference := otherwise(live, told, replica):
                    said[name] = difference
                assert {region.why for region in replica.regions} <= REGIONS
    assert {name: share for name, share in off.items() if share > MOST_OFF} == {}
    assert said == {}
    assert table.outside == []


def photographed(page: Page, store: Store) -> tuple[Replica, bytes]:
    files = Files(page, store, redactor())
    page.reload()
    settle(page)
    page.evaluate("() => window.prepare?.()")
    settle(page)
    with redacted(page, redactor()):
        png = page.screenshot(animations="disabled", caret="hide")
        return take(page, files, png), png


def compared(started: Browser, address: str, root: Path) -> tuple[Replica, Store, float, Desk]:
    store = Store(root)
    with window(started, "en") as page, desk(started, "en", lambda name: store.known.get(name, b"")) as table:
        page.goto(address)
        replica, png = photographed(page, store)
        share = share_off(png, table.open(replica.page))
        (root / "live.png").write_bytes(png)
        (root / "replica.png").write_bytes(table.page.screenshot())
        return replica, store, share, table


@pytest.mark.parametrize("name", WildPages.NAMES)
def test_what_applications_do_besides_is_written_down_too(
    started: Browser, wild: WildPages, name: str, tmp_path: Path
) -> None:
    replica, store, share, table = compared(started, f"{wild.address}/{name}", tmp_path)
    assert share <= MOST_OFF
    assert table.outside == []
    assert [region.why for region in replica.regions] == list(WildPages.REGIONS.get(name, ()))
    text = "".join(data.decode() for file, data in store.known.items() if file.endswith((".xhtml", ".css", ".svg")))
    for word in ("<script", "onclick", "javascript:", "s3cr3t-t0ken", 'http-equiv="refresh', "@import", wild.address):
        assert word not in text


def test_canary_another_page_differs(started: Browser, wild: WildPages, tmp_path: Path) -> None:
    store = Store(tmp_path)
    with window(started, "en") as page, desk(started, "en", lambda name: store.known.get(name, b"")) as table:
        page.goto(f"{wild.address}/form")
        _, png = photographed(page, store)
        page.goto(f"{wild.address}/shadow")
        other, _ = photographed(page, store)
        assert share_off(png, table.open(other.page)) > MOST_OFF
