"""A Dask cluster renders the same bytes: a real scheduler and a real worker on loopback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ADOPTGEN = Path(sys.executable).with_name("adoptgen")
TINY = Path(__file__).parent.parent / "catalogs" / "tiny"


def until(process: subprocess.Popen[str], pattern: str) -> str:
    """Read what a server prints until it says this; returns what the pattern caught."""
    assert process.stderr is not None
    seen = ""
    for line in process.stderr:
        seen += line
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"ended without saying {pattern}: {seen}")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    def start(*words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        return subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        address = until(scheduler, r"Scheduler at: *(tcp://127\.0\.0\.1:\d+)")
        worker = start("dask_worker", address, "--host", "127.0.0.1", "--nworkers", "1", "--no-dashboard")
        try:
            until(worker, r"(Registered to)")
            yield address
        finally:
            worker.terminate()
            worker.communicate(timeout=30)
    finally:
        scheduler.terminate()
        scheduler.communicate(timeout=30)


def built(project: Path, *options: str) -> dict[str, bytes]:
    shutil.copytree(TINY, project)
    done = subprocess.run(
        [str(ADOPTGEN), "build", "slides", "paths", *options, "--project", str(project)],
        capture_output=True, text=True, check=False, timeout=120, env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    build = project / "build"
    return {str(path.relative_to(build)): path.read_bytes() for path in sorted(build.rglob("*")) if path.is_file()}


def test_a_cluster_makes_the_same_bytes(cluster: str, tmp_path: Path) -> None:
    here, there = built(tmp_path / "here"), built(tmp_path / "there", "--scheduler", cluster)
    assert len(here) > 3, "two decks, two paths, the manifest"
    assert here == there


def test_no_cluster_at_that_address_is_a_sentence(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    done = subprocess.run(
        [str(ADOPTGEN), "build", "--scheduler", "tcp://127.0.0.1:9", "--project", str(tmp_path / "tiny")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
