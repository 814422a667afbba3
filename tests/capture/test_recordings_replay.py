"""Every kind of recording, imported by the command, done again on the running sample application."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from adoptgen.capture.browser import browser, log_in, window
from adoptgen.capture.replay import Stage, replay
from adoptgen.catalog.load import load
from adoptgen.cli.main import cli
from adoptgen.sample_app.server import Tideline

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDINGS = Path(__file__).parent / "recordings"
RECORDED = sorted(path.name for path in RECORDINGS.iterdir())
CASES = {
    name: (
        "case",
        name.split(".")[1],
        ["--area", "cases", "--test", "Open a case"] if name.endswith(".side") else ["--area", "cases"],
    )
    for name in RECORDED
    if name.startswith("case.")
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample catalog with all recordings imported."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "catalog", project / "catalog", ignore=shutil.ignore_patterns("captures"))
    for name, (_, kind, options) in CASES.items():
        words = ["import-recording", str(RECORDINGS / name), "--id", f"imported.{kind}", *options]
        done = CliRunner().invoke(cli, [*words, "--project", str(project)])
        assert done.exit_code == 0, done.output
    return project


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tideline]:
    monkeypatch.setenv("ADOPTGEN_USER", "m.krueger")
    monkeypatch.setenv("ADOPTGEN_PASSWORD", "tideline")
    tideline = Tideline()
    threading.Thread(target=tideline.serve_forever, daemon=True).start()
    yield tideline
    tideline.shutdown()
    tideline.server_close()


def test_there_is_a_recording_of_each_kind() -> None:
    kinds = {kind for _, kind, _ in CASES.values()}
    assert kinds == {
        "chrome-recorder", "javascript", "playwright-test", "python", "python-async", "python-pytest", "selenium-ide",
    }  # fmt: skip


def test_what_was_imported_passes_the_check(project: Path) -> None:
    done = CliRunner().invoke(cli, ["check", "--project", str(project)])
    assert done.exit_code == 0, done.output
    about = [line for line in done.output.splitlines() if "walkthroughs/imported." in line]
    assert all(" C305 " in line for line in about), (
        "imported walkthroughs are in no course yet, and nothing else is wrong"
    )


def test_each_imported_recording_can_be_done_and_opens_its_case(project: Path, application: Tideline) -> None:
    catalog = load(project / "catalog").catalog
    assert catalog is not None
    with browser() as started, window(started, "en", density=1) as page:
        log_in(page, application.address)
        for _, kind, _ in CASES.values():
            page.request.post(application.address + "/reset")
            walkthrough = catalog.walkthroughs[f"imported.{kind}"]
            recording = replay(Stage(page, application.address, by_name=True, pictures=False), walkthrough)
            assert len([moment for part in recording.moments for moment in part]) == len(walkthrough.steps)
            assert page.get_by_text("2 of 14 pallets missing").count() >= 1, kind


def test_those_with_css_can_be_done_in_another_language(project: Path, application: Tideline) -> None:
    catalog = load(project / "catalog").catalog
    assert catalog is not None
    with browser() as started, window(started, "fr", density=1) as page:
        log_in(page, application.address)
        page.request.post(application.address + "/reset")
        replay(
            Stage(page, application.address, by_name=False, pictures=False),
            catalog.walkthroughs["imported.selenium-ide"],
        )
        assert page.get_by_text("2 of 14 pallets missing").count() >= 1
