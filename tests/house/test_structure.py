"""The house itself: imports go downhill, functions stay small, everything public says what it is."""

from __future__ import annotations

import ast
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "adoptgen"
LINTER = Path(sys.executable).with_name("lint-imports")


def lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=source, env=os.environ | {"PYTHONPATH": str(source)}, check=False
    )


def copy_of_the_house(folder: Path) -> Path:
    shutil.copytree(SOURCE, folder / "adoptgen", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "adoptgen"


def test_imports_go_downhill() -> None:
    result = lint_imports(SOURCE.parent)
    assert result.returncode == 0, result.stdout
    assert "4 kept, 0 broken" in result.stdout


def test_canary_an_uphill_import_is_found(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    base = house / "model" / "base.py"
    base.write_text(base.read_text() + "\nimport adoptgen.cli.main\n")
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    assert "adoptgen.model is not allowed to import adoptgen.cli" in result.stdout


def test_canary_an_area_of_the_sample_application_that_knows_another_is_found(tmp_path: Path) -> None:
    area = copy_of_the_house(tmp_path) / "sample_app" / "areas" / "visits.py"
    area.write_text(area.read_text() + "\nimport adoptgen.sample_app.areas.orders\n")
    assert "areas.visits -> adoptgen.sample_app.areas.orders" in lint_imports(tmp_path).stdout


def test_canary_a_package_without_a_floor_is_found(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    (house / "attic").mkdir()
    (house / "attic" / "__init__.py").write_text('"""No floor."""\n')
    assert lint_imports(tmp_path).returncode != 0


def modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(folder: Path, limit: int = 50) -> list[str]:
    return [
        f"{path.relative_to(folder)}:{node.lineno} {node.name}: {length(node)} lines"
        for path, tree in modules(folder)
        for node in functions(tree)
        if length(node) > limit
    ]


def test_functions_are_small() -> None:
    lengths = [length(node) for _, tree in modules(SOURCE) for node in functions(tree)]
    assert len(lengths) > 300
    assert statistics.median(lengths) < 10
    assert too_long(SOURCE) == []


def test_canary_a_long_function_is_found(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("def tale():\n" + "    x = 1\n" * 60)
    assert len(too_long(tmp_path)) == 1


def test_files_are_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert {path.name: size for path, size in sizes.items() if size > 500} == {}


def undocumented(folder: Path) -> list[str]:
    found = []
    for path, tree in modules(folder):
        if not ast.get_docstring(tree):
            found.append(f"{path.relative_to(folder)}: module")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                members = [node, *(node.body if isinstance(node, ast.ClassDef) else [])]
                found += [
                    f"{path.relative_to(folder)}:{member.lineno} {member.name}"
                    for member in members
                    if isinstance(member, ast.FunctionDef | ast.ClassDef)
                    and not member.name.startswith("_")
                    and not ast.get_docstring(member)
                ]
    return found


def test_everything_public_says_what_it_is() -> None:
    assert undocumented(SOURCE) == []


def test_canary_a_silent_function_is_found(tmp_path: Path) -> None:
    (tmp_path / "silent.py").write_text('"""A module."""\n\n\ndef f(): return 1\n')
    assert undocumented(tmp_path) == ["silent.py:4 f"]
