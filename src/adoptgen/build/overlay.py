"""Templates and interface words: what is shipped, and what the programme puts over it in its own templates/ folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from adoptgen.artefact import Blob, Templates
from adoptgen.build.scan import files_below
from adoptgen.catalog.nodes import Fields, Scalar
from adoptgen.catalog.yaml_reader import read_yaml
from adoptgen.problems import Location, Problem, Severity

WORDS = "words"
FALLBACK = "en"
"""Interface words that are not there in a language are shown in this one."""

Words = Mapping[str, Mapping[str, str]]


def read_templates(roots: Iterable[Path]) -> dict[str, Templates]:
    """Folder -> its files; a file of a later root stands over one of the same name. Raises OSError.

    Only regular files count: a link could lead out of the folder.
    """
    files: dict[str, dict[str, Blob]] = {}
    for root in dict.fromkeys(root.resolve() for root in roots):
        for path in sorted(path for path, signature in files_below(root) if signature):
            folder, slash, name = path.partition("/")
            if slash:
                files.setdefault(folder, {})[name] = Blob.of(root / path, name)
    return {name: Templates(tuple(found[key] for key in sorted(found))) for name, found in sorted(files.items())}


def read_words(templates: Templates, languages: Iterable[str]) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Language -> `area.key` -> text, from `words/<area>/<language>.yaml`; gaps are filled in English and named."""
    problems: list[Problem] = []
    areas = {blob.name: dict(_flat(blob, problems)) for blob in templates.files if blob.name.endswith(".yaml")}
    words = {language: _of_language(areas, language, problems) for language in languages}
    return words, problems


def _of_language(areas: Mapping[str, Mapping[str, str]], language: str, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (name for name in areas if PurePosixPath(name).stem == FALLBACK):
        area = PurePosixPath(name).parent.as_posix()
        own = areas.get(f"{area}/{language}.yaml", {})
        if missing := [key for key in areas[name] if key not in own]:
            place = Location(f"templates/{WORDS}/{area}/{language}.yaml")
            text = f"{len(missing)} interface words are not there in {language} and appear in English"
            help_ = f"Add them, first {missing[0]}."
            problems.append(Problem(place, "B121", text, help_, Severity.WARNING))
        found |= {f"{area}.{key}": text for key, text in {**areas[name], **own}.items()}
    return found


def _flat(blob: Blob, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """`key: text` lines of one file; anything else in it is a problem."""
    file = f"templates/{WORDS}/{blob.name}"
    try:
        read = read_yaml(blob.read().decode("utf-8"), file)
    except UnicodeDecodeError:
        problems.append(Problem(Location(file), "B120", "is not UTF-8 text", "Save it as UTF-8."))
        return
    problems += read.problems
    entries = read.node.entries if isinstance(read.node, Fields) else {}
    for key, entry in entries.items():
        if isinstance(entry.node, Scalar):
            yield key, entry.node.text
        else:
            place = entry.key.span.location(file)
            problems.append(Problem(place, "B120", f"{key} should be one text", f"Write {key}: and a text."))
