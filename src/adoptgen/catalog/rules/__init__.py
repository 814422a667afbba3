"""The rules a catalog keeps: one file per rule, found by looking into this folder. A new rule is a new file.

Each file exposes `rule`, whose `check` is a pure function over what was read (scene.py). Each code has a page with a
failing sample in site/rules.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from adoptgen.catalog.form_rules import FORM, TRANSLATION, Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, those of form and translation too, by code."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    found = (importlib.import_module(f"{__name__}.{name}").rule for name in names)
    return tuple(sorted((*FORM, *TRANSLATION, *found), key=lambda rule: rule.code))


__all__ = ["Rule", "rules"]
