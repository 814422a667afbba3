"""A reader of the few forms of JavaScript and TypeScript that Playwright's recorder writes. Nothing is executed.

One pass of a tokenizer, then statements; everything else is an `Unknown` with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from adoptgen.capture.recordings.calls import Chain, Function, Link, Pattern, Statement, Unknown, Value

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\ufeff]+)|(?P<line>\n)|(?P<comment>//[^\n]*|/\*[^*]*(?:\*(?!/)[^*]*)*\*/)
    |(?P<string>"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`(?:[^`\\]|\\.)*`)
    |(?P<number>\d{1,15}(?:\.\d{1,15})?)|(?P<word>[A-Za-z_$][\w$]*)|(?P<mark>=>|\.\.\.|[-+*%=!<>&|^~?:;,.(){}\[\]@#/])""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/((?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+)/([a-z]{0,6})")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_DEEPEST = 20
_BEFORE_REGEX = frozenset("(,:=[")
_COMMENTS = ("//", "/*")
_KEYWORDS = frozenset(
    ["for", "if", "while", "do", "function", "class", "return", "switch", "try", "throw", "new", "export", "with"]
)
_OPEN = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


class _UnreadableError(Exception):
    """No form of the recorder; `line` is where."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


def statements(text: str) -> Iterator[Statement | Unknown]:
    """All statements, those inside the test or function around them included."""
    reader = _Reader(list(_tokens(text)))
    while reader.at < len(reader.tokens):
        start = reader.at
        try:
            found = reader.statement()
        except _UnreadableError as error:
            reader.at = start
            word = reader.peek()
            yield Unknown(error.line, word if word in _KEYWORDS else error.what)
            reader.skip_statement()
            reader.at = max(reader.at, start + 1)
            continue
        if found is not None:
            yield found


def _tokens(text: str) -> Iterator[_Token]:
    at, line, last = 0, 1, "("
    while at < len(text):
        regex = _REGEX.match(text, at) if text[at] == "/" and last in _BEFORE_REGEX else None
        found = _TOKEN.match(text, at)
        if regex and not text.startswith(("//", "/*"), at):
            yield _Token("regex", regex[1], line)
            at, last = regex.end(), "regex"
            continue
        is_unended = text.startswith("/*", at) and not (found and found.lastgroup == "comment")
        is_unended = is_unended or (
            text[at] == "/" and last in _BEFORE_REGEX and not (found and found[0][:2] in _COMMENTS)
        )
        if found is None or is_unended:
            yield _Token("odd", text[at], line)
            at = _past(text, at)
            continue
        kind = str(found.lastgroup)
        if kind not in ("space", "line", "comment"):
            yield _Token(kind, found[0], line)
            last = found[0]
        line += found[0].count("\n")
        at = found.end()


def _past(text: str, at: int) -> int:
    """Where to go on behind something that never ends: nothing is looked at twice."""
    if text[at] == "`" or text.startswith("/*", at):
        return len(text)
    end = text.find("\n", at) if text[at] in "'\"/" else at + 1
    return end if end >= 0 else len(text)


@dataclass
class _Reader:
    tokens: list[_Token]
    at: int = 0
    depth: int = 0
    ends: list[str] = field(default_factory=list)
    """What closes the functions we are in."""

    def peek(self, ahead: int = 0) -> str:
        """The text of a token to come; empty at the end, and for texts and expressions."""
        place = self.at + ahead
        token = self.tokens[place] if place < len(self.tokens) else None
        return token.text if token and token.kind in ("word", "mark") else ""

    @property
    def line(self) -> int:
        return self.tokens[min(self.at, len(self.tokens) - 1)].line if self.tokens else 1

    def take(self, *texts: str) -> None:
        """These tokens, or an error."""
        for text in texts:
            if self.peek() != text:
                raise self.unreadable()
            self.at += 1

    def word(self) -> str:
        """A name, or an error."""
        if self.at >= len(self.tokens) or self.tokens[self.at].kind != "word":
            raise self.unreadable()
        self.at += 1
        return self.tokens[self.at - 1].text

    def unreadable(self) -> _UnreadableError:
        token = self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "the end", self.line)
        return _UnreadableError(token.line, token.text if token.kind in ("word", "mark") else token.kind)

    def statement(self) -> Statement | Unknown | None:
        """The next one; None for what only stands around statements."""
        if self.peek() == ";":
            self.at += 1
            return None
        if self.peek() == "}" and self.ends:
            self.at += 1
            self.take(*self.ends.pop().split())
            return None
        for around in (self._import, self._function):
            if around():
                return None
        return self._call()

    def _import(self) -> bool:
        """`import { test } from '@playwright/test'` and `const { chromium } = require('playwright')`."""
        if self.peek() == "import":
            line = self.line
            self.skip_statement()
            return self._of_playwright(self.tokens[self.at - 2 : self.at], line)
        if self.peek() == "const" and self.peek(1) == "{":
            line = self.line
            self.at += 2
            while self.peek() != "}":
                self.word()
                self.at += self.peek() == ","
            self.take("}", "=", "require", "(")
            self.at += 1
            self.take(")")
            return self._of_playwright(self.tokens[self.at - 2 : self.at - 1], line)
        return False

    @staticmethod
    def _of_playwright(tokens: list[_Token], line: int) -> bool:
        if any(token.kind == "string" and "playwright" in token.text for token in tokens):
            return True
        raise _UnreadableError(line, "import")

    def _function(self) -> bool:
        """The head of `test('name', async ({ page }) => {` and of `(async () => {`."""
        start = self.at
        if self.peek() == "(" and self.peek(1) == "async":
            self.take("(", "async", "(", ")", "=>", "{")
            self.ends.append(") ( )")
            return True
        if self.peek() == "test" and self.peek(1) == "(":
            self.at += 3
            self.take(",")
            if self.peek() == "{":
                self.value()
                self.take(",")
            self.take("async", "(", "{")
            while self.peek() != "}":
                self.word()
                self.at += self.peek() == ","
            self.take("}", ")", "=>", "{")
            self.ends.append(")")
            return True
        self.at = start
        return False

    def _call(self) -> Statement:
        line, assigned = self.line, ""
        if self.peek() in ("const", "let", "var"):
            self.at += 1
            assigned = self.word()
            self.take("=")
        chain = self._chain()
        if self.peek() not in (";", "}") and self.at < len(self.tokens) and self.line == self.tokens[self.at - 1].line:
            raise self.unreadable()
        return Statement(line, chain, assigned)

    def _chain(self) -> Chain:
        if self.peek() == "await":
            self.at += 1
        root, links = self.word(), []
        if self.peek() == "(":
            links.append(self._arguments(""))
        while self.peek() == ".":
            self.at += 1
            name = self.word()
            links.append(self._arguments(name) if self.peek() == "(" else Link(name, is_call=False))
        return Chain(root, tuple(links))

    def _arguments(self, name: str) -> Link:
        args = self._list("(")
        options = args.pop() if args and isinstance(args[-1], dict) else {}
        return Link(name, tuple(args), options if isinstance(options, dict) else {})

    def _list(self, opening: str) -> list[Value]:
        self.take(opening)
        values: list[Value] = []
        while self.peek() != _OPEN[opening]:
            values.append(self.value())
            if self.peek() != _OPEN[opening]:
                self.take(",")
        self.at += 1
        return values

    def value(self) -> Value:
        """A text, number, expression, list, object, function or chain."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _UnreadableError(self.line, "what is nested too deeply")
        try:
            return self._value()
        finally:
            self.depth -= 1

    def _value(self) -> Value:
        token = self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "", self.line)
        simple = _simple(token)
        if simple is not _NONE:
            self.at += 1
            return simple
        if token.kind == "mark" and token.text == "[":
            return self._list("[")
        if token.kind == "mark" and token.text == "{":
            return self._object()
        if self.peek(1) == "=>" or (self.peek() == "(" and self.peek(1) == ")"):
            return self._inner_function()
        return self._chain()

    def _object(self) -> dict[str, Value]:
        self.take("{")
        found: dict[str, Value] = {}
        while self.peek() != "}":
            token = self.tokens[self.at] if self.at < len(self.tokens) else None
            if token is None or token.kind not in ("word", "string"):
                raise self.unreadable()
            self.at += 1
            self.take(":")
            found[_unquoted(token.text) if token.kind == "string" else token.text] = self.value()
            if self.peek() != "}":
                self.take(",")
        self.at += 1
        return found

    def _inner_function(self) -> Function:
        """Its words; it goes on to the bracket that closes what it is an argument of."""
        words, open_ = set(), 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "mark" and token.text in ")]}":
                if not open_:
                    break
                open_ -= 1
            open_ += token.kind == "mark" and token.text in _OPEN
            words |= {token.text} if token.kind == "word" else set()
            self.at += 1
        return Function(frozenset(words))

    def skip_statement(self) -> None:
        """Behind the next `;` outside brackets, or before what closes the function we are in."""
        open_ = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "mark":
                if token.text in _OPEN:
                    open_ += 1
                elif token.text in ")]}":
                    if not open_ and token.text == "}" and self.ends:
                        return
                    open_ = max(open_ - 1, 0)
            self.at += 1
            if token.kind == "mark" and token.text == ";" and not open_:
                return


_NONE = Function(frozenset({"no simple value"}))
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None}


def _simple(token: _Token) -> Value:
    """The value of one token; `_NONE` where it is not one alone."""
    if token.kind == "string":
        if token.text.startswith("`") and "${" in token.text:
            raise _UnreadableError(token.line, "a template with ${}")
        return _unquoted(token.text)
    if token.kind == "number":
        return float(token.text) if "." in token.text else int(token.text)
    if token.kind == "regex":
        return Pattern(token.text)
    if token.kind == "word" and token.text in _WORDS:
        return _WORDS[token.text]
    return _NONE


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(_escape, text[1:-1])


def _escape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
    return _LETTERS.get(found[4], found[4])
