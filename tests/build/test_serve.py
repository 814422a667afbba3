"""`adoptgen serve`: the site as it is, rebuilt after an edit, ended by Ctrl-C."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from build_toys import TINY

ADOPTGEN = Path(sys.executable).with_name("adoptgen")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def ready(server: subprocess.Popen[str]) -> str:
    """Wait until the address is printed: the build before it has ended."""
    assert server.stdout is not None
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "Ctrl-C" in line or "as it was before" in line:
            return line
    raise AssertionError("".join(lines))


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        text: str = answer.read().decode()
        return text


def test_serve_builds_shows_rebuilds_and_ends(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(TINY, project)
    port = free_port()
    command = [str(ADOPTGEN), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert ready(server) == f"http://127.0.0.1:{port}/  (Ctrl-C ends)\n"
        lesson = project / "catalog" / "lessons" / "why-we-leave.md"
        good = lesson.read_text(encoding="utf-8")
        assert "Five branches" in page(port, "en/lessons/why-we-leave.html")
        lesson.write_text(good.replace("Five branches", "All our branches"), encoding="utf-8")
        ready(server)
        assert "All our branches" in page(port, "en/lessons/why-we-leave.html")
        lesson.write_text(good.replace("title:", "titel:"), encoding="utf-8")
        assert "as it was before" in ready(server)
        assert "All our branches" in page(port, "en/lessons/why-we-leave.html")
        busy = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert busy.returncode == 1
        assert f"port {port} cannot be used" in busy.stderr
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.communicate()
