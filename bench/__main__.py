"""Measures builds of a made-up programme and prints CPU seconds and peak memory as JSON.

`--large` measures ten times as much as well; `--site` runs MkDocs, too, and times it apart; `--packages` measures
nothing but packages (packages.py).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.catalog import Size, times, write_catalog
from bench.measuring import ADOPTGEN, measure
from bench.packages import bench_packages


def one_word(project: Path, number: int) -> None:
    """Change one word of one walkthrough."""
    path = project / "catalog" / "walkthroughs" / "task.t17.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("In the toolbar", f"At the top{number}", 1), encoding="utf-8")


def bench(size: Size, site: bool) -> dict[str, Any]:
    """All measurements for one size."""
    with tempfile.TemporaryDirectory(prefix="adoptgen-bench-") as folder:
        project = Path(folder)
        write_catalog(project, size)
        driver = (sys.executable, "-m", "bench.driver", str(project))
        found: dict[str, Any] = {"size": asdict(size)}
        found["check"] = measure(ADOPTGEN, "check", "--project", str(project), ends=(0, 1))
        found["cold"] = measure(*driver)
        found["nothing_changed"] = measure(ADOPTGEN, "build", "--project", str(project), runs=3)
        one_word(project, 1)
        found["one_word"] = measure(*driver)
        if site:
            found["with_mkdocs"] = _with_mkdocs(project)
    found["cold_per_one_word"] = round(found["cold"]["cpu_s"] / found["one_word"]["cpu_s"], 1)
    return found


def _with_mkdocs(project: Path) -> dict[str, Any]:
    command = (ADOPTGEN, "build", "--project", str(project))
    for path in (project / ".adoptgen" / "ledger.json", project / "build" / "manifest.json"):
        path.unlink()
    cold = measure(*command)
    one_word(project, 2)
    return {"cold": cold, "one_word": measure(*command)}


def main() -> None:
    """Print everything as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--walkthroughs", type=int, default=1000)
    parser.add_argument("--large", action="store_true", help="ten times as much as well")
    parser.add_argument("--site", action="store_true", help="run MkDocs, too")
    parser.add_argument("--packages", action="store_true", help="nothing but packages")
    given = parser.parse_args()
    if given.packages:
        print(json.dumps({"packages": bench_packages()}, indent=2))
        return
    share = given.walkthroughs / 1000
    size = Size(given.walkthroughs, max(3, int(300 * share)), max(4, int(40 * share)))
    found = {"help": measure(ADOPTGEN, "--help", runs=5), "normal": bench(size, given.site)}
    if given.large:
        found["large"] = bench(times(size, 10), False)
        ratios = {key: found["large"][key]["cpu_s"] / found["normal"][key]["cpu_s"] for key in ("check", "cold")}
        found["large_per_normal"] = {key: round(ratio, 1) for key, ratio in ratios.items()}
    found["packages"] = bench_packages()
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
