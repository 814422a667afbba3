"""Numbered discs stand beside their targets, inside the picture, and on nobody's words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.look.callouts import Box, Rect, crop, framed, place, scaled

SIZE = (740.0, 462.0)
BUTTON = Rect(600, 30, 660, 56)


def overlap(x: float, y: float, rect: Rect, radius: float = 14.0) -> bool:
    return x - radius < rect.right and x + radius > rect.left and y - radius < rect.bottom and y + radius > rect.top


def test_the_first_choice_is_before_the_target_on_the_reading_side() -> None:
    (left,) = place([BUTTON], SIZE)
    (right,) = place([BUTTON], SIZE, start="right")
    assert (left.x, left.y) == (600 - 4 - 14, 43)
    assert (right.x, right.y) == (660 + 4 + 14, 43)


def test_a_disc_gives_way_to_words_to_neighbours_and_to_the_edge() -> None:
    words = Rect(560, 36, 596, 50)
    (spot,) = place([BUTTON], SIZE, [words])
    assert not overlap(*spot, words)
    beside = Rect(570, 30, 596, 56)
    first, second = place([BUTTON, beside], SIZE)
    assert abs(first.x - second.x) >= 28 or abs(first.y - second.y) >= 28
    (corner,) = place([Rect(2, 2, 60, 20)], SIZE)
    assert corner.x >= 14
    assert corner.y >= 14


boxes = st.builds(
    lambda left, top, width, height: Rect(left, top, left + width, top + height),
    *(st.integers(40, 600), st.integers(40, 360), st.integers(20, 90), st.integers(16, 50)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=6), st.lists(boxes, max_size=8))
def test_later_targets_never_move_earlier_discs_unless_their_frames_do(targets: list[Rect], texts: list[Rect]) -> None:
    spots = place(targets, SIZE, texts)
    assert place(targets, SIZE, texts) == spots
    for spot, target in zip(spots, targets, strict=True):
        frame = framed(target)
        assert overlap(*spot, Rect(frame.left - 1, frame.top - 1, frame.right + 1, frame.bottom + 1))
        assert 14 <= spot.x <= SIZE[0] - 14
        assert 14 <= spot.y <= SIZE[1] - 14


def test_boxes_scale_with_the_picture_and_its_crop() -> None:
    assert scaled(Box(100, 60, 40, 20), 0.5, (20, 20)) == Rect(40, 20, 60, 30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Box, *[st.integers(0, 900)] * 2, *[st.integers(10, 300)] * 2), max_size=4))
def test_a_crop_holds_its_boxes_and_stays_on_the_picture(found: list[Box]) -> None:
    shown = crop(found, (1280, 1280), 1.6, around=0.25, least=400)
    assert 0 <= shown.left <= 1280 - shown.width
    assert 0 <= shown.top <= 1280 - shown.height
    for box in found:
        assert shown.left <= box.left + 1
        assert box.left + box.width <= shown.left + shown.width + 1
