"""The reader against files that want to break it."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.catalog.files import MAX_BYTES, Found, listing, read_text
from adoptgen.catalog.front_matter import read_markdown
from adoptgen.catalog.load import load
from adoptgen.catalog.nodes import Fields, Items, Node, Scalar, value_of
from adoptgen.catalog.objects import objects
from adoptgen.catalog.yaml_reader import Read, read_yaml
from adoptgen.model.catalog import KINDS
from adoptgen.model.people import Skill
from adoptgen.problems import Problem

TINY = Path(__file__).parent.parent / "catalogs" / "tiny"
SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "hostile"

OWN = {
    "brackets.yaml": (b"[" * 100_000, "1:25: C106"),
    "anchors.yaml": (b"a: &a {b: 1}\nc: {<<: *a}\n", "1:4: C105"),
    "alias.yaml": (b"a: *b\n", "1:4: C105"),
    "merge.yaml": (b"a: {<<: {b: 1}}\n", "1:5: C105"),
    "tag.yaml": (b"a: !!python/object/apply:os.system ['true']\n", "1:4: C105"),
    "second.yaml": (b"a: 1\n---\nb: 2\n", "2:1: C105"),
    "twice.yaml": (b"id: a\ntitle: x\nid: b\n", "3:1: C107"),
    "nul.yaml": (b"a: b\0c\n", "1:5: C103"),
    "escaped.yaml": (b'a: "b\\0c"\n', "1:4: C103"),
    "bidi.yaml": ("a: b\u202ec\n".encode(), "1:5: C103"),
    "latin.yaml": ("a: b\nc: \u00e9\n".encode("latin-1"), "2:4: C102"),
    "utf16.yaml": ("a: b\n".encode("utf-16"), "1:1: C102"),
    "unclosed.yaml": (b'id: a\ntitle: "abc\nother: 1\n', "2:8: C104"),
    "closed-late.yaml": (b'id: a\ntitle: "abc\nother: "x"\n', "2:8: C104"),
    "tab.yaml": (b"a:\n\tb: 1\n", "2:1: C104"),
    "large.yaml": (b"a: " + b"x" * MAX_BYTES, "1:1: C101"),
    "many.yaml": (b"- a\n" * 30_000, "20000:3: C106"),
    "complex.yaml": (b"[a]: b\n", "1:1: C104"),
    "empty.yaml": (b"", "1:1: C104"),
}
SLIPS_OF_AUTHORS = {
    "say: **Convert** opens\n": "1:6: C104 a text cannot begin with * unless it is quoted",
    "say: & more\n": "1:6: C104 a text cannot begin with & unless it is quoted",
    "say: @home\n": "1:6: C104 a text cannot begin with @ unless it is quoted",
    'say: "Convert" opens\n': "1:6: C104 the quote opened here closes before the text ends",
    "say: 'it's'\n": "1:6: C104 the quote opened here closes before the text ends",
    "say: choose: Convert\n": "1:12: C104 a colon and a space begin a value",
    "say: > Convert\n": "1:8: C104 nothing may follow | or >",
    "id:a\ntitle: b\n": "1:4: C104 a colon and a space begin a value",
    "id: a\ntitel\nb: c\n": "2:1: C104 this line is neither",
    "a: [x, y\nb: c\n": "1:4: C104 this list is not closed",
}
LOADS = {
    "bom.yaml": (b"\xef\xbb\xbfid: a\n", {"id": "a"}),
    "norway.yaml": (b"c: NO\nv: 3.10\no: 0777\ne: 1e3\n", {"c": "NO", "v": "3.10", "o": "0777", "e": "1e3"}),
    "base60.yaml": (b"t: 12:30:45\n", {"t": "12:30:45"}),
    "date.yaml": (b"d: 2024-13-45\n", {"d": "2024-13-45"}),
    "infinite.yaml": (b"n: .inf\nm: .nan\n", {"n": ".inf", "m": ".nan"}),
    "huge.yaml": (b"n: " + b"9" * 200_000, {"n": "9" * 200_000}),
}  # fmt: skip
REFUSED_BY_THE_ID = "cyr_homoglyph.yaml"
MUST_LOAD = {"bom.yaml", "norway.yaml", "timestamp_bad.yaml", "float_inf.yaml", "int_huge.yaml"}


@pytest.mark.parametrize("text", SLIPS_OF_AUTHORS)
def test_what_authors_mistype_is_said_in_their_words(text: str) -> None:
    (problem,) = read_yaml(text, "x.yaml").problems
    assert str(problem).startswith(f"x.yaml:{SLIPS_OF_AUTHORS[text]}")
    assert problem.help


def problems_of(folder: Path, name: str, data: bytes) -> list[Problem]:
    path = folder / name
    path.write_bytes(data)
    text = read_text(Found(path, name))
    return [text] if isinstance(text, Problem) else objects(text, name, path.stem, Skill)[1]


@pytest.mark.parametrize("name", OWN)
def test_what_a_catalog_cannot_hold_is_refused_where_it_is(name: str, tmp_path: Path) -> None:
    data, expected = OWN[name]
    first, *_ = problems_of(tmp_path, name, data)
    assert str(first).startswith(f"{name}:{expected}")
    assert first.help


@pytest.mark.parametrize("name", LOADS)
def test_text_stays_what_was_written(name: str, tmp_path: Path) -> None:
    data, expected = LOADS[name]
    (tmp_path / name).write_bytes(data)
    text = read_text(Found(tmp_path / name, name))
    assert isinstance(text, str)
    read = read_yaml(text, name)
    assert read.problems == ()
    assert read.node is not None
    assert value_of(read.node) == expected


def hostile() -> list[Path]:
    return sorted((SHARED / "yaml").glob("*")) if SHARED.is_dir() else []


def test_the_hostile_collection_is_refused_quickly(tmp_path: Path) -> None:
    for path in hostile():
        data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        times = []
        for _ in range(3):
            start = time.thread_time()
            found = problems_of(tmp_path, path.name.removesuffix(".xz"), data)
            times.append(time.thread_time() - start)
        assert min(times) < 0.010, path.name
        assert found, path.name
        assert all(problem.location.line and problem.message for problem in found)
        refused = {problem.code for problem in found} & {"C101", "C102", "C103", "C104", "C105", "C106", "C107"}
        assert bool(refused) == (path.name not in MUST_LOAD | {REFUSED_BY_THE_ID}), path.name


def test_a_letter_that_only_looks_like_one_is_named(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "x.yaml", "id: \u0430dmin\n".encode())
    assert any("U+0430, cyrillic small letter a" in problem.help for problem in found)


def test_naughty_strings_come_back_as_they_were() -> None:
    strings = ["\u200fltr", "{{ 1 }}", "<script>", "null", "\u00e9" * 50, "'\"", "%s", "../../etc"]
    if SHARED.is_dir():
        strings += json.loads((SHARED / "strings.json").read_text(encoding="utf-8"))
    tried = 0
    for text in strings:
        read = read_yaml(f"title: {json.dumps(text, ensure_ascii=False)}\n", "x.yaml")
        if read.problems:
            assert {problem.code for problem in read.problems} <= {"C103", "C104"}
        else:
            assert read.node
            assert value_of(read.node) == {"title": text}
            tried += 1
    assert tried >= 7


@pytest.mark.parametrize("make", ["link", "dangling", "pipe", "folder", "above"])
def test_only_ordinary_files_are_read(make: str, tmp_path: Path) -> None:
    project = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    odd = project / "catalog/skills/odd.yaml"
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: odd\ntitle: secret\n")
    if make == "pipe":
        os.mkfifo(odd)
    elif make == "folder":
        odd.mkdir()
    elif make == "above":
        shutil.rmtree(project / "catalog/skills")
        (project / "catalog/skills").symlink_to(tmp_path)
    else:
        odd.symlink_to(secret if make == "link" else tmp_path / "nothing")
    loaded = load(project / "catalog")
    assert any(problem.code == "C100" for problem in loaded.problems)
    assert not any("secret" in str(source.item) for source in loaded.sources)


def test_a_device_is_refused(tmp_path: Path) -> None:
    found = read_text(Found(Path("/dev/zero"), "zero.yaml"))
    assert isinstance(found, Problem)
    assert found.code == "C100"


def test_files_come_in_the_same_order_everywhere(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "B.yaml", ".hidden", "\u00e9.yaml"):
        (tmp_path / name).write_text("")
    files, problems = listing(tmp_path, "x")
    assert [found.name for found in files] == ["x/B.yaml", "x/a.yaml", "x/b.yaml", "x/\u00e9.yaml"]
    assert problems == []


def test_a_name_nobody_can_type_is_spelt_out(tmp_path: Path) -> None:
    project = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    for name in (b"\xff.yaml", b"a\nb.yaml", b"\x1b[31m.yaml"):
        Path(os.fsdecode(bytes(project / "catalog/skills") + b"/" + name)).write_text("id: a\n")
    Path(os.fsdecode(bytes(project / "catalog") + b"/\xfe")).write_text("")
    problems = load(project / "catalog").problems
    assert [problem.code for problem in problems] == ["C109", "C100", "C100", "C100"]
    assert all(str(problem).replace("\n", " ").isprintable() for problem in problems)


YAML_LIKE = st.text(st.sampled_from("ab:-?,[]{}#&*!|>'\"%@` \n\t\r\0\u00e9\u202e\ufeff019.~<="), max_size=60)


@settings(max_examples=400, deadline=None)
@given(YAML_LIKE | st.text(max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    for read in (read_yaml(text, "x.yaml"), read_markdown(text, "x.md"), read_markdown(f"---\n{text}\n---\n", "x.md")):
        assert isinstance(read, Read)
        lines = text.count("\n") + text.count("\r") + 4
        assert all(1 <= problem.location.line <= lines for problem in read.problems)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_mutation_of_a_good_file_crashes_the_checker(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    path = sorted((TINY / "catalog" / kind.folder).iterdir())[0]
    text = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 12)))
    changed = text[:at] + data.draw(YAML_LIKE) + text[end:]
    found = objects(changed, path.name, path.stem, kind)
    assert all(str(problem) and problem.location.file == path.name for problem in found[1])


VISIBLE = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
KEY = st.from_regex("[a-z]{1,5}", fullmatch=True)
PLAIN = st.recursive(
    st.text(VISIBLE, max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEY, below, max_size=3),
    max_leaves=10,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(PLAIN, st.booleans())
def test_what_another_library_writes_is_read_back(value: object, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    read = read_yaml(text, "x.yaml")
    assert read.problems == ()
    assert read.node is not None
    assert value_of(read.node) == value


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    below = node.items if isinstance(node, Items) else [entry.node for entry in node.entries.values()]
    return [found for item in below for found in scalars(item)]


def test_every_value_knows_its_place() -> None:
    seen = 0
    for path in sorted(TINY.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        node = read_yaml(text, path.name).node
        assert isinstance(node, Fields)
        for scalar in scalars(node):
            place = scalar.span.location(path.name)
            if place.line == place.end_line and scalar.plain:
                assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == scalar.text
                assert text[scalar.span.start : scalar.span.end] == scalar.text
                seen += 1
    assert seen > 100
