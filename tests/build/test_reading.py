"""Reading only what changed finds the same catalog and the same errors as reading everything."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest
from build_toys import TINY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adoptgen.build import reading
from adoptgen.build.scan import now
from adoptgen.build.seal import sealed
from adoptgen.catalog.load import load
from adoptgen.problems import has_errors

FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*") if path.is_file())
EDITS = [
    ("Five", "Six"),
    ("title: ", "title: New "),
    ("opportunities.build", "opportunities.bild"),
    ("opportunities.build@1", "opportunities.build@2"),
    ("hamburg", "bremen"),
    ("summary: ", "summary: See [it](lesson/nowhere). "),
    ("summary: ", "summary: See [it](lesson/why-we-leave). "),
    ("effort: 8", "effort: 9"),
    ("id: ", "idd: "),
    ("Today", "<b onclick='x'>Today</b>"),
]


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@given(st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from(EDITS)), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_edits_the_catalog_is_the_one_read_from_scratch(
    tmp_path: Path, edits: list[tuple[str, tuple[str, str]]]
) -> None:
    project = tmp_path / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(TINY, project)
    reading.read_catalog(project / "catalog", project / "memory", now(project) + 10**9)
    for name, (old, new) in edits:
        path = project / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        found = reading.read_catalog(project / "catalog", project / "memory", now(project))
        truth = load(project / "catalog")
        assert has_errors(found.problems) == has_errors(truth.problems)
        assert found.catalog == truth.catalog or has_errors(truth.problems)


def test_an_edit_of_words_reads_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TINY, tmp_path / "p")
    root, memory = tmp_path / "p" / "catalog", tmp_path / "memory"
    reading.read_catalog(root, memory, now(tmp_path) + 10**9)
    lesson = root / "lessons" / "why-we-leave.md"
    lesson.write_text(lesson.read_text().replace("Five branches", "Six branches"))
    monkeypatch.setattr(reading, "load", None)
    with pytest.raises(TypeError):
        reading.read_catalog(root, tmp_path / "no memory", None)
    found = reading.read_catalog(root, memory, None)
    assert found.catalog is not None
    assert "Six branches" in found.catalog.lessons["why-we-leave"].body


class Bomb:
    """What a hostile project would put in its memory."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("exploded",)


@pytest.mark.parametrize("seal", [b"", b"\0" * 32])
def test_memory_that_was_not_sealed_here_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seal: bytes
) -> None:
    shutil.copytree(TINY, tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    memory = tmp_path / "memory"
    memory.write_bytes(seal + pickle.dumps(Bomb()))
    assert reading.read_catalog(tmp_path / "p" / "catalog", memory, None).catalog is not None
    assert not (tmp_path / "exploded").exists()


def test_canary_the_bomb_would_explode_with_our_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TINY, tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    data = sealed(pickle.dumps(Bomb()))
    assert data
    (tmp_path / "memory").write_bytes(data)
    reading.read_catalog(tmp_path / "p" / "catalog", tmp_path / "memory", None)
    assert (tmp_path / "exploded").exists()


def test_the_key_is_for_its_owner_only(tmp_path: Path) -> None:
    assert sealed(b"x")
    assert (tmp_path / "cache" / "adoptgen" / "seal.key").stat().st_mode & 0o777 == 0o600
