"""The brand algorithm: the default reproduces the reference values, difficult brands stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adoptgen.look.css import css_scale, css_variables, variable
from adoptgen.look.oklch import Oklch, contrast, fitted, hue_distance, in_gamut, parse, to_hex
from adoptgen.look.palette import Palette, palette
from adoptgen.look.tokens import SCHEMES, Scheme, colours, token

DIFFICULT = (
    "#ffed00",
    "#c6ff00",
    "#00e5ff",
    "#ffd1dc",
    "#ff7900",
    "#e60000",
    "#ff00b8",
    "#009a93",
    "#0000ff",
    "#0a1033",
    "#808080",
    "#000000",
)
BRANDS = ("#0f5c78", *DIFFICULT)
GROUNDS = ("neutral.canvas", "neutral.surface", "neutral.sunken", "brand.tint")
TEXTS = ("neutral.text", "neutral.textSoft", "neutral.textFaint", "brand.text")
LINES = ("neutral.control", "brand.edge", "brand.focus")
STATES = ("right", "caution", "wrong", "info")


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _pairs(found: Palette, scheme: Scheme) -> list[tuple[str, str, float]]:
    """(foreground, ground, least contrast): text 4.5:1, anything else that carries meaning 3:1."""
    pairs = [(text, ground, 4.5) for text in TEXTS for ground in GROUNDS]
    pairs += [(line, ground, 3.0) for line in LINES for ground in GROUNDS]
    pairs += [("neutral.text", "neutral.mark", 4.5), ("neutral.onInverse", "neutral.inverse", 4.5)]
    pairs += [("brand.onFill", "brand.fill", 4.5), ("brand.onFill", "brand.fillHover", 4.5)]
    pairs += [(f"brand.onRamp.{step}", f"brand.ramp.{step}", 4.5) for step in range(7)]
    pairs += [(f"state.{state}.{role}", f"state.{state}.tint", 4.5) for state in STATES for role in ("text",)]
    pairs += [(f"state.{state}.text", ground, 4.5) for state in STATES for ground in GROUNDS[:3]]
    pairs += [(f"state.{state}.edge", f"state.{state}.tint", 3.0) for state in STATES]
    pairs += [(f"state.{state}.onFill", f"state.{state}.fill", 4.5) for state in STATES]
    pairs += [(f"chart.categorical.{index}", "neutral.surface", 3.0) for index in range(6)]
    pairs += [("chart.axisText", "neutral.surface", 4.5), ("chart.target.stroke", "neutral.surface", 3.0)]
    return pairs


def _failures(found: Palette, scheme: Scheme) -> list[str]:
    roles = found.roles(scheme)
    measured = [(a, b, least, contrast(roles[a], roles[b])) for a, b, least in _pairs(found, scheme)]
    return [f"{scheme}: {a} on {b} is {ratio:.2f}, under {least}" for a, b, least, ratio in measured if ratio < least]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [  # published values: WCAG understanding documents and the WebAIM checker
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#949494", "#ffffff", 3.03),
    ],
)
def test_contrast_as_published(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [  # published by CSS Color 4 and its test suite
        ("#ff0000", 0.62796, 0.25768, 29.234),
        ("#00ff00", 0.86644, 0.29483, 142.495),
        ("#0000ff", 0.45201, 0.31321, 264.052),
        ("#ffffff", 1.0, 0.0, 0.0),
    ],
)
def test_oklch_as_published(colour: str, lightness: float, chroma: float, hue: float) -> None:
    found = parse(colour)
    assert found.lightness == pytest.approx(lightness, abs=2e-4)
    assert found.chroma == pytest.approx(chroma, abs=2e-4)
    assert chroma == 0 or hue_distance(found.hue, hue) < 0.1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_default_brand_has_the_reference_values(scheme: Scheme) -> None:
    found = palette(token("brandInput.colour"))
    reference = list(colours(scheme))
    assert len(reference) > 60
    for role, colour in reference:
        difference = max(
            abs(a - b) for a, b in zip(_channels(colour), _channels(found.colour(role, scheme)), strict=True)
        )
        assert difference <= 2, f"{scheme} {role}: {found.colour(role, scheme)} instead of {colour}"


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_difficult_brands_are_readable(brand: str, scheme: Scheme) -> None:
    assert len(_pairs(palette(brand), scheme)) > 60
    assert _failures(palette(brand), scheme) == []


def test_canary_an_unreadable_palette_is_seen() -> None:
    spoilt = tuple((role, "#fefefe" if role == "brand.text" else colour) for role, colour in palette().light)
    assert any("brand.text" in failure for failure in _failures(Palette("#0f5c78", spoilt, palette().dark), "light"))


def test_fills_stay_the_brands_own() -> None:
    assert [brand for brand in BRANDS if palette(brand).colour("brand.fill") != brand] == []
    kept = [brand for brand in DIFFICULT if palette(brand).colour("brand.fill", "dark") == brand]
    assert len(kept) >= 9


@given(st.integers(0, 0xFFFFFF))
@settings(max_examples=60, deadline=None)
def test_any_brand_is_readable(number: int) -> None:
    brand = f"#{number:06x}"
    assert [failure for scheme in SCHEMES for failure in _failures(palette(brand), scheme)] == []


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_survives_oklch(number: int) -> None:
    assert to_hex(parse(f"#{number:06x}")) == f"#{number:06x}"


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_gamut_mapping_only_takes_chroma(lightness: float, chroma: float, hue: float) -> None:
    wanted = Oklch(lightness, chroma, hue)
    found = fitted(wanted)
    assert (found.lightness, found.hue) == (lightness, hue)
    assert found.chroma <= chroma
    assert in_gamut(found) or found.chroma == 0


@pytest.mark.parametrize("colour", ["", "red", "#fff", "0f5c78", "#0f5c7g", "#0f5c7800"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError):
        palette(colour)


def test_signal_keeps_away_from_the_brand() -> None:
    assert palette("#0f5c78").colour("callout.signal") == token("callout.signal")
    assert palette("#ff00b8").colour("callout.signal") == token("callout.signalIfBrandHueWithin35Degrees")
    assert palette("#000000").colour("callout.signal") == token("callout.signal")


def test_css_names_every_role_in_both_schemes() -> None:
    css = css_variables(palette())
    for scheme in SCHEMES:
        for role, colour in palette().roles(scheme).items():
            assert f"{variable(role)}: {colour};" in css
    assert "--ag-brand-fill-hover: #004b64;" in css
    assert "prefers-color-scheme: dark" in css
    assert "prefers-color-scheme" not in css_variables(palette(), follow_system=False)


def test_css_scale_carries_type_and_space() -> None:
    css = css_scale()
    for line in (
        "--ag-size-h1: 2.5rem;",
        "--ag-radius-control: 8px;",
        "--ag-focus-width: 2.5px;",
        "--ag-space-72: 72px;",
    ):
        assert line in css
    assert "Source Serif" in css
    assert "Source Serif" not in css_scale(player=True)


def test_a_font_name_cannot_leave_its_declaration() -> None:
    css = css_scale('X"; } body { display: none } <style>')
    assert css.count("}") == 1
    assert "<" not in css
