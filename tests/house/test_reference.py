"""What is generated from the code and committed is what the code would write today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_current() -> None:
    pages: dict[str, str] = tool("reference").pages()
    assert {"reference/commands.md", "reference/catalog.md", "schemas/lesson.schema.json"} <= set(pages)
    for name, text in pages.items():
        assert len(text) > 1000
        assert (ROOT / "site" / name).read_text() == text, "run: python tools/reference.py"


def test_font_metrics_are_those_of_the_fonts() -> None:
    metrics = tool("font_metrics")
    assert metrics.TARGET.read_text() == metrics.table(), "run: python tools/font_metrics.py"


def test_every_command_of_the_readme_exists() -> None:
    from adoptgen.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text()
    named = [line.split()[1] for line in readme.splitlines() if line.startswith("adoptgen ")]
    assert len(named) >= 5
    assert set(named) <= set(COMMANDS)


def test_links_of_the_documents_lead_somewhere() -> None:
    import re

    documents = [*ROOT.glob("*.md"), *(ROOT / "site" / "how-to").glob("*.md")]
    assert len(documents) > 8
    links = [
        (document, target)
        for document in documents
        for target in re.findall(
            r"\]\(([^)#\s]+)[^)]*\)", re.sub(r"```.*?```|`[^`]*`", "", document.read_text(), flags=re.S)
        )
        if not target.startswith(("http:", "https:", "mailto:"))
    ]
    assert len(links) > 10
    assert [f"{doc.name}: {target}" for doc, target in links if not (doc.parent / target).exists()] == []
