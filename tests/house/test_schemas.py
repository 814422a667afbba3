"""The published schemas in the hands of another validator, as an editor would use them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from adoptgen.model.catalog import FOLDERS

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = ROOT / "site" / "schemas"


def plain(value: Any) -> Any:
    """What an editor's YAML 1.2 reader sees: dates and clock times are text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def objects(catalog: Path) -> Iterator[tuple[str, Path, Any]]:
    """Kind, file and content of every object."""
    kinds = {json.loads(path.read_text())["title"]: path.name.partition(".")[0] for path in SCHEMAS.glob("*.json")}
    assert len(kinds) == 14
    yield (
        "programme",
        catalog / "programme.yaml",
        plain(yaml.load(Loader=yaml.CSafeLoader, stream=(catalog / "programme.yaml").read_text())),
    )
    for kind in kinds.values():
        for path in sorted((catalog / FOLDERS.get(kind, "-")).glob("*.*")):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".md":
                _, header, body = text.split("---\n", 2)
                yield kind, path, plain(yaml.load(Loader=yaml.CSafeLoader, stream=header)) | {"body": body}
            else:
                yield kind, path, plain(yaml.load(Loader=yaml.CSafeLoader, stream=text))


def faults(kind: str, content: Any) -> list[str]:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return [f"{list(error.path)}: {error.message[:80]}" for error in Draft202012Validator(schema).iter_errors(content)]


def test_the_sample_fits_its_schemas() -> None:
    found = list(objects(ROOT / "catalog"))
    assert len(found) > 80
    assert {str(path): wrong for kind, path, content in found if (wrong := faults(kind, content))} == {}


def test_canary_a_mistake_does_not_fit() -> None:
    kind, _, content = next(item for item in objects(ROOT / "catalog") if item[0] == "lesson")
    assert faults(kind, content) == []
    assert faults(kind, content | {"efort": 3})
    assert faults(kind, content | {"effort": "long"})
    assert faults(kind, {key: value for key, value in content.items() if key != "title"})
