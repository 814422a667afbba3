"""The committed captures are whole, small and fit their walkthroughs; every damage is explained, none believed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adoptgen.capture.bundles import MAX_SHEET, Bundles, read_bundles
from adoptgen.catalog.load import load
from adoptgen.model.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOG = ROOT / "catalog"
SHEET = Path("captures/tideline-24.2/en/quote.approval.json")
MOST_BYTES = 8_000_000


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(CATALOG).catalog
    assert found is not None
    return found


def everything(catalog: Catalog) -> Bundles:
    applications = catalog.applications.values()
    redactions = {item.id: (catalog.programme.redaction, item.redaction) for item in applications}
    return read_bundles(CATALOG, {item.id: item.version for item in applications}, redactions)


def test_every_walkthrough_is_captured_in_every_language_of_its_application(catalog: Catalog) -> None:
    bundles = everything(catalog)
    assert bundles.problems == ()
    expected = {
        (item.id, language)
        for item in catalog.walkthroughs.values()
        for language in catalog.applications[item.application].languages
    }
    assert len(expected) == 16
    assert set(bundles.found) == expected


def test_captures_fit_their_walkthroughs(catalog: Catalog) -> None:
    for (name, _), bundle in everything(catalog).found.items():
        walkthrough = catalog.walkthroughs[name]
        assert [shot.step for shot in bundle.shots] == [step.id for step in walkthrough.steps]
        assert len(bundle.parts) == len(walkthrough.parts)
        for shot in bundle.shots:
            assert shot.box is not None, f"{name} {shot.step} is not on its picture"
            assert shot.name
        for view, part in zip(bundle.parts, walkthrough.parts, strict=True):
            assert [mark.step for mark in view.marks] == [step.id for step in part.steps]


def test_english_captures_carry_the_names_the_walkthroughs_use(catalog: Catalog) -> None:
    for (name, language), bundle in everything(catalog).found.items():
        targets = [step.target.name for step in catalog.walkthroughs[name].steps if step.target]
        harvested = [shot.name for shot in bundle.shots]
        assert (harvested == targets) == (language == "en")


def test_walkthroughs_are_short_and_their_steps_begin_with_place_or_verb(catalog: Catalog) -> None:
    for item in catalog.walkthroughs.values():
        assert 5 <= len(item.steps) <= 9, item.id
        assert all(len(part.steps) <= 4 for part in item.parts), item.id
        assert len(item.different) == 2, item.id
        assert all(len(step.say) < 110 and step.say.endswith(".") for step in item.steps), item.id


def test_captures_stay_small_and_hold_nothing_unused(catalog: Catalog) -> None:
    files = [path for path in (CATALOG / "captures").rglob("*") if path.is_file()]
    assert len(files) > 50
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    bundles = everything(catalog).found.values()
    pictures = {
        path for bundle in bundles for picture in bundle.pictures for path in (picture.path, picture.path_double)
    }
    replicas = {path for bundle in bundles for replica in bundle.replicas for path in replica.files}
    kept = {path.relative_to(CATALOG).as_posix() for path in files if path.suffix != ".json"}
    assert kept == pictures | replicas


def test_every_step_has_a_replica_that_marks_its_target(catalog: Catalog) -> None:
    for (name, _), bundle in everything(catalog).found.items():
        assert len(bundle.replicas) == len(bundle.shots) + 1
        for shot in bundle.shots:
            assert shot.replica is not None
            text = (CATALOG / shot.replica.files[0]).read_text(encoding="utf-8")
            marked = " ".join(re.findall(r'data-adoptgen-step="([^"]*)"', text)).split()
            assert shot.step in marked, f"{name} {shot.step}"


def edited(change: Callable[[Any], object]) -> Callable[[Path], None]:
    def apply(root: Path) -> None:
        sheet = json.loads((root / SHEET).read_text(encoding="utf-8"))
        change(sheet)
        (root / SHEET).write_text(json.dumps(sheet), encoding="utf-8")

    return apply


def cut(root: Path) -> None:
    path = root / SHEET
    path.write_bytes(path.read_bytes()[:500])


def blow_up(root: Path) -> None:
    (root / SHEET).write_bytes(b" " * (MAX_SHEET + 1))


def link_outside(root: Path) -> None:
    (root / SHEET).unlink()
    (root / SHEET).symlink_to("/etc/hostname")


def first_picture(root: Path) -> Path:
    sheet = json.loads((root / SHEET).read_text(encoding="utf-8"))
    return root / "captures" / "pictures" / f"{sheet['pictures'][0]['double']}.webp"


def lose_a_picture(root: Path) -> None:
    first_picture(root).unlink()


def swap_a_picture(root: Path) -> None:
    first_picture(root).write_bytes(b"RIFF of something else")


def move(root: Path) -> None:
    (root / SHEET).rename((root / SHEET).with_name("visit.log.json"))


DAMAGE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "cut off": (cut, "C802", "damaged"),
    "too large": (blow_up, "C801", "more than"),
    "link": (link_outside, "C801", "outside"),
    "deep": (edited(lambda sheet: sheet.update(pictures="[" * 400)), "C802", "pictures"),
    "no number": (edited(lambda sheet: sheet["shots"][0].update(box=["x", 1, 2, 3])), "C802", "shots.0.box"),
    "path as digest": (edited(lambda sheet: sheet["pictures"][0].update(double="../../x")), "C802", "double"),
    "other format": (edited(lambda sheet: sheet.update(format=99)), "C802", "format"),
    "unknown picture": (edited(lambda sheet: sheet.update(end="0" * 20)), "C803", "not described"),
    "unknown step": (edited(lambda sheet: sheet["parts"][0]["marks"][0].update(step="x")), "C803", "never captured"),
    "moved": (move, "C803", "belongs to"),
    "lost picture": (lose_a_picture, "C804", "missing"),
    "swapped picture": (swap_a_picture, "C804", "not what was captured"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_a_problem_in_its_place_and_the_rest_is_read(kind: str, tmp_path: Path) -> None:
    damage, code, words = DAMAGE[kind]
    root = tmp_path / "catalog"
    for sheet in ("en/quote.approval.json", "fr/quote.approval.json"):
        target = root / "captures" / "tideline-24.2" / sheet
        target.parent.mkdir(parents=True)
        shutil.copy(CATALOG / "captures" / "tideline-24.2" / sheet, target)
    for folder in ("pictures", "assets"):
        shutil.copytree(CATALOG / "captures" / folder, root / "captures" / folder)
    assert read_bundles(root).problems == ()
    damage(root)
    bundles = read_bundles(root)
    (problem,) = bundles.problems
    assert (problem.code, problem.location.file.split("/")[:2]) == (code, ["catalog", "captures"])
    assert words in problem.message
    assert "adoptgen capture" in problem.help
    assert ("quote.approval", "fr") in bundles.found
    assert ("quote.approval", "en") not in bundles.found


def test_the_version_people_are_trained_on_counts_else_the_last(tmp_path: Path) -> None:
    text = (CATALOG / SHEET).read_text(encoding="utf-8")
    for folder in ("pictures", "assets"):
        shutil.copytree(CATALOG / "captures" / folder, tmp_path / "captures" / folder)
    for version in ("9.10", "9.9"):
        path = tmp_path / "captures" / f"tideline-{version}" / "en" / "quote.approval.json"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace('"version": "24.2"', f'"version": "{version}"'), encoding="utf-8")
    assert read_bundles(tmp_path).found["quote.approval", "en"].version == "9.10"
    assert read_bundles(tmp_path, {"tideline": "9.9"}).found["quote.approval", "en"].version == "9.9"
    assert read_bundles(tmp_path, {"tideline": "10.0"}).found == {}
