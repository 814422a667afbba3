"""JSON Schemas of the catalog's files, for editors: what may be written, short forms included."""

from __future__ import annotations

from typing import Any

from adoptgen.model.base import CatalogObject
from adoptgen.model.catalog import KINDS
from adoptgen.model.programme import ProgrammeSheet

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KIND_NAMES = (ProgrammeSheet.kind, *(cls.kind for cls in KINDS))
_LIMITS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
"""Limits behind our own conversion of texts, which pydantic leaves unnamed (JSON Schema validation, 6.2)."""


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind's files. Raises KeyError for an unknown kind."""
    cls = class_of(kind)
    schema: dict[str, Any] = _named(cls.model_json_schema())
    return {"$schema": DIALECT, **schema, "title": cls.kind}


def class_of(kind: str) -> type[CatalogObject]:
    """The type of a kind. Raises KeyError for an unknown kind."""
    kinds: tuple[type[CatalogObject], ...] = (ProgrammeSheet, *KINDS)
    return {cls.kind: cls for cls in kinds}[kind]


def _written(schema: dict[str, Any]) -> dict[str, Any]:
    """Without null: a key that has no value is left out of the file, not written as null."""
    choices = schema.get("anyOf", ())
    left = [choice for choice in choices if choice != {"type": "null"}]
    if len(left) == len(choices):
        return schema
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    return {**left[0], **rest} if len(left) == 1 else {"anyOf": left, **rest}


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {_LIMITS.get(key, key): _named(below) for key, below in _written(value).items()}
    return [_named(item) for item in value] if isinstance(value, list) else value
