"""Whatever was edited or damaged before: a build leaves the tree a clean build would have left."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from build_toys import Files, Site, Text, both_trees, build_it, code, plan_of, programme, tree, upper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adoptgen.artefact import Artefact
from adoptgen.build.compare import MADE
from adoptgen.build.planning import Plan, make_plan


@dataclass(frozen=True)
class World:
    """What the generators would be told."""

    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    shared: str = ""
    between: str = "-"


def honest(world: World) -> Plan:
    return plan_of(Files(world.files, world.shared), Site(world.pages, world.between))


FILES = ("a.txt", "b.txt", "deep/c.txt", "deep/er/d.en.txt")
PAGES = ("index.md", "one/x.md", "one/y.md")
texts = st.sampled_from(["", "x", "y", "longer text", "é"])
edits = st.one_of(
    st.tuples(st.just("file"), st.sampled_from(FILES), texts),
    st.tuples(st.just("page"), st.sampled_from(PAGES), texts),
    st.tuples(st.just("no file"), st.sampled_from(FILES)),
    st.tuples(st.just("no page"), st.sampled_from(PAGES)),
    st.tuples(st.just("shared"), texts),
    st.tuples(st.just("between"), texts),
)
damages = st.tuples(
    st.sampled_from(["edit", "same size", "cut", "delete", "link", "folder", "touch", "copy"]), st.integers(0, 30)
)
losses = st.sampled_from(
    ["build", "build/site", ".adoptgen", ".adoptgen/ledger.json", ".adoptgen/work", "build/manifest.json", "extra"]
).map(lambda name: ("lose", name))
histories = st.lists(st.lists(st.one_of(edits, edits, damages, losses), max_size=4), min_size=2, max_size=5)


def edited(world: World, edit: tuple[str, ...]) -> World:
    match edit:
        case ("file", path, text):
            change = {"files": world.files | {path: text}}
        case ("page", path, text):
            change = {"pages": world.pages | {path: text}}
        case ("no file", path):
            change = {"files": {key: text for key, text in world.files.items() if key != path}}
        case ("no page", path):
            change = {"pages": {key: text for key, text in world.pages.items() if key != path}}
        case ("shared" | "between" as name, text):
            change = {name: text}
        case _:
            change = {}
    return replace(world, **change)


def damage(project: Path, how: str, number: int) -> None:
    """Do something to one of the files made."""
    files = [path for root in ("build", ".adoptgen/work") for path in sorted((project / root).rglob("*"))]
    files = [path for path in files if path.is_file() and not path.is_symlink()]
    if not files:
        return
    path = files[number % len(files)]
    data = path.read_bytes()
    other = path.with_name("other")
    match how:
        case "edit":
            path.write_bytes(data + b"by hand")
        case "same size":
            path.write_bytes(b"?" * len(data))
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "touch":
            path.touch()
        case "copy":
            shutil.copyfile(path, other)
        case "delete" | "link" | "folder":
            path.unlink()
            if how == "link":
                path.symlink_to("/etc/hostname")
            if how == "folder":
                (path / "sub").mkdir(parents=True)
                (path / "sub" / "file").write_text("x")


def lose(project: Path, name: str) -> None:
    path = project / name
    if name == "extra":
        for extra in (project / "build" / "mine.txt", project / "build" / "deep" / "mine.txt"):
            extra.parent.mkdir(parents=True, exist_ok=True)
            extra.write_text("not made by adoptgen")
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def check_history(history: list[list[tuple[str, ...]]], planner: Callable[[World], Plan]) -> None:
    """After each round of edits and damages, the tree is what a clean build makes of the same world."""
    world = World()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        project.mkdir()
        for number, edits_ in enumerate(history):
            for edit in edits_:
                world = edited(world, edit)
                if edit[0] == "lose":
                    lose(project, edit[1])
                elif isinstance(edit[1], int):
                    damage(project, edit[0], edit[1])
            build_it(project, planner(world))
            clean = Path(name) / f"clean-{number}"
            clean.mkdir()
            build_it(clean, planner(world))
            assert both_trees(project) == both_trees(clean)
            again = build_it(project, planner(world)).decisions
            assert not list(again.of(*MADE)), "the second of two equal builds made something"


@given(histories)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_history_of_edits_and_damage_ends_in_the_clean_tree(history: list[list[tuple[str, ...]]]) -> None:
    check_history(history, honest)


_OUTSIDE = ["one"]


def _forgetful(inputs: Text) -> bytes:
    return upper(inputs) + _OUTSIDE[0].encode()


@dataclass(frozen=True)
class Forgetful:
    """A generator whose renderer looks at something that is not in its inputs."""

    texts: dict[str, str]
    name: str = "files"
    summary: str = "Forgets."

    def plan(self, _programme: object) -> list[Artefact]:
        return [Artefact(path, (), Text(text), _forgetful) for path, text in self.texts.items()]


def test_canary_a_renderer_that_sees_more_than_its_inputs_is_caught() -> None:
    def planner(world: World) -> Plan:
        _OUTSIDE[0] = world.shared
        return make_plan({"files": Forgetful(world.files)}, programme(), (), code)

    with pytest.raises(AssertionError):
        check_history([[("file", "a.txt", "x")], [("shared", "y")]], planner)


def test_what_was_not_made_by_us_is_put_aside_not_deleted(tmp_path: Path) -> None:
    plan = plan_of(Files({"a.txt": "a", "b.txt": "b"}))
    build_it(tmp_path, plan)
    (tmp_path / "build" / "notes.txt").write_text("mine")
    (tmp_path / "build" / "a.txt").write_text("my own words")
    outcome = build_it(tmp_path, plan)
    assert sorted(outcome.set_aside) == ["a.txt", "notes.txt"]
    assert {path: (tmp_path / safe).read_text() for path, safe in outcome.set_aside.items()} == {
        "notes.txt": "mine",
        "a.txt": "my own words",
    }
    (tmp_path / "build" / "notes.txt").mkdir()
    (tmp_path / "build" / "notes.txt" / "more").write_text("other")
    assert build_it(tmp_path, plan).set_aside == {"notes.txt/more": ".adoptgen/set-aside/2/notes.txt/more"}
    assert sorted(tree(tmp_path / "build")) == ["a.txt", "b.txt", "manifest.json"]


def test_one_edit_renders_one_file(tmp_path: Path) -> None:
    texts_ = {f"{number}.txt": f"text {number}" for number in range(30)}
    build_it(tmp_path, plan_of(Files(texts_)))
    decisions = build_it(tmp_path, plan_of(Files(texts_ | {"7.txt": "new word"}))).decisions
    assert [(item.key, item.reason) for item in decisions.of(*MADE)] == [("7.txt", "text")]
    assert decisions.counts["unchanged"] == 29


def test_a_finisher_runs_only_when_something_below_its_source_changed(tmp_path: Path) -> None:
    pages = {"one.md": "1", "two.md": "2"}
    build_it(tmp_path, plan_of(Files({"a.txt": "a"}), Site(pages)))
    one = build_it(tmp_path, plan_of(Files({"a.txt": "b"}), Site(pages))).decisions
    assert [item.key for item in one.of(*MADE)] == ["a.txt"]
    two = build_it(tmp_path, plan_of(Files({"a.txt": "b"}), Site(pages | {"one.md": "3"}))).decisions
    assert [(item.key, item.reason) for item in two.of(*MADE)] == [(".work/site/one.md", "text"), ("site/", "files")]
    assert b"3" in (tmp_path / "build" / "site" / "index.html").read_bytes()
