"""Scripts of Playwright's recorder in Python: plain, async and for pytest. Read by `ast`, never executed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from adoptgen.capture.recordings.calls import Chain, Function, Link, Pattern, Statement, Unknown, Value
from adoptgen.capture.recordings.contract import Recorded, RecordingError, Source, script
from adoptgen.capture.recordings.playwright_steps import recorded

_MODULES = frozenset({"re", "asyncio", "pytest", "typing", "playwright"})
_DEEPEST = 20
_LONGEST_CHAIN = 60


class PlaywrightPython:
    """Reads the script; it is not executed."""

    name = "playwright-python"
    summary = "Playwright script as its recorder writes it (Python)"

    def recognises(self, source: Source) -> bool:
        """An import of Playwright, as Python writes it."""
        return bool(re.search(r"^from playwright\.(?:sync|async)_api import ", source.text[:9999], re.MULTILINE))

    def read(self, source: Source) -> Recorded:
        """All steps; what the recorder does not write is refused with its line."""
        text = script(source)
        try:
            module = ast.parse(text)
        except SyntaxError as error:
            raise RecordingError("the file is not Python", "Save the script again.", error.lineno or 1) from None
        except (ValueError, MemoryError, RecursionError):
            raise RecordingError("the file is nothing the recorder writes", "Save the script again.") from None
        return recorded(_statements(module.body, 0))


class _UnreadableError(Exception):
    """No form of the recorder; the argument says what."""


def _statements(body: Sequence[ast.stmt], depth: int) -> Iterator[Statement | Unknown]:
    for one in body:
        try:
            if depth < 5 and isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _statements(one.body, depth + 1)
            elif depth < 5 and isinstance(one, ast.With | ast.AsyncWith):
                yield from _with(one, depth)
            elif not _is_around(one):
                yield _statement(one)
        except _UnreadableError as error:
            yield Unknown(one.lineno, str(error))


def _is_around(one: ast.stmt) -> bool:
    """Imports, remarks and `pass`. Raises for imports of what the recorder does not use."""
    if isinstance(one, ast.Import | ast.ImportFrom):
        names = [one.module or ""] if isinstance(one, ast.ImportFrom) else [alias.name for alias in one.names]
        strange = [name for name in names if name.split(".")[0] not in _MODULES]
        if strange:
            raise _UnreadableError(f"import {strange[0]}")
        return True
    return isinstance(one, ast.Pass) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))


def _with(one: ast.With | ast.AsyncWith, depth: int) -> Iterator[Statement | Unknown]:
    """`with sync_playwright() as playwright:`, and what waits for a window or a file."""
    for item in one.items:
        chain = _chain(item.context_expr)
        name = item.optional_vars.id if isinstance(item.optional_vars, ast.Name) else ""
        yield Statement(one.lineno, chain, name)
    yield from _statements(one.body, depth + 1)


def _statement(one: ast.stmt) -> Statement:
    if isinstance(one, ast.Expr):
        return Statement(one.lineno, _chain(one.value))
    if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
        return Statement(one.lineno, _chain(one.value), one.targets[0].id)
    raise _UnreadableError(type(one).__name__.lower())


def _chain(value: ast.expr, depth: int = 0) -> Chain:
    """A chain of calls, followed from its end to its beginning."""
    links: list[Link] = []
    call: ast.Call | None = None
    for _ in range(_LONGEST_CHAIN):
        if isinstance(value, ast.Await) and not links and call is None:
            value = value.value
        elif isinstance(value, ast.Call) and call is None:
            call, value = value, value.func
        elif isinstance(value, ast.Attribute):
            links.append(_link(value.attr, call, depth))
            call, value = None, value.value
        elif isinstance(value, ast.Name):
            links += [_link("", call, depth)] if call else []
            return Chain(value.id, tuple(reversed(links)))
        else:
            break
    raise _UnreadableError(type(value).__name__.lower())


def _link(name: str, call: ast.Call | None, depth: int) -> Link:
    if call is None:
        return Link(_camel(name), is_call=False)
    options = {_camel(word.arg.rstrip("_")): _value(word.value, depth + 1) for word in call.keywords if word.arg}
    if len(options) != len(call.keywords):
        raise _UnreadableError("**")
    return Link(_camel(name), tuple(_value(item, depth + 1) for item in call.args), options)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _value(value: ast.expr, depth: int) -> Value:
    if depth > _DEEPEST:
        raise _UnreadableError("what is nested too deeply")
    if isinstance(value, ast.Constant) and (value.value is None or isinstance(value.value, str | int | float)):
        return value.value
    if isinstance(value, ast.List | ast.Tuple):
        return [_value(item, depth + 1) for item in value.elts]
    if isinstance(value, ast.Dict):
        keys = [key.value if isinstance(key, ast.Constant) else None for key in value.keys]
        return {str(key): _value(item, depth + 1) for key, item in zip(keys, value.values, strict=True)}
    if isinstance(value, ast.Lambda):
        return Function(frozenset(node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)))
    chain = _chain(value, depth)
    compiled = chain.root == "re" and len(chain.links) == 1 and chain.links[0].name == "compile"
    if compiled and chain.links[0].args and isinstance(chain.links[0].args[0], str):
        return Pattern(chain.links[0].args[0])
    return chain


reader = PlaywrightPython()
