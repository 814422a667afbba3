"""Random questions of every way of answering, with texts that look like the formats they go through."""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

from adoptgen.formats.bank_rules import why_not
from adoptgen.formats.questions import (
    Accepted,
    Answer,
    Categories,
    Category,
    Choice,
    Choices,
    Cloze,
    FillIn,
    FreeText,
    Hotspot,
    Item,
    Likert,
    Match,
    Matching,
    Numeric,
    Picture,
    Region,
    Sequencing,
    TrueFalse,
    tidied,
)


def png(width: int, height: int) -> bytes:
    """A grey picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(width: int, height: int) -> Picture:
    return Picture(png(width, height), "png", width, height)


ID = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?(\.[a-z]{1,3})?", fullmatch=True)
SIGNS = "ab Z*_`\\~=#{}:%[]<>&;->\"'/\n$1.)\u00a0\u202f\u200d\u00e9\U0001f600"
TRAPS = (
    "**Save** and *go*", "`x` a", "[html]<b>", "%50%x", "T", "-> b", "ANSWER: A", "A. b", "]]>", "####", "=x", "a\\",
    "{1:MULTICHOICE:=a~b}", "[[1]]", "{1}", "_____", "a\n_____", "\\*", "5*3", "//x", "0", "#3:1", "&amp;",
    "{>2 ALL\na}",
)  # fmt: skip
TEXT = st.one_of(st.text(st.sampled_from(SIGNS), min_size=1, max_size=25), st.sampled_from(TRAPS))
MAYBE = st.one_of(st.just(""), TEXT)
NUMBER = st.sampled_from((0.0, 1.0, -3.5, 0.1, 1e-7, 123456789.25, -0.000001, 999999999999999.0))
CHOICE = st.builds(Choice, TEXT, st.booleans(), MAYBE)


def some(what: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy[tuple]:
    return st.lists(what, min_size=least, max_size=most).map(tuple)


@st.composite
def gaps(draw: st.DrawFn) -> Cloze:
    number = draw(st.integers(1, 4))
    lists = []
    for _ in range(number):
        choices = draw(some(st.builds(Choice, TEXT, st.just(False), MAYBE), 2, 4))
        right = draw(st.integers(0, len(choices) - 1))
        lists.append(tuple(Choice(one.text, at == right, one.feedback) for at, one in enumerate(choices)))
    order = draw(st.permutations(range(1, number + 1)))
    text = "".join(f"{draw(MAYBE)}{{{place}}}" for place in order) + draw(MAYBE)
    return Cloze(text, tuple(lists))


@st.composite
def regions(draw: st.DrawFn) -> Hotspot:
    size = draw(st.sampled_from(((40, 30), (1, 1), (1280, 7))))
    found = []
    for _ in range(draw(st.integers(2, 5))):
        left, top = draw(st.integers(0, 99)), draw(st.integers(0, 99))
        width, height = draw(st.integers(1, 100 - left)), draw(st.integers(1, 100 - top))
        found.append(Region(draw(TEXT), left, top, width, height, draw(st.booleans()), draw(MAYBE)))
    return Hotspot(picture(*size), draw(TEXT), tuple(found))


WAYS: dict[str, st.SearchStrategy[Answer]] = {
    "choice": st.builds(Choices, some(CHOICE, 2, 8)),
    "true-false": st.builds(TrueFalse, st.booleans()),
    "numeric": st.builds(Numeric, NUMBER, NUMBER.map(abs), MAYBE),
    "fill-in": st.builds(FillIn, some(st.builds(Accepted, TEXT, st.integers(0, 100) | st.just(100), MAYBE), 1, 5)),
    "cloze": gaps(),
    "matching": st.builds(Matching, some(st.builds(Match, TEXT, MAYBE), 2, 6)),
    "sequencing": st.builds(Sequencing, some(TEXT, 2, 6)),
    "categories": st.builds(Categories, some(st.builds(Category, TEXT, some(TEXT, 1, 3)), 2, 4)),
    "hotspot": regions(),
    "likert": st.builds(Likert, some(TEXT, 2, 6)),
    "free-text": st.builds(FreeText, TEXT),
}


def of(answer: st.SearchStrategy[Answer]) -> st.SearchStrategy[Item]:
    """Questions answered in this way that the catalog could hold."""
    return (
        st.builds(
            Item,
            id=ID,
            ask=TEXT,
            answer=answer,
            feedback=MAYBE,
            hint=MAYBE,
            weight=st.sampled_from((1.0, 0.5, 2.0, 0.1, 33.333, 100.0)),
            shows=st.sampled_from(("", "accounts.find@1", "quotes.send@3")),
            partial=st.booleans(),
            attempts=st.sampled_from((0, 0, 1, 20)),
        )
        .map(tidied)
        .filter(lambda item: not why_not(item))
    )


ITEM = st.one_of(*(of(answer) for answer in WAYS.values()))
ITEMS = st.lists(ITEM, min_size=1, max_size=4, unique_by=lambda item: item.id)

EXAMPLES: dict[str, Answer] = {
    "choice": Choices((Choice("Yes", True, "So it is."), Choice("No"), Choice("Both"))),
    "true-false": TrueFalse(False),
    "numeric": Numeric(2.5, 0.25),
    "fill-in": FillIn((Accepted("won"), Accepted("closed", 50, "Nearly."))),
    "cloze": Cloze(
        "A {1} has an {2}.", ((Choice("deal", True), Choice("day")), (Choice("end"), Choice("owner", True)))
    ),
    "matching": Matching((Match("One", "1"), Match("Two", "2"), Match("Three"))),
    "sequencing": Sequencing(("Lead", "Quote", "Order")),
    "categories": Categories((Category("Warm", ("Tea", "Soup")), Category("Cold", ("Ice",)))),
    "hotspot": Hotspot(
        picture(40, 20), "A form", (Region("Left half", 0, 0, 50, 100, True), Region("Right half", 50, 0, 50, 100))
    ),
    "likert": Likert(("Never", "Sometimes", "Always")),
    "free-text": FreeText("Because it is **mine**."),
}
"""One question of every way."""
