"""What packages cost and weigh: the figures named in the targets below, each measured through the command."""

from __future__ import annotations

import random
import shutil
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from bench.courses import FORMATS, Courses, write_courses
from bench.measuring import ADOPTGEN, measure

TARGETS = {
    "fifty_lessons_cpu_s": 1.0,
    "one_lesson_cpu_s": 0.3,
    "player_kb": 60,
    "small_package_kb": 150,
    "thousand_per_hundred": 10,
}
"""At most: 50 lessons with a question each in five formats; the same after a change of one lesson; what a browser loads
besides the course, compressed; 3 lessons, a quiz and two pictures of 30 kB; 1,000 packages as a multiple of 100."""
_PLAYER = ("index.html", "player.css", "player.js")


def bench_packages() -> dict[str, Any]:
    """All of them, with the targets beside them."""
    with tempfile.TemporaryDirectory(prefix="adoptgen-bench-") as folder:
        root = Path(folder)
        found: dict[str, Any] = {"targets": TARGETS}
        found["small_package_kb"] = _small(root / "small")
        fifty = root / "fifty"
        write_courses(fifty, Courses(1, 50))
        found["fifty_lessons"] = measure(*_build(fifty), runs=3, before=lambda: _forget(fifty))
        found["one_lesson"] = measure(*_build(fifty), runs=5, before=lambda: _one_word(fifty))
        found["player_kb"] = {name: _kb(_player_bytes(_package(fifty, name))) for name in FORMATS}
        for name, courses in (("hundred", 20), ("thousand", 200)):
            write_courses(root / name, Courses(courses, 3, quiz=5))
            found[name] = measure(*_build(root / name))
            found[f"{name}_one_process"] = measure(*_build(root / name), "--jobs", "1", before=_forgetter(root / name))
        found["thousand_per_hundred"] = round(found["thousand"]["cpu_s"] / found["hundred"]["cpu_s"], 1)
    return found


def _build(project: Path) -> tuple[str, ...]:
    return (ADOPTGEN, "build", *FORMATS, "--project", str(project))


def _forget(project: Path) -> None:
    for name in ("build", ".adoptgen"):
        shutil.rmtree(project / name, ignore_errors=True)


def _forgetter(project: Path) -> Any:
    return lambda: _forget(project)


def _one_word(project: Path) -> None:
    """Change one word of one lesson."""
    path = project / "catalog" / "lessons" / "c0-l7.md"
    text = path.read_text(encoding="utf-8")
    old, new = (" same ", " like ") if " same " in text else (" like ", " same ")
    path.write_text(text.replace(old, new), encoding="utf-8")


def _small(project: Path) -> dict[str, float]:
    """Format -> size of a package with three lessons, five questions and two pictures."""
    pictures = ("assets/one.png", "assets/two.png")
    write_courses(project, Courses(1, 3, questions=0, quiz=5, pictures=pictures))
    for seed, name in enumerate(pictures):
        path = project / "catalog" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(noise(seed))
    measure(*_build(project))
    return {name: _kb(_package(project, name).stat().st_size) for name in FORMATS}


def noise(seed: int, side: int = 100) -> bytes:
    """A PNG nothing can shrink (PNG 3, 5.6): about 30 kB."""
    pixels = random.Random(seed).randbytes(side * side * 3)  # noqa: S311  a picture, no secret
    rows = b"".join(b"\0" + pixels[row * side * 3 : (row + 1) * side * 3] for row in range(side))
    parts = (
        (b"IHDR", struct.pack(">2L5B", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _package(project: Path, form: str) -> Path:
    return project / "build" / "packages" / f"c0.en.{form}.zip"


def _player_bytes(package: Path) -> int:
    with zipfile.ZipFile(package) as archive:
        return sum(archive.getinfo(name).compress_size for name in _PLAYER)


def _kb(size: int) -> float:
    return round(size / 1000, 1)
