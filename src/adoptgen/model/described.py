"""What the fields of a model are for: the docstrings below them, read when somebody asks.

pydantic reads them itself (`use_attribute_docstrings`) when a class is made, that is in every run; only schemas and
skeletons show them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise


@cache
def descriptions(cls: type) -> Mapping[str, str]:
    """Field -> its docstring, inherited ones included. Fields without one are left out."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("adoptgen."):
            found |= dict(_of(base))
    return found


def _of(cls: type) -> Iterator[tuple[str, str]]:
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)
    for field, text in pairwise(body.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            words = text.value
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield field.target.id, inspect.cleandoc(words.value)
