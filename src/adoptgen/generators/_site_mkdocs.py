"""The run of MkDocs over one language's tree: strict, offline, the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_NEEDLESS = ("404.html", "sitemap.xml.gz", "assets/stylesheets")
"""What the theme writes and no page uses: an error page for the host's root, a second sitemap, its own styles."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the tree besides the files."""

    epoch: int
    """Seconds since 1970 that count as the time of the build."""


class SiteError(RuntimeError):
    """MkDocs refused what we gave it: our own bug."""


def theme_languages() -> frozenset[str]:
    """Languages the theme's search can be told of."""
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        return frozenset()
    folder = Path(spec.origin).parent / "templates" / "partials" / "languages"
    return frozenset(path.stem for path in folder.glob("*.html"))


def run_mkdocs(source: Path, target: Path, options: Options) -> None:
    """Make the tree. Raises SiteError with MkDocs' own words if it refuses."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(source / "mkdocs.yml")]
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": str(options.epoch),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    result = subprocess.run(  # noqa: S603  our own command line, no shell
        [*command, "--site-dir", str(target)], env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise SiteError(f"mkdocs build failed:\n{result.stdout}{result.stderr}".replace(str(source), "."))
    _prune(target)
    _tidy_search(target / "search")


def _prune(target: Path) -> None:
    for name in _NEEDLESS:
        path = target / name
        found = [path, *path.rglob("*")] if path.is_dir() else [path] if path.exists() else []
        for one in sorted(found, reverse=True):
            one.rmdir() if one.is_dir() else one.unlink()
    for one in sorted(target.rglob("*.map")):
        one.unlink()


def _tidy_search(folder: Path) -> None:
    """One entry for a page and its first heading: the theme makes two, one of them empty, of pages like ours."""
    index = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    first = {
        entry["location"].removesuffix("#top"): entry for entry in index["docs"] if entry["location"].endswith("#top")
    }
    kept = [entry for entry in index["docs"] if not entry["location"].endswith("#top")]
    index["docs"] = [entry | {"text": first.get(entry["location"], entry)["text"]} for entry in kept]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (folder / "search_index.json").write_text(text, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {text}", encoding="utf-8")
