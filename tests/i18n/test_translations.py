"""Texts out, translations in: nothing lost, nothing stale published as current."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from adoptgen.catalog.load import load
from adoptgen.catalog.localise import Translation, blocks, extract, localise, merge, read_translation, status
from adoptgen.cli.main import cli
from adoptgen.formats import po, xliff
from adoptgen.formats.po import Entry
from adoptgen.model.catalog import Catalog

TINY = Path(__file__).parent.parent / "catalogs" / "tiny"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def catalog_of(project: Path) -> Catalog:
    catalog = load(project / "catalog").catalog
    assert catalog is not None
    return catalog


def run(project: Path, *words: str) -> str:
    result = CliRunner().invoke(cli, ["i18n", *words, "--project", str(project)])
    assert result.exit_code == 0, result.output
    return result.output


def translate_all(project: Path) -> None:
    for path in (project / "catalog/i18n/fr").glob("*.po"):
        entries = [replace(entry, target=f"FR {entry.source}") for entry in po.read(path.read_bytes())]
        path.write_bytes(po.write(entries, "fr"))


def test_every_text_is_extracted_and_comes_back_translated(project: Path) -> None:
    run(project, "extract")
    translate_all(project)
    catalog = catalog_of(project)
    french = localise(catalog, read_translation(project / "catalog", "fr"))
    assert french.untranslated == {}
    assert french.lessons["why-we-leave"].title == "FR Why we leave the spreadsheets"
    assert french.walkthroughs["opportunity.convert"].steps[0].say == "FR In the side menu, choose **Requests**."
    assert french.lessons["why-we-leave"].body.startswith("FR Five branches")
    assert french.roles["account-executive"].id == "account-executive"


def test_the_po_files_are_read_by_another_reader(project: Path) -> None:
    run(project, "extract")
    data = (project / "catalog/i18n/fr/lessons.po").read_bytes()
    found = read_po(io.BytesIO(data), abort_invalid=True)
    assert str(found.locale) == "fr"
    assert len(found) == len(po.read(data)) > 5


def test_a_changed_source_is_stale_and_published_in_the_source_language(project: Path) -> None:
    run(project, "extract")
    translate_all(project)
    lesson = project / "catalog/lessons/why-we-leave.md"
    lesson.write_text(lesson.read_text().replace("Five branches keep", "Five branches still keep"))
    french = localise(catalog_of(project), read_translation(project / "catalog", "fr"))
    assert french.untranslated == {"lesson/why-we-leave": ("body",)}
    assert "Five branches still keep" in french.lessons["why-we-leave"].body
    run(project, "extract")
    translation = read_translation(project / "catalog", "fr")
    (entry,) = [entry for entry in translation.entries.values() if entry.stale]
    assert entry.previous == "Five branches keep five customer lists."
    assert "1 stale" in run(project, "status")
    assert localise(catalog_of(project), translation).untranslated == {"lesson/why-we-leave": ("body",)}


def test_order_does_not_matter(project: Path) -> None:
    run(project, "extract")
    translate_all(project)
    skill = project / "catalog/skills/accounts.find.yaml"
    skill.write_text(
        skill.read_text().replace(
            "levels: [Finds it with the guide, Finds it alone, Helps others find theirs]",
            "levels: [Finds it alone, Finds it with the guide, Helps others find theirs]",
        )
    )
    french = localise(catalog_of(project), read_translation(project / "catalog", "fr"))
    assert french.skills["accounts.find"].levels[0] == "FR Finds it alone"
    assert french.untranslated == {}


def test_extracting_twice_changes_nothing(project: Path) -> None:
    run(project, "extract")
    translate_all(project)
    run(project, "extract")
    before = {path: path.read_bytes() for path in (project / "catalog/i18n").rglob("*.po")}
    run(project, "extract")
    assert before == {path: path.read_bytes() for path in (project / "catalog/i18n").rglob("*.po")}
    assert before


def test_xliff_goes_out_and_comes_back(project: Path, tmp_path: Path) -> None:
    run(project, "extract")
    out = tmp_path / "fr.xlf"
    run(project, "extract", "--format", "xliff", "--output", str(out))
    texts = out.read_text().replace('<target state="new"/>', '<target state="translated">TRADUIT</target>')
    out.write_text(texts)
    assert "taken in for fr" in run(project, "import", str(out), "--language", "fr")
    rows = status(extract(catalog_of(project), read_translation(project / "catalog", "fr")))
    assert sum(row.missing for row in rows) == 0 < sum(row.done for row in rows)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"<x/>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff>&a;</xliff>", b"<xliff", b""],
)
def test_a_hostile_xliff_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(po.UnreadableFileError) as caught:
        xliff.read(data)
    assert caught.value.line >= 1


def test_a_damaged_po_is_a_problem_with_its_line(project: Path) -> None:
    run(project, "extract")
    path = project / "catalog/i18n/fr/skills.po"
    path.write_bytes(path.read_bytes() + b'msgid "open\n')
    (problem,) = read_translation(project / "catalog", "fr").problems
    assert problem.code == "T101"
    assert problem.location.file == "catalog/i18n/fr/skills.po"
    assert problem.location.line > 10


def test_a_picture_of_a_language_stands_in_for_the_sources(project: Path) -> None:
    """By its name: assets/logo.fr.svg for assets/logo.svg, wherever the catalog names it; links are not followed."""
    assets = project / "catalog/assets"
    assets.mkdir()
    for name in ("logo.svg", "logo.fr.svg", "other.svg", "logo.de.svg"):
        (assets / name).touch()
    (assets / "other.fr.svg").symlink_to(assets / "logo.svg")
    translation = read_translation(project / "catalog", "fr")
    assert translation.pictures == {"assets/logo.fr.svg"}
    assert [translation.file(f"assets/{name}") for name in ("logo.svg", "other.svg")] == [
        "assets/logo.fr.svg",
        "assets/other.svg",
    ]
    loaded = load(project / "catalog").catalog
    assert loaded
    brand = loaded.programme.brand.model_copy(update={"logo": "assets/logo.svg"})
    source = replace(loaded, programme=loaded.programme.model_copy(update={"brand": brand}))
    assert localise(source, translation).programme.brand.logo == "assets/logo.fr.svg"
    assert source.programme.brand.logo == "assets/logo.svg"


def test_a_lost_link_is_reported() -> None:
    entry = Entry("lesson/a#body", "See [this](lesson/b).", "Voyez ceci.")
    translation = Translation("fr", {})
    assert translation.text("x", "y") is None
    data = po.write([entry], "fr")
    assert po.read(data)[0].target == "Voyez ceci."


@given(
    st.lists(
        st.builds(Entry, context=TEXT, source=TEXT, target=TEXT), max_size=8, unique_by=lambda e: (e.context, e.source)
    )
)
def test_po_and_xliff_keep_any_text(entries: list[Entry]) -> None:
    for read, data in (
        (po.read, po.write(entries, "fr")),
        (xliff.read, xliff.write(entries, "catalog", "en", "fr")),
    ):
        back = {(e.context, e.source): e.target for e in read(data)}
        assert back == {(e.context, e.source): e.target for e in entries}


@given(st.lists(st.sampled_from(["text", "", "```", "~~~", "  ", "| a |", "# h"]), max_size=20))
def test_blocks_lose_no_line(lines: list[str]) -> None:
    kept = [line for block in blocks("\n".join(lines)) for line in block.split("\n") if line.strip()]
    assert kept == [line for line in lines if line.strip()]


def test_merge_offers_an_old_translation_only_where_it_is_alike() -> None:
    known = {("c", "Choose Save."): Entry("c", "Choose Save.", "Choisissez Enregistrer.")}
    (alike,) = merge([Entry("c", "Choose Save now.")], known)
    assert alike.stale
    (other,) = merge([Entry("c", "Nothing in common at all")], known)
    assert other.target == ""
