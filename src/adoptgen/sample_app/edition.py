"""One edition of the application: its templates, files and words, as released or as a mutation changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound

from adoptgen.resources import library
from adoptgen.sample_app import words

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_TEMPLATES = _HERE / "templates"
_FONTS = library("@fontsource-variable/noto-sans", "files")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class UnfitError(Exception):
    """An edit that does not fit the application it is to change."""


@dataclass(frozen=True)
class Edit:
    """One change to one source file of the application: `old` becomes `new` wherever it stands."""

    file: str
    """Name of a template or of a static file."""
    old: str
    new: str


@dataclass(frozen=True)
class Edition:
    """The application as released; with `edits` and `reworded`, as the next release may look."""

    edits: Sequence[Edit] = ()
    reworded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Key -> language -> other words."""

    def template(self, name: str) -> Template:
        """A page. Raises UnfitError if an edit finds nothing to change in it."""
        return self._templates.get_template(name)

    def static(self, name: str) -> tuple[bytes, str] | None:
        """Bytes and media type of a file; None if there is no such file."""
        path = next((folder / name for folder in (_STATIC, _FONTS) if (folder / name).is_file()), None)
        if path is None or path.suffix not in _TYPES:
            return None
        edits = [edit for edit in self.edits if edit.file == name]
        content = _edited(path.read_text(encoding="utf-8"), edits).encode() if edits else path.read_bytes()
        return content, _TYPES[path.suffix]

    def table(self, language: str) -> Mapping[str, str]:
        """The words of a language."""
        released = words.table(language)
        return {**released, **{key: table[language] for key, table in self.reworded.items()}}

    def source(self, name: str) -> str:
        """The text of a template. Raises UnfitError if an edit finds nothing to change."""
        text = (_TEMPLATES / name).read_text(encoding="utf-8")
        return _edited(text, [edit for edit in self.edits if edit.file == name])

    def verify(self) -> None:
        """Raises UnfitError if an edit or a word changes nothing."""
        for edit in self.edits:
            if (_TEMPLATES / edit.file).is_file():
                self.source(edit.file)
            elif self.static(edit.file) is None:
                raise UnfitError(f"the application has no file {edit.file}")
        for key, table in self.reworded.items():
            for language in words.languages():
                if words.table(language).get(key, table.get(language)) == table.get(language):
                    raise UnfitError(f"{key} does not change in {language}")

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=_Sources(self), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )


class _Sources(BaseLoader):
    """Hands the edited templates to Jinja."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:
        """Raises TemplateNotFound."""
        if not (_TEMPLATES / template).is_file():
            raise TemplateNotFound(template)
        return self.edition.source(template), None, None


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for edit in edits:
        if edit.old not in text:
            raise UnfitError(f"{edit.file} does not hold: {edit.old}")
        text = text.replace(edit.old, edit.new)
    return text
