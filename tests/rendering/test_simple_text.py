"""Texts of nothing but words go past the parser: they come out as if they had not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adoptgen.catalog import markdown

NEVER = re.compile(r"(?!)")
SIGNS = "ab Zé09 ,.;:!?()'’\"“„«»%/–—…-#*_`<>&[]|=+~\\\t\n\xa0\u2009×"
words = st.text(st.sampled_from("ab Zé0 ,.;:!?()'’\"“„«»%/–—…-"), min_size=1, max_size=30)
parts = st.one_of(words, words.map("# {}".format), words.map("### {}".format), st.text(SIGNS, max_size=12))
texts = st.lists(parts, max_size=4).flatmap(
    lambda found: st.sampled_from(["\n\n", "\n", "\n\n\n"]).map(lambda by: by.join(found))
)


def slowly(monkeypatch: pytest.MonkeyPatch, text: str, labels: bool) -> tuple[str, str]:
    with monkeypatch.context() as patch:
        patch.setattr(markdown, "_simple", lambda _text: None)
        patch.setattr(markdown, "_SIMPLE_LINE", NEVER)
        return markdown.render(text, labels=labels), markdown.render_inline(text, labels=labels)


@given(texts, st.booleans())
@example("", False)
@example("# A\n\nb\nc", True)
@example("A  b", False)
@example("A\n---", False)
@example("A\n\n    b", False)
def test_both_ways_say_the_same(text: str, labels: bool) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert (markdown.render(text, labels=labels), markdown.render_inline(text, labels=labels)) == slowly(
            monkeypatch, text, labels
        )


def test_most_texts_of_the_sample_are_simple() -> None:
    """Else the short way would not be worth its lines."""
    folder = Path(__file__).parent.parent.parent / "catalog" / "lessons"
    found = [part for path in folder.glob("*.md") for part in path.read_text().split("---\n", 2)[2].split("\n\n")]
    simple = [part for part in found if markdown._simple(part.strip("\n")) is not None]
    assert len(simple) > len(found) / 3


@pytest.mark.parametrize("text", ["*a*", "a\n- b", "1. a", "a<b", "a & b", "a\xa0b", " a", "a ", "\n#a"])
def test_canary_what_means_something_is_left_to_the_parser(text: str) -> None:
    assert markdown._simple(text) is None


def test_a_text_too_costly_is_plain_either_way() -> None:
    text = "\n\n".join(["# a"] * 301)
    assert markdown._simple(text) is None
    assert "<h" not in markdown.render(text)
