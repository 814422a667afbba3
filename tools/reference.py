"""Write site/reference/ (commands, catalog fields) and site/schemas/ from the code that decides them.

Usage: python tools/reference.py          (the test tests/house/test_reference.py compares)
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson

from adoptgen.catalog.schemas import KIND_NAMES, schema_of
from adoptgen.cli.main import COMMANDS, cli
from adoptgen.model.catalog import KINDS
from adoptgen.model.programme import ProgrammeSheet

TARGET = Path(__file__).resolve().parent.parent / "site"


def pages() -> dict[str, str]:
    """File below site/ -> text."""
    schemas = {f"schemas/{kind}.schema.json": _schema(kind) for kind in KIND_NAMES}
    return {"reference/commands.md": commands(), "reference/catalog.md": catalog(), **schemas}


def _schema(kind: str) -> str:
    return orjson.dumps(schema_of(kind), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def commands() -> str:
    """Every command with the text its --help prints."""
    lines = [
        "# Commands",
        "",
        "Written from the program by `tools/reference.py`; exit codes: 0 done, 1 problems in what",
        "you gave, 2 wrong usage, 3 our own bug.",
        "",
    ]
    for name in COMMANDS:
        module = importlib.import_module(f"adoptgen.cli.{'import_' if name == 'import' else name.replace('-', '_')}")
        lines += [f"## adoptgen {name}", "", "```text", _help(module.command, f"adoptgen {name}"), "```", ""]
        if isinstance(module.command, click.Group):
            for sub, command in module.command.commands.items():
                lines += [
                    f"### adoptgen {name} {sub}",
                    "",
                    "```text",
                    _help(command, f"adoptgen {name} {sub}"),
                    "```",
                    "",
                ]
    return "\n".join(lines).rstrip() + "\n"


def _help(command: click.Command, name: str) -> str:
    program, *words = name.split()
    context = click.Context(cli, info_name=program, help_option_names=["-h", "--help"], terminal_width=100)
    for word in words[:-1]:
        group = cli.get_command(context, word)
        assert group is not None
        context = click.Context(group, parent=context, info_name=word)
    context = click.Context(command, parent=context, info_name=words[-1])
    return command.get_help(context).rstrip()


def catalog() -> str:
    """Every kind with its fields."""
    lines = ["# Catalog", "", "Written from the models by `tools/reference.py`. Fields in **bold** must be given.", ""]
    for kind in (ProgrammeSheet, *KINDS):
        schema = kind.model_json_schema()
        definitions = schema.get("$defs", {})
        place = f"catalog/{kind.folder}/" if kind.folder else "catalog/programme.yaml"
        lines += [
            f"## {kind.kind}",
            "",
            f"{schema['description']} In `{place}`.",
            "",
            *_fields(schema, definitions),
            "",
        ]
        for name, part in sorted(definitions.items()):
            if "properties" in _group(part):
                lines += [
                    f"### {kind.kind}: {name}",
                    "",
                    _group(part).get("description", part.get("description", "")),
                    "",
                    *_fields(_group(part), definitions),
                    "",
                ]
    return "\n".join(lines).rstrip() + "\n"


def _group(schema: dict[str, Any]) -> dict[str, Any]:
    """The form with keys, where a short form exists beside it."""
    forms: list[dict[str, Any]] = schema.get("anyOf", [])
    return next((form for form in forms if "properties" in form), schema)


def _fields(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[str]:
    yield "| field | what | meaning |"
    yield "|---|---|---|"
    for name, field in schema["properties"].items():
        shown = f"**{name}**" if name in schema.get("required", ()) else name
        meaning = " ".join(field.get("description", "").split()).replace("|", "\\|")
        yield f"| {shown} | {_type(field, definitions)} | {meaning} |"


def _type(field: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in field:
        return f"[{(name := field['$ref'].rpartition('/')[2])}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        kinds = [_type(part, definitions) for part in field["anyOf"] if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}), definitions)}"
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "object": "mapping",
    }
    return names.get(field.get("type", ""), "text")


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
