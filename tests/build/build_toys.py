"""Toy generators and the few calls every test of the builder needs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from adoptgen.artefact import Artefact, Finisher, Planned, Programme
from adoptgen.build.assemble import assemble
from adoptgen.build.builder import Outcome, Task, build
from adoptgen.build.compare import Selection
from adoptgen.build.door import Door
from adoptgen.build.executors import Inline
from adoptgen.build.places import Places
from adoptgen.build.planning import Plan, make_plan
from adoptgen.problems import Location, Problem

TINY = Path(__file__).parent.parent / "catalogs" / "tiny"


@dataclass(frozen=True)
class Text:
    text: str
    shared: str = ""


@dataclass(frozen=True)
class Join:
    between: str


def upper(inputs: Text) -> bytes:
    return f"{inputs.text.upper()}\n{inputs.shared}\n".encode()


def no_error_word(data: bytes) -> list[Problem]:
    return [Problem(Location("x"), "X1", "says error")] if b"ERROR" in data else []


def joined(source: Path, target: Path, options: Join) -> None:
    """One page per file of the source, and one that holds them all."""
    pages = sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file())
    for page in pages:
        out = target / "pages" / f"{page}.html"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes((source / page).read_bytes())
    whole = options.between.encode().join((source / page).read_bytes() for page in pages)
    (target / "index.html").write_bytes(whole)


@dataclass(frozen=True)
class Files:
    """One file per text."""

    texts: Mapping[str, str]
    shared: str = ""
    name: str = "files"
    summary: str = "Files."

    def plan(self, _programme: Programme) -> Iterator[Planned]:
        for path, text in self.texts.items():
            about = (f"text/{path}",)
            yield Artefact(path, about, Text(text, self.shared), upper, (no_error_word,), language=_language(path))


def _language(path: str) -> str:
    return path.split(".")[1] if path.count(".") > 1 else ""


@dataclass(frozen=True)
class Site:
    """A finisher over intermediate pages."""

    pages: Mapping[str, str]
    between: str = "--"
    name: str = "site"
    summary: str = "A site."
    run: Callable[[Path, Path, Join], None] = field(default=joined)

    def plan(self, _programme: Programme) -> Iterator[Planned]:
        for path, text in self.pages.items():
            yield Artefact(f".work/site/{path}", (f"page/{path}",), Text(text), upper, (no_error_word,))
        yield Finisher("site", ".work/site", "site", Join(self.between), self.run)


@cache
def programme() -> Programme:
    found = assemble(TINY).programme
    assert found is not None
    return found


def code(_module: str) -> str:
    return "code"


@contextlib.contextmanager
def inline(_parcels: int) -> Iterator[tuple[Executor, int]]:
    yield Inline(), 1


def plan_of(*generators: Files | Site, kinds: tuple[str, ...] = ()) -> Plan:
    return make_plan({item.name: item for item in generators}, programme(), kinds, code)


def build_it(project: Path, plan: Plan, door: Door | None = None, selection: Selection | None = None) -> Outcome:
    return build(Task(Places(project), plan, inline, selection or Selection(), door or Door()))


def tree(folder: Path) -> dict[str, bytes]:
    """Path -> content of every file; links are told apart from files."""
    return {
        path.relative_to(folder).as_posix(): b"link" if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def both_trees(project: Path) -> dict[str, bytes]:
    places = Places(project)
    return {f"{prefix}{path}": data for prefix, root in places.trees.items() for path, data in tree(root).items()}
