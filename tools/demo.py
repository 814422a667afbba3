"""`make demo`: the sample programme built, its records imported, and what to open."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADOPTGEN = Path(sys.executable).with_name("adoptgen")
OPEN = (
    ("the employee's guide site", "build/site/index.html"),
    ("the course to upload to an LMS", "build/packages/sales.en.scorm12.zip"),
    ("the trainer's deck", "build/slides/sales-hands-on.en.pptx"),
    ("a role's learning path", "build/paths/account-executive.en.json"),
    ("the sponsor's figures", "build/reports/kpi.en.html"),
)


def run(*words: str) -> None:
    """One command of adoptgen, as a user would type it; ends the demo where it fails."""
    print(f"\n$ adoptgen {' '.join(words)}", flush=True)
    done = subprocess.run([str(ADOPTGEN), *words], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main() -> None:
    """Check, import, build, and name five things to open."""
    started = time.monotonic()
    run("check")
    run("import", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "samples" / "records").iterdir())))
    run("build")
    print(f"\nDone in {time.monotonic() - started:.0f} s. Five things to open:\n")
    for number, (what, path) in enumerate(OPEN, 1):
        there = (ROOT / path).is_file()
        print(f"  {number}. {what:<32} {path}{'' if there else '   (missing!)'}")
    print("\nNext: change catalog/lessons/why-we-leave.md, then `adoptgen build` again: only what it touches is made.")
    sys.exit(0 if all((ROOT / path).is_file() for _, path in OPEN) else 1)


if __name__ == "__main__":
    main()
