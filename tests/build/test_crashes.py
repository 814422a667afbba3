"""Killed at any moment, or refused by the disk at any call: the tree is the old one or the new one, and the next build
finishes the work."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import shutil
import signal
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from build_toys import Files, Site, build_it, plan_of, tree

from adoptgen.build.builder import Task, build
from adoptgen.build.door import Door
from adoptgen.build.places import Places
from adoptgen.build.planning import Plan
from adoptgen.build.run import workers

COUNT = 60


def version(word: str, files: int = 6) -> Plan:
    texts = {f"part-{number % 3}/{number}.txt": f"{word} {number}" for number in range(files)}
    same = {f"same/{number}.txt": "same" for number in range(files // 2)}
    gone = {f"only-{word}.txt": word}
    return plan_of(Files(texts | same | gone), Site({"index.md": word, "other.md": "same"}))


@pytest.fixture
def start(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    build_it(project, version("old"))
    return project


def expected(tmp_path: Path, word: str, files: int = 6) -> dict[str, bytes]:
    folder = tmp_path / f"expected-{word}-{files}"
    folder.mkdir()
    build_it(folder, version(word, files))
    return tree(folder / "build")


def leftovers(project: Path) -> list[Path]:
    return sorted(project.glob(".adoptgen/next-*"))


class FailingDoor(Door):
    """The disk is full from the n-th call on: a file may be half written, then everything that writes fails."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed

    def _call(self) -> None:
        self.allowed -= 1
        if self.allowed < 0:
            raise OSError(28, "No space left on device")

    def folder(self, path: Path) -> None:
        self._call()
        super().folder(path)

    def write(self, path: Path, data: bytes) -> None:
        if self.allowed <= 0:
            super().write(path, data[: len(data) // 2])
        self._call()
        super().write(path, data)

    def link(self, source: Path, target: Path) -> None:
        self._call()
        super().link(source, target)

    def flush(self, root: Path, files: Collection[Path]) -> None:
        self._call()
        super().flush(root, files)

    def flush_folder(self, path: Path) -> None:
        self._call()
        super().flush_folder(path)

    def exchange(self, first: Path, second: Path) -> bool:
        self._call()
        return super().exchange(first, second)

    def move(self, source: Path, target: Path) -> None:
        self._call()
        super().move(source, target)

    def remove_tree(self, path: Path) -> None:
        self._call()
        super().remove_tree(path)

    def remove(self, path: Path) -> None:
        self._call()
        super().remove(path)


class TwoRenames(FailingDoor):
    """A system that cannot exchange two folders in one step."""

    def exchange(self, _first: Path, _second: Path) -> bool:
        return False


def every_failure(start: Path, door: type[FailingDoor]) -> Iterator[dict[str, bytes]]:
    """The tree after the n-th call failed, for all n; after each, the next build must finish the work."""
    for allowed in range(10_000):
        project = start.parent / "copy"
        shutil.copytree(start, project, symlinks=True)
        try:
            build_it(project, version("new"), door(allowed))
            failed = False
        except OSError as error:
            assert error.errno == 28
            failed = True
        yield tree(project / "build")
        build_it(project, version("new"))
        assert not leftovers(project)
        assert tree(project / "build")["part-0/0.txt"] == b"NEW 0\n\n"
        shutil.rmtree(project)
        if not failed:
            return


def test_after_any_failing_call_the_tree_is_whole_and_the_next_build_finishes(start: Path, tmp_path: Path) -> None:
    old, new = expected(tmp_path, "old"), expected(tmp_path, "new")
    seen = list(every_failure(start, FailingDoor))
    assert len(seen) > 30
    assert all(found in (old, new) for found in seen)
    assert old in seen
    assert new in seen


def test_without_an_exchange_the_next_build_puts_back_what_was_caught_between_two_renames(
    start: Path, tmp_path: Path
) -> None:
    whole = (expected(tmp_path, "old"), expected(tmp_path, "new"), {})
    seen = list(every_failure(start, TwoRenames))
    assert all(found in whole for found in seen)
    assert {} in seen, "no failure fell between the renames"


def test_canary_a_door_that_writes_in_place_is_caught(start: Path, tmp_path: Path) -> None:
    old, new = expected(tmp_path, "old"), expected(tmp_path, "new")
    for path, data in list(new.items())[: len(new) // 2]:
        (start / "build" / path).parent.mkdir(parents=True, exist_ok=True)
        (start / "build" / path).write_bytes(data)
    assert tree(start / "build") not in (old, new)


def _child(project: Path, word: str, jobs: int) -> None:
    build(Task(Places(project), version(word, 60), workers(jobs)))
    os._exit(0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_random_moments_the_tree_is_the_old_or_the_new_one(tmp_path: Path, jobs: int) -> None:
    context = multiprocessing.get_context("fork")
    want = {word: expected(tmp_path, word, 60) for word in ("old", "new")}
    project = tmp_path / "project"
    project.mkdir()
    build_it(project, version("old", 60))
    shutil.copytree(project, tmp_path / "timed")
    began = time.monotonic()
    timed = context.Process(target=_child, args=(tmp_path / "timed", "new", jobs))
    timed.start()
    timed.join()
    length = time.monotonic() - began
    chance = random.Random(jobs)
    words = ["old", "new"]
    killed = 0
    for _ in range(COUNT // 2):
        child = context.Process(target=_child, args=(project, words[1], jobs))
        alive, held = os.pipe()
        child.start()
        os.close(held)
        child.join(chance.uniform(0, length))
        if child.pid and child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert select.select([alive], [], [], 20)[0], "a helper process outlived the build it worked for"
        os.close(alive)
        found = tree(project / "build")
        assert found in (want[words[0]], want[words[1]])
        killed += child.exitcode == -signal.SIGKILL
        build_it(project, version(words[1], 60))
        assert tree(project / "build") == want[words[1]]
        assert not leftovers(project)
        words.reverse()
    assert killed > COUNT // 8, "most builds ended before they could be killed"
