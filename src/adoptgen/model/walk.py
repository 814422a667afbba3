"""Walking through a model by its types: every leaf with its path and the marks its field carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Path = tuple[str | int, ...]
Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value inside a model: where, what, and the mark that was asked for."""

    path: Path
    value: str
    mark: Any


def leaves(model: BaseModel, mark: type[Mark]) -> Iterator[Leaf]:
    """Every string below `model` whose field carries a mark of this type, in field order."""
    yield from _walk_model(model, mark, ())


def _walk_model(model: BaseModel, mark: type[Any], path: Path) -> Iterator[Leaf]:
    for name, plan in _plans(type(model), mark):
        value = getattr(model, name)
        if value is not None:
            yield from _walk_value(value, plan, mark, (*path, name))


def _walk_value(value: Any, found: Any, mark: type[Any], path: Path) -> Iterator[Leaf]:
    if isinstance(value, str):
        if found is not None:
            yield Leaf(path, value, found)
    elif isinstance(value, BaseModel):
        yield from _walk_model(value, mark, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(item, found, mark, (*path, index))


_Plan = tuple[tuple[str, Any], ...]
_KNOWN: dict[tuple[type[BaseModel], type[Any]], _Plan] = {}


def _plans(cls: type[BaseModel], mark: type[Any]) -> _Plan:
    if (cls, mark) not in _KNOWN:
        _KNOWN[cls, mark] = _plan(cls, mark)
    return _KNOWN[cls, mark]


def _plan(cls: type[BaseModel], mark: type[Any]) -> _Plan:
    """Field name -> the mark of the strings in it (None: only models below may carry one)."""
    hints = get_type_hints(cls, include_extras=True)
    plans = ((name, _mark_of(hints[name], mark)) for name in cls.model_fields)
    return tuple((name, found) for name, found in plans if found is not None or _holds_model(hints[name]))


def _mark_of(hint: Any, mark: type[Any]) -> Any:
    if get_origin(hint) is Annotated:
        inner, *metadata = get_args(hint)
        return next((item for item in metadata if isinstance(item, mark)), None) or _mark_of(inner, mark)
    if get_origin(hint) in (tuple, Union, UnionType):
        return next((found for part in get_args(hint) if (found := _mark_of(part, mark))), None)
    return None


def _holds_model(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return True
    return any(_holds_model(part) for part in get_args(hint))


Model = TypeVar("Model", bound=BaseModel)
Change = Callable[[Path, str, Any], str]
"""(path, value, mark) -> the new value."""


def replaced(model: Model, mark: type[Mark], change: Change) -> Model:
    """A copy of `model` in which every marked string is what `change` makes of it."""
    return _replaced_model(model, mark, change, ())


def _replaced_model(model: Model, mark: type[Any], change: Change, path: Path) -> Model:
    updates = {}
    for name, found in _plans(type(model), mark):
        old = getattr(model, name)
        new = _replaced_value(old, found, mark, change, (*path, name))
        if new is not old:
            updates[name] = new
    return model.model_copy(update=updates) if updates else model


def _replaced_value(value: Any, found: Any, mark: type[Any], change: Change, path: Path) -> Any:
    if isinstance(value, str):
        return change(path, value, found) if found is not None else value
    if isinstance(value, BaseModel):
        return _replaced_model(value, mark, change, path)
    if isinstance(value, tuple):
        new = tuple(_replaced_value(item, found, mark, change, (*path, index)) for index, item in enumerate(value))
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return value
