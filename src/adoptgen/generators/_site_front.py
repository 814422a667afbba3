"""site/index.html: leads to the tree in the reader's language, or lets the reader choose where no script runs."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2.sandbox import ImmutableSandboxedEnvironment

from adoptgen.artefact import Templates
from adoptgen.look.css import css_scale, css_variables
from adoptgen.look.palette import Palette


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page is made of."""

    organisation: str
    languages: tuple[tuple[str, str, str, str], ...]
    """Code, own name, direction, and the invitation to choose in that language."""
    palette: Palette
    templates: Templates


def render_front(inputs: Front) -> bytes:
    """One file that needs nothing else."""
    keys = ("code", "name", "direction", "invitation")
    environment = ImmutableSandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    text = environment.from_string(inputs.templates.text("front.html")).render(
        organisation=inputs.organisation,
        languages=[dict(zip(keys, language, strict=True)) for language in inputs.languages],
        styles=css_variables(inputs.palette) + css_scale(player=True),
    )
    return text.encode("utf-8")
