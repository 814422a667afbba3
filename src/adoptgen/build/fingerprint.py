"""What decides the bytes of an artefact, as one number.

A fingerprint covers the code that renders, the render function and the inputs in canonical form. The path an artefact
is written to and the objects it is about decide no byte and are left out.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import orjson
from pydantic import BaseModel

from adoptgen.artefact import Blob

_OPTIONS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_NON_STR_KEYS
_FIELDS: dict[type[Any], tuple[str, ...]] = {}


class UnknownInputError(TypeError):
    """An input whose bytes cannot be told: a generator's bug, not a user's mistake."""


def canonical(value: Any) -> bytes:
    """The same bytes for equal values, different ones for different values, whatever the process or machine.

    A dataclass or model is written with the name of its class, for two classes with equal fields render differently;
    so is a subclass of str (markup that is escaped already is not plain text). Mappings keep their order, because
    a renderer sees it. Raises UnknownInputError for what has no bytes of its own: paths, sets, functions.
    """
    try:
        return orjson.dumps(value, default=_expand, option=_OPTIONS)
    except orjson.JSONEncodeError as error:
        raise UnknownInputError(str(error.__cause__ or error)) from error


def _expand(value: Any) -> Any:
    cls = type(value)
    if cls is Blob:
        return ["Blob", value.name, value.sha256]
    names = _FIELDS.get(cls)
    if names is not None:
        return [cls.__name__, *[getattr(value, name) for name in names]]
    return _expand_rare(value, cls)


def _expand_rare(value: Any, cls: type[Any]) -> Any:
    if is_dataclass(cls):
        _FIELDS[cls] = tuple(field.name for field in fields(cls))
        return _expand(value)
    if isinstance(value, BaseModel):
        _FIELDS[cls] = tuple(cls.model_fields)
        return _expand(value)
    if isinstance(value, Mapping):
        return ["Mapping", *value.items()]
    if isinstance(value, bytes):
        return ["bytes", hashlib.sha256(value).hexdigest()]
    if isinstance(value, str):
        return [cls.__name__, str.__str__(value)]
    if isinstance(value, tuple):
        return [cls.__name__, *value]
    raise UnknownInputError(f"{cls.__name__} has no bytes that could be compared")


def digest(code: str, function: Callable[..., Any], inputs: str) -> str:
    """The fingerprint: sha256 in hexadecimal over the code's, the function's name and the inputs' (`whole`)."""
    text = f"2\n{code}\n{function.__module__}.{function.__qualname__}\n{inputs}\n"
    return hashlib.sha256(text.encode()).hexdigest()


def whole(inputs: Iterable[bytes]) -> str:
    """sha256 in hexadecimal over all parts, each told from the next."""
    total = hashlib.sha256()
    for part in inputs:
        total.update(b"%d:" % len(part))
        total.update(part)
    return total.hexdigest()


def parts(inputs: Any) -> dict[str, bytes]:
    """The inputs field by field in canonical form, so that a plan can name the field that changed."""
    cls = type(inputs)
    if cls is not Blob and is_dataclass(cls):
        return {field.name: canonical(getattr(inputs, field.name)) for field in fields(cls)}
    return {"inputs": canonical(inputs)}


def brief(part: bytes) -> int:
    """Enough of a part to see that it changed; never used to decide whether something did."""
    return zlib.crc32(part)
