"""Recording from the running sample application, in a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adoptgen.capture.browser import browser, log_in, window
from adoptgen.capture.bundles import read_bundles
from adoptgen.capture.fault import CaptureError
from adoptgen.capture.recorder import Order, Recorded, record
from adoptgen.capture.replay import Stage, replay
from adoptgen.catalog.load import load
from adoptgen.model.bundle import Box, Bundle
from adoptgen.model.catalog import Catalog
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOG = ROOT / "catalog"
RECORDED = ("account.find", "quote.approval")
NEAR = 8
"""Pixels by which another machine's letters may shift a box."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(CATALOG).catalog
    assert found is not None
    return found


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tideline]:
    monkeypatch.setenv("ADOPTGEN_USER", "m.krueger")
    monkeypatch.setenv("ADOPTGEN_PASSWORD", "tideline")
    tideline = Tideline()
    threading.Thread(target=tideline.serve_forever, daemon=True).start()
    yield tideline
    tideline.shutdown()
    tideline.server_close()


def order(catalog: Catalog, root: Path, application: Tideline, *names: str, languages: tuple[str, ...]) -> Order:
    walkthroughs = tuple(catalog.walkthroughs[name] for name in names)
    sheet = catalog.applications["tideline"]
    return Order(
        root, application.address, sheet, walkthroughs, languages, "en", reset="/reset", redaction=(sheet.redaction,)
    )


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "captures").rglob("*")) if path.is_file()}


def near(one: Box | None, other: Box | None) -> bool:
    assert one is not None
    assert other is not None
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def assert_alike(new: Bundle, committed: Bundle) -> None:
    def shape(bundle: Bundle) -> list[tuple[str, str, str, str, str]]:
        return [(shot.step, shot.role, shot.name, shot.page, shot.shows) for shot in bundle.shots]

    assert shape(new) == shape(committed)
    assert all(near(a.box, b.box) for a, b in zip(new.shots, committed.shots, strict=True))
    assert [[mark.step for mark in part.marks] for part in new.parts] == [
        [mark.step for mark in part.marks] for part in committed.parts
    ]


def test_recorded_anew_it_is_what_is_committed_and_twice_changes_nothing(
    catalog: Catalog, application: Tideline, tmp_path: Path
) -> None:
    told: list[Recorded] = []
    wanted = order(catalog, tmp_path, application, *RECORDED, languages=("en", "fr"))
    assert record(wanted, told.append) == []
    known = {"tideline": "24.2"}, {"tideline": (catalog.applications["tideline"].redaction,)}
    new, committed = read_bundles(tmp_path, *known), read_bundles(CATALOG, *known)
    assert new.problems == ()
    assert len(new.found) == len(RECORDED) * 2
    for key, bundle in new.found.items():
        assert_alike(bundle, committed.found[key])

    before = files(tmp_path)
    again = order(catalog, tmp_path, application, RECORDED[0], languages=("en",))
    assert record(again, told.append) == []
    assert [item.written for item in told] == [True] * 4 + [False]
    assert files(tmp_path) == before


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_targets_of_all_walkthroughs_are_found(catalog: Catalog, application: Tideline, language: str) -> None:
    sheet = catalog.applications["tideline"]
    committed = read_bundles(CATALOG, {"tideline": "24.2"}, {"tideline": (sheet.redaction,)}).found
    with browser() as started, window(started, language, density=1) as page:
        log_in(page, application.address)
        for walkthrough in catalog.walkthroughs.values():
            page.request.post(application.address + "/reset")
            recording = replay(Stage(page, application.address, language == "en", pictures=False), walkthrough)
            names = [moment.name for part in recording.moments for moment in part]
            assert names == [shot.name for shot in committed[walkthrough.id, language].shots]


def test_a_target_that_is_gone_is_reported_at_its_step_and_nothing_is_lost(
    catalog: Catalog, application: Tideline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adoptgen.capture.browser.PATIENCE", 3000.0)
    root = tmp_path / "catalog"
    shutil.copytree(CATALOG / "walkthroughs", root / "walkthroughs")
    text = (root / "walkthroughs" / "case.open.yaml").read_text(encoding="utf-8")
    line = text.split("\n").index("      - id: new") + 1
    walkthrough = catalog.walkthroughs["case.open"]
    first, *rest = walkthrough.parts
    menu, new = first.steps
    assert new.target is not None
    gone = new.model_copy(update={"target": new.target.model_copy(update={"name": "New complaint", "css": ()})})
    broken = walkthrough.model_copy(update={"parts": (first.model_copy(update={"steps": (menu, gone)}), *rest)})
    wanted = order(catalog, root, application, languages=("en",))
    problems = record(Order(**{**vars(wanted), "walkthroughs": (broken,)}), lambda _: None)
    assert [str(problem).split("\n")[0] for problem in problems] == [
        f"catalog/walkthroughs/case.open.yaml:{line}:1: C810 not recorded in en: "
        "step new: there is no button named New complaint"
    ]
    assert not (root / "captures").exists()


def test_a_login_without_credentials_is_explained(application: Tideline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADOPTGEN_PASSWORD")
    with browser() as started, window(started, "en") as page:
        with pytest.raises(CaptureError, match="asks for a login"):
            log_in(page, application.address)
        monkeypatch.setenv("ADOPTGEN_PASSWORD", "guessed")
        with pytest.raises(CaptureError, match="refuses"):
            log_in(page, application.address)
