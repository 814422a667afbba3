"""The wheel alone, in an empty folder without the repository, makes a programme and builds it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*command: str, cwd: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with nothing but the wheel and its pinned requirements; returns its bin folder."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("adoptgen-*.whl")
    run(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder)
    binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (str(binaries / "python"), "-m", "pip", "install", "-q")
    run(*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "run.lock"), cwd=folder)
    run(*pip, "--no-deps", str(wheel), cwd=folder)
    return binaries


@pytest.mark.xdist_group("wheel")
def test_init_and_build_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    adoptgen = str(installed / "adoptgen")
    where = run(str(installed / "python"), "-c", "import adoptgen; print(adoptgen.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
    run(adoptgen, "init", "demo", cwd=tmp_path, environment=environment)
    project = tmp_path / "demo"
    run(adoptgen, "check", cwd=project, environment=environment)
    run(adoptgen, "build", cwd=project, environment=environment)
    build = project / "build"
    assert (build / "site" / "index.html").is_file()
    for folder, pattern, least in (
        ("packages", "*.zip", 12),
        ("slides", "*.pptx", 8),
        ("paths", "*.json", 14),
        ("reports", "*.html", 2),
        ("tours/tideline", "*.zip", 1),
    ):
        assert len(list((build / folder).glob(pattern))) >= least, folder
    assert "nothing" in run(adoptgen, "build", cwd=project, environment=environment).lower()
    fonts = list((build / "site").rglob("*.woff2"))
    assert fonts


@pytest.mark.xdist_group("wheel")
def test_a_blank_programme_checks_and_builds(installed: Path, tmp_path: Path) -> None:
    adoptgen = str(installed / "adoptgen")
    run(adoptgen, "init", "blank", "--blank", cwd=tmp_path)
    run(adoptgen, "check", cwd=tmp_path / "blank")
    run(adoptgen, "build", cwd=tmp_path / "blank")
    assert (tmp_path / "blank" / "build" / "manifest.json").is_file()
