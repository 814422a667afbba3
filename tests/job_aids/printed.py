"""Job aids of the sample, of a hostile catalog and of an Arabic one, and ways to look at them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from PIL import Image

from adoptgen.artefact import Artefact, Programme
from adoptgen.build.assemble import assemble
from adoptgen.generators.job_aids import generator

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    '#panic("code") $x$ @label <label> `raw` \\u{41} // no comment /* nor this */ = no heading',
    '#import "@preview/cetz:0.3.0" #read("/etc/passwd") #sys.inputs [x] {y} ~ -- --- "quotes" \'s',
    '"); panic("out of the string"); ("',
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "emoji 🚀 and 漢字, שלום and مرحبا",
    "**bold *and slanted* label**, `code`, [outside](https://example.org/a?b=c&d=e#f), [in](skill/opportunities.build)",
)


def project(folder: Path, name: str, task: Mapping[str, Any], **sheet: Any) -> Path:
    """A project with the sample's programme sheet, changed, and one task of its own."""
    catalog = folder / name / "catalog"
    for kind in ("applications", "skills"):
        (catalog / kind).mkdir(parents=True)
    source = ROOT / "tests" / "catalogs" / "tiny" / "catalog"
    for path in [*(source / "skills").iterdir(), *(source / "applications").iterdir()]:
        (catalog / path.parent.name / path.name).write_bytes(path.read_bytes())
    programme = yaml.safe_load((source / "programme.yaml").read_text(encoding="utf-8"))
    programme |= {"languages": ["en"], "edition": "2026-01-05", "guide_address": "https://guide.example"} | sheet
    _write(catalog / "programme.yaml", programme)
    (catalog / "walkthroughs").mkdir()
    _write(catalog / "walkthroughs" / f"{task['id']}.yaml", task)
    return folder / name


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False), encoding="utf-8")


def task(title: str, summary: str, says: list[str], **more: Any) -> dict[str, Any]:
    """A task of one part."""
    steps = [{"id": f"s{number}", "say": say} for number, say in enumerate(says, 1)]
    return {
        "id": "task.one",
        "title": title,
        "summary": summary,
        "teaches": ["opportunities.build@1"],
        "effort": 6,
        "application": "tideline",
        "area": "requests",
        "parts": [{"title": title, "steps": steps}],
        **more,
    }


def programme_of(folder: Path) -> Programme:
    """What a build would look at."""
    found = assemble(folder)
    assert found.programme is not None, found.problems
    return found.programme


def artefacts(programme: Programme) -> dict[str, Artefact]:
    """Everything the generator plans, by path."""
    return {item.path: item for item in generator.plan(programme) if isinstance(item, Artefact)}


def made(item: Artefact) -> bytes:
    """The file of an artefact."""
    return item.render(item.inputs)


def text(data: bytes, tmp: Path) -> str:
    """What poppler reads, blanks made one."""
    path = tmp / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode("utf-8"))


def pages(data: bytes, tmp: Path, dots: int = 60) -> list[Image.Image]:
    """The pages as pictures, drawn by poppler."""
    path = tmp / "draw.pdf"
    path.write_bytes(data)
    for old in tmp.glob("page-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(dots), "-png", str(path), str(tmp / "page")], check=True)
    return [Image.open(found).convert("RGB") for found in sorted(tmp.glob("page-*.png"))]


def tags(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    """(type, element) of every structure element, in reading order."""
    found: list[tuple[str, pikepdf.Object]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node and node.get("/Type") != "/MCR":
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.Root["/StructTreeRoot"]["/K"])
    return found
