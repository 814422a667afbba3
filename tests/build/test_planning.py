"""What may be planned, what decides a fingerprint, and which generators are found."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import pytest
from build_toys import Files, Join, Site, Text, build_it, code, joined, plan_of, programme, tree, upper
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import adoptgen.generators
from adoptgen.artefact import Artefact, Blob, Finisher, Planned
from adoptgen.build.code import code_of
from adoptgen.build.compare import Selection, State
from adoptgen.build.discover import GeneratorError, generators
from adoptgen.build.fingerprint import UnknownInputError, canonical
from adoptgen.build.paths import _why_unsafe, clashes, why_unsafe
from adoptgen.build.planning import make_plan

UNSAFE = ["/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", ".", "..", "a/.", "C:/x", "a\\b", "a:b", "a|b", "a?b"]
UNSAFE += ["a*b", "a<b", "a>b", 'a"b', "a/con", "con.txt", "NUL", "LPT1.x", ".work/../x", ".work//x", ".work/", "aux/x"]
ODD = ["", "a ", "a.", " a", "a/b /c", "a\nb", "a\x00b", "e\u0301", "x" * 201, "\ud800", "/".join(["x" * 50] * 10)]
SAFE = ["a", "a/b.c", ".nojekyll", "é/ü.txt", "console.txt", "x" * 200, ".work/site/a.md", "slides/a.b-c.en.pptx"]


@pytest.mark.parametrize("path", UNSAFE + ODD)
def test_unsafe_paths_are_refused(path: str) -> None:
    assert why_unsafe(path)
    found = plan_of(Files({path: "x"}))
    assert "B101" in {problem.code for problem in found.problems}
    assert not found.units


@pytest.mark.parametrize("path", SAFE)
def test_safe_paths_are_not(path: str) -> None:
    assert why_unsafe(path) == ""


@given(st.text(max_size=40))
def test_a_path_found_safe_stays_inside_its_folder(path: str) -> None:
    if not why_unsafe(path):
        parts = PurePosixPath(path).parts
        assert parts
        assert not {"..", "/", "."} & set(parts)
        assert "/".join(parts) == path


PARTS = st.lists(
    st.sampled_from(["a", "A", "con", "x.", ".work", "/", ".", "-", "_", "é", "lpt1", "config", " "]), max_size=9
)


@given(PARTS.map("".join))
def test_paths_found_safe_at_a_glance_are_safe_when_looked_at(path: str) -> None:
    assert why_unsafe(path) == _why_unsafe(path)


@dataclass(frozen=True)
class Several:
    """Plans what it is told."""

    planned: tuple[Planned, ...]
    name: str = "several"
    summary: str = "Several."

    def plan(self, _programme: object) -> Iterator[Planned]:
        yield from self.planned


def artefact(path: str) -> Artefact:
    return Artefact(path, (f"text/{path}",), Text("x"), upper)


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("a.txt", "a.txt", "B102"),
        ("a.txt", "A.TXT", "B103"),
        ("straße", "STRASSE", "B103"),
        ("a", "a/b", "B103"),
        ("A/b/c", "a", "B103"),
        ("x", "manifest.json", "B102"),
        ("x", "Manifest.JSON", "B103"),
        ("x", ".work/manifest.json", "B102"),
    ],
)
def test_paths_that_cannot_both_exist_are_refused(first: str, second: str, problem: str) -> None:
    plan = make_plan({"several": Several((artefact(first), artefact(second)))}, programme(), (), code)
    assert [found.code for found in plan.problems] == [problem]


def test_nothing_else_is_planned_into_a_finishers_tree() -> None:
    finisher = Finisher("x", ".work/site", "site", Join(""), joined)
    for other in (artefact("site/index.html"), artefact("site"), Finisher("y", ".work/b", "site/b", 1, joined)):
        plan = make_plan({"several": Several((finisher, other))}, programme(), (), code)
        assert [found.code for found in plan.problems] == ["B103"]
    inside = Several((Finisher("x", ".work/site", ".work/site/out", 1, joined),))
    assert [found.code for found in make_plan({"several": inside}, programme(), (), code).problems] == ["B104"]


@given(st.lists(st.sampled_from(["a", "A", "a/b", "b", "c/d", "C", "c/D/e"]), max_size=5))
def test_clashes_are_found_exactly_where_a_file_system_without_case_would_have_one(paths: list[str]) -> None:
    def clash(one: str, two: str) -> bool:
        one, two = one.lower(), two.lower()
        return one == two or one.startswith(f"{two}/") or two.startswith(f"{one}/")

    pairs = [(one, two) for number, one in enumerate(paths) for two in paths[:number]]
    assert bool(list(clashes(paths))) == any(clash(one, two) for one, two in pairs)


@dataclass(frozen=True)
class Heading:
    text: str
    shared: str = ""


class Colour(enum.StrEnum):
    RED = "red"


DIFFERENT: list[Any] = [
    Text("a"),
    Heading("a"),
    Text("a", "b"),
    Text("b", "a"),
    (Text("a"), Text("b")),
    (Text("b"), Text("a")),
    "a",
    Markup("a"),
    1,
    1.0,
    True,
    None,
    "1",
    b"a",
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    MappingProxyType({"a": 1}),
    Blob("a", "0" * 64, Path("x")),
    Blob("a", "1" * 64, Path("x")),
    Blob("b", "0" * 64, Path("x")),
    programme().source.lessons["why-we-leave"],
    programme().source.programme,
]


def test_different_inputs_have_different_bytes() -> None:
    found = [canonical(value) for value in DIFFERENT]
    assert len(set(found)) == len(found)


def test_where_a_file_lies_decides_nothing() -> None:
    assert canonical(Blob("a", "0", Path("/here"))) == canonical(Blob("a", "0", Path("/there")))


@pytest.mark.parametrize("value", [Path("x"), {1, 2}, frozenset("a"), upper, object(), Text(Path("x"))])  # type: ignore[arg-type]
def test_inputs_whose_bytes_cannot_be_told_are_refused(value: object) -> None:
    with pytest.raises(UnknownInputError):
        canonical(value)


def test_an_edit_of_one_generator_leaves_the_fingerprints_of_the_others() -> None:
    modules = [f"adoptgen.generators.{name}" for name in ("paths", "slides")]
    list(generators().values())
    assert len({code_of(module) for module in (*modules, "adoptgen.look.palette", __name__)}) == 4
    assert code_of("adoptgen.look.palette") == code_of("adoptgen.formats.zip")


NEW = """
from dataclasses import dataclass
from adoptgen.artefact import Artefact

@dataclass(frozen=True)
class Inputs:
    titles: tuple[str, ...]

def render(inputs):
    return "\\n".join(inputs.titles).encode()

class Titles:
    name = "titles"
    summary = "All titles."
    def plan(self, programme):
        for language, catalog in programme.catalogs.items():
            titles = tuple(item.title for item in catalog.lessons.values())
            yield Artefact(f"titles/{language}.txt", (), Inputs(titles), render, language=language)

generator = Titles()
"""


def test_one_new_file_is_a_new_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "titles_of_lessons.py").write_text(NEW)
    (tmp_path / "_helper.py").write_text("raise RuntimeError('helpers are not generators')")
    assert "titles" not in generators()
    monkeypatch.setattr(adoptgen.generators, "__path__", [*adoptgen.generators.__path__, str(tmp_path)])
    found = generators()
    assert found["titles"].summary == "All titles."
    project = tmp_path / "project"
    project.mkdir()
    build_it(project, make_plan(found, programme(), ("titles",)))
    assert tree(project / "build")["titles/en.txt"] == b"Why we leave the spreadsheets"
    sys.modules.pop("adoptgen.generators.titles_of_lessons")


@pytest.mark.parametrize(
    ("value", "complaint"), [("titles_x:generator", ""), ("titles_x:nothing", "cannot be loaded"), ("os:sep", "has no")]
)
def test_other_packages_announce_generators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, complaint: str
) -> None:
    (tmp_path / "titles_x.py").write_text(NEW)
    info = tmp_path / "titles_x-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: titles-x\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[adoptgen.generators]\ntitles = {value}\n")
    monkeypatch.syspath_prepend(tmp_path)
    if complaint:
        with pytest.raises(GeneratorError, match=complaint):
            generators()
    else:
        assert "titles" in generators()
        code_of("titles_x")


FILES = {"a.txt": "a", "deck.en.txt": "e", "deck.fr.txt": "f"}


def test_building_some_kinds_leaves_the_others_alone(tmp_path: Path) -> None:
    files, site = Files(FILES), Site({"index.md": "x"})
    build_it(tmp_path, plan_of(files, site))
    before = tree(tmp_path / "build")
    decisions = build_it(tmp_path, plan_of(files, Site({"index.md": "y"}), kinds=("files",))).decisions
    assert tree(tmp_path / "build") == before
    assert {item.key for item in decisions.of(State.KEPT)} == {".work/site/index.md", "site/"}
    fewer = build_it(tmp_path, plan_of(Files({"a.txt": "a"}), site, kinds=("files",))).decisions
    assert {item.key for item in fewer.of(State.PRUNED)} == {"deck.en.txt", "deck.fr.txt"}
    assert "site/index.html" in tree(tmp_path / "build")
    gone = build_it(tmp_path, plan_of(Files({"a.txt": "a"}))).decisions
    assert {item.key for item in gone.of(State.PRUNED)} == {".work/site/index.md", "site/"}


def test_one_language_or_role_is_a_part_of_the_whole(tmp_path: Path) -> None:
    for number, (selection, expected) in enumerate(
        [
            (Selection(languages=("fr",)), {"a.txt", "deck.fr.txt"}),
            (Selection(about={"text/a.txt"}), {"a.txt"}),
            (Selection(), set(FILES)),
        ]
    ):
        project = tmp_path / str(number)
        project.mkdir()
        build_it(project, plan_of(Files(FILES)), selection=selection)
        assert set(tree(project / "build")) == expected | {"manifest.json"}
        changed = {path: text + "!" for path, text in FILES.items()}
        decisions = build_it(project, plan_of(Files(changed)), selection=selection).decisions
        assert {item.key for item in decisions.of(State.CHANGED)} == expected
        assert not list(decisions.of(State.PRUNED))


def test_a_finisher_gets_all_its_sources_whatever_was_asked_for(tmp_path: Path) -> None:
    plan = plan_of(Files({"a.txt": "a"}), Site({"one.md": "1", "two.md": "2"}))
    build_it(tmp_path, plan, selection=Selection(about={"page/one.md"}))
    assert b"2" in tree(tmp_path / "build")["site/index.html"]


def test_what_fails_its_check_replaces_nothing(tmp_path: Path) -> None:
    build_it(tmp_path, plan_of(Files({"a.txt": "a", "b.txt": "b"})))
    before = tree(tmp_path)
    outcome = build_it(tmp_path, plan_of(Files({"a.txt": "new", "b.txt": "error", "c.txt": "error too"})))
    assert [problem.message for problem in outcome.problems] == ["says error", "says error"]
    assert tree(tmp_path) == before
