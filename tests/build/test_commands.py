"""The commands as people type them, on the smallest catalog, with the real generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from build_toys import TINY, tree

from adoptgen.build.lock import BusyError, lock

ADOPTGEN = Path(sys.executable).with_name("adoptgen")


def adoptgen(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ADOPTGEN), *words],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def ok(project: Path, *words: str, **environment: str) -> str:
    done = adoptgen(project, *words, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


KINDS = ("paths", "slides")
"""Enough for most tests; the site takes longer."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(TINY, project)
    ok(project, "build", *KINDS, "--jobs", "1")
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, as fresh as after a move to another folder."""
    copy = tmp_path / "copy"
    shutil.copytree(built, copy, symlinks=True)
    return copy


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / "catalog" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_history_folder_umask_zone_hash_seed_locale_and_jobs_change_no_byte(tmp_path: Path) -> None:
    """Everything there is, the site included: built, edited and built again here; built once elsewhere."""
    here, elsewhere = tmp_path / "here", tmp_path / "another folder" / "é"
    shutil.copytree(TINY, here)
    ok(here, "build", "--jobs", "1")
    edit(here, "lessons/why-we-leave.md", "Five branches", "All branches")
    edit(here, "roles/account-executive.yaml", "Account executive", "Seller")
    assert "unchanged" in ok(here, "build", "--jobs", "2")
    shutil.copytree(here / "catalog", elsewhere / "catalog")
    old = os.umask(0o077)
    try:
        ok(elsewhere, "build", "--jobs", "3", TZ="Asia/Kolkata", PYTHONHASHSEED="7", LC_ALL="C", PYTHONUTF8="0")
    finally:
        os.umask(old)
    one, two = tree(here / "build"), tree(elsewhere / "build")
    assert len(one) > 5
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_plan_tells_what_an_edit_changes_and_writes_nothing(project: Path) -> None:
    edit(project, "roles/account-executive.yaml", "Account executive", "Seller")
    before = tree(project)
    planned = ok(project, "plan", *KINDS).splitlines()
    assert "changed    paths/account-executive.en.json: title, steps" in planned
    assert not [line for line in planned if line.startswith("new")]
    assert tree(project) == before


def test_plan_names_what_build_makes(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "p")
    project = tmp_path / "p"
    planned = {line.split()[1] for line in ok(project, "plan", "paths").splitlines() if line.startswith("new")}
    assert not (project / ".adoptgen").exists()
    assert not (project / "build").exists()
    ok(project, "build", "paths")
    assert set(tree(project / "build")) - {"manifest.json"} == planned


def test_nothing_changed_is_told_without_reading_the_catalog(project: Path) -> None:
    ok(project, "build", *KINDS)
    script = (
        "import sys; sys.argv = ['adoptgen', 'build', 'paths', 'slides']\n"
        "from adoptgen.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print([name for name in ('pydantic', 'yaml', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nothing to do: all ")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("what", ["catalog", "output", "template", "new file", "gone"])
def test_every_change_ends_the_quick_answer(project: Path, what: str) -> None:
    ok(project, "build", *KINDS)
    lesson = project / "catalog" / "lessons" / "why-we-leave.md"
    output = project / "build" / "paths" / "account-executive.en.json"
    path = {"catalog": lesson, "output": output}.get(what)
    if path:
        status = path.stat()
        data = path.read_bytes()
        path.write_bytes(data.replace(b"Five", b"FIVE") if what == "catalog" else data.upper())
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif what == "template":
        (project / "templates" / "words" / "extra").mkdir(parents=True)
        (project / "templates" / "words" / "extra" / "en.yaml").write_text("one: One\n")
    elif what == "new file":
        (project / "build" / "new.txt").write_text("x")
    else:
        output.unlink()
    assert "nothing to do" not in ok(project, "build", *KINDS)


def test_two_builds_at_once(project: Path) -> None:
    edit(project, "roles/account-executive.yaml", "Account executive", "Seller")
    with lock(project / ".adoptgen" / "lock"):
        done = adoptgen(project, "build", *KINDS)
    assert done.returncode == 1
    assert f"another build is running here: process {os.getpid()} on " in done.stderr
    ok(project, "build", *KINDS)
    assert BusyError.__doc__


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("build", "nonsense"), 2, "no kind is called nonsense; there are: "),
        (("plan", "--role", "nobody"), 2, "no role is called nobody; there are: account-executive"),
        (("plan", "--language", "xx"), 2, "no language is called xx; there are: en, fr"),
        (("build", "--scheduler", "tcp://127.0.0.1:1", "paths", "--jobs", "0"), 2, "--jobs"),
    ],
)
def test_wrong_usage(built: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = adoptgen(built, *words)
    assert done.returncode == code
    assert says in done.stderr


def test_a_mistake_in_the_catalog_leaves_the_output_alone(project: Path) -> None:
    before = tree(project / "build")
    edit(project, "roles/account-executive.yaml", "department: Sales", "departement: Sales")
    for command in ("build", "plan"):
        done = adoptgen(project, command)
        assert done.returncode == 1
        assert "catalog/roles/account-executive.yaml:4:1: " in done.stderr
    assert tree(project / "build") == before


def test_an_output_folder_that_is_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "build").rename(tmp_path / "elsewhere")
    (project / "build").symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    done = adoptgen(project, "build", *KINDS)
    assert done.returncode == 1
    assert "build is not a folder of its own" in done.stderr
    assert tree(tmp_path / "elsewhere") == before


def test_hostile_memory_is_not_believed(project: Path) -> None:
    """A cloned project may bring a ledger that lies about what is where."""
    state = project / ".adoptgen"
    state.joinpath("ledger.json").write_text(
        '{"version":1,"entries":{"x":["paths","0",[],{"../../../etc/passwd":"0"},{}]},"signatures":{}}'
    )
    state.joinpath("stamp.json").write_text('{"requests": [], "outputs": 1}')
    before = tree(project / "build")
    ok(project, "build", *KINDS)
    assert tree(project / "build") == before


@pytest.mark.parametrize("blank", [False, True])
def test_init_makes_a_programme_that_builds(tmp_path: Path, blank: bool) -> None:
    ok(tmp_path, "init", "demo", *(["--blank"] if blank else []))
    demo = tmp_path / "demo"
    assert (demo / ".gitignore").read_text() == "build/\nrecords/\n.adoptgen/\n"
    assert "paths" in ok(demo, "plan", "paths")
    assert ok(demo, "check", "--format", "json") if blank else True
    before = tree(demo)
    assert adoptgen(tmp_path, "init", "demo").returncode == 1
    assert tree(demo) == before
