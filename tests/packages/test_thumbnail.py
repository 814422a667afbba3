"""The picture of a course: whole for any title, the same for the same one, and legible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adoptgen.look.palette import palette
from adoptgen.look.thumbnail import HIGH, WIDE, thumbnail

SVG = "{http://www.w3.org/2000/svg}"
PALETTE = palette()


def lines(picture: bytes) -> list[etree._Element]:
    return etree.fromstring(picture).findall(f"{SVG}g/{SVG}text")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=240))
def test_any_title_is_drawn_within_the_picture(title: str) -> None:
    picture = thumbnail(title, "en", "ltr", PALETTE)
    assert picture == thumbnail(title, "en", "ltr", PALETTE)
    found = lines(picture)
    assert 1 <= len(found) <= 4
    assert all(100 < float(line.get("y", "0")) < HIGH - 20 for line in found)
    assert len(picture) < 4000


def test_a_short_title_is_whole_and_a_long_one_says_that_it_is_not() -> None:
    assert [line.text for line in lines(thumbnail("Sales & <more>", "en", "ltr", PALETTE))] == ["Sales & <more>"]
    assert "".join(line.text or "" for line in lines(thumbnail("word " * 60, "en", "ltr", PALETTE))).endswith("…")


@pytest.mark.parametrize(("direction", "start"), [("ltr", "44"), ("rtl", str(WIDE - 44))])
def test_it_begins_where_its_language_begins(direction: str, start: str) -> None:
    picture = thumbnail("Title", "xx", "rtl" if direction == "rtl" else "ltr", PALETTE)
    assert [line.get("x") for line in lines(picture)] == [start]


def test_the_brand_colours_it() -> None:
    assert b"#b3001b" in thumbnail("Title", "en", "ltr", palette("#b3001b"))
