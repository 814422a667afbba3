"""What a command costs, children included: CPU seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ADOPTGEN = str(Path(sys.executable).with_name("adoptgen"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program is compiled once, not in every run."""


def measure(
    *command: str, runs: int = 1, before: Callable[[], None] = lambda: None, ends: tuple[int, ...] = (0,)
) -> dict[str, Any]:
    """Run a command: CPU and wall clock seconds (the best of `runs`), peak memory in MB.

    `before` precedes each run; with any exit code not in `ends` the whole bench ends, for nothing was measured.
    """
    found: list[dict[str, Any]] = []
    for _ in range(runs):
        before()
        found.append(_measure(command, ends))
    return min(found, key=lambda one: one["cpu_s"])


def _measure(command: tuple[str, ...], ends: tuple[int, ...]) -> dict[str, Any]:
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    if child.returncode not in ends:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{text[-2000:]}")
    last = text.splitlines()[-1] if text else ""
    return {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
        "wall_s": round(time.monotonic() - started, 3),
        "peak_mb": round(usage.ru_maxrss / 1024),
        "said": last[:100],
    }
