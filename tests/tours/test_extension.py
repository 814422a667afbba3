"""The extension as an administrator gets it, unpacked into a real Chromium."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright
from touring import CARD, Watched, barriers, chromium, made, step, tideline

ADDRESS = "https://tideline.nordkai.example/crm/"


@contextmanager
def with_extension(files: dict[str, bytes], folder: Path) -> Iterator[BrowserContext]:
    """A Chromium that has it."""
    for name, data in files.items():
        path = folder / "extension" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    place = folder / "extension"
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=chromium(),
            headless=False,
            locale="en-GB",
            ignore_default_args=["--disable-extensions"],
            args=[
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                f"--disable-extensions-except={place}",
                f"--load-extension={place}",
                "--disable-features=DisableLoadExtensionCommandLineSwitch",
            ],
        )
        yield context
        context.close()


def test_a_task_under_a_strict_policy_over_page_loads(tmp_path: Path) -> None:
    with tideline(tagged=False) as application:
        files = made(application.address, "extension/")
        with with_extension(files, tmp_path) as context:
            watched = Watched(context, application.address)
            page = watched.log_in("/#adoptgen=case.open")
            step(page, 1)
            assert page.locator(CARD).evaluate("(one) => getComputedStyle(one).position") == "fixed"
            assert barriers(page) == []
            assert page.evaluate("() => [typeof driver, document.querySelectorAll('script[src*=tour]').length]") == [
                "undefined",
                0,
            ]
            page.get_by_role("navigation").get_by_role("link", name="Cases").click()
            step(page, 2)
            page.get_by_role("button", name="New case").click()
            step(page, 3)
            window = page.get_by_role("dialog", name="New case")
            window.get_by_label("Customer").select_option("4")
            step(page, 4)
            window.get_by_label("What happened").fill("2 of 14 pallets missing")
            window.get_by_label("What happened").blur()
            step(page, 5)
            window.get_by_label("Kind").select_option("loss")
            step(page, 6)
            window.get_by_label("Owner").select_option("A. Saleh")
            step(page, 7)
            assert barriers(page) == []
            window.get_by_role("button", name="Save", exact=True).click()
            step(page, 8)
            page.locator(CARD).get_by_role("button", name="Next").click()
            step(page, 9)
            page.locator(CARD).get_by_role("button", name="Finish").click()
            page.locator(CARD, has_text="That was the whole task").wait_for()
            assert (watched.strangers, watched.told) == ([], [])


def test_it_is_let_onto_the_application_and_nowhere_else() -> None:
    manifest = json.loads(made(ADDRESS, "extension/")["manifest.json"])
    assert manifest["manifest_version"] == 3
    assert [one["matches"] for one in manifest["content_scripts"]] == [[f"{ADDRESS}*"]]
    assert manifest["web_accessible_resources"][0]["matches"] == ["https://tideline.nordkai.example/*"]
    assert not {"permissions", "host_permissions", "background", "externally_connectable"} & set(manifest)


def test_all_it_names_is_there_and_the_archive_holds_the_same() -> None:
    files = made(ADDRESS, "extension/")
    manifest = json.loads(files["manifest.json"])
    script = manifest["content_scripts"][0]
    named = [*script["css"], *script["js"], *manifest["icons"].values()]
    named += manifest["web_accessible_resources"][0]["resources"]
    assert set(named) <= set(files)
    for language in ("en", "fr"):
        assert set(json.loads(files[f"_locales/{language}/messages.json"])) == {"name", "summary"}
    with zipfile.ZipFile(io.BytesIO(made(ADDRESS, "tideline-extension.zip")[""])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_no_code_comes_from_elsewhere() -> None:
    script = made(ADDRESS, "extension/")["tour.js"].decode()
    assert not [word for word in ("eval(", "new Function", "importScripts", "import(") if word in script]
    assert set(re.findall(r"https?://([\w.-]+)", script)) == {"www.w3.org", "adlnet.gov", "tideline.nordkai.example"}


@pytest.mark.parametrize("size", [16, 32, 48, 128])
def test_icons_are_pictures_with_a_clear_edge(size: int) -> None:
    data = made(ADDRESS, "extension/")[f"icon-{size}.png"]
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">2L", data[16:24]) == (size, size)
    length = struct.unpack(">L", data[33:37])[0]
    rows = zlib.decompress(data[41 : 41 + length])
    assert len(rows) == size * (1 + 4 * size)
    middle = rows[(size // 2) * (1 + 4 * size) + 1 + 4 * (size // 2) :][:4]
    assert rows[4] == 0, "the corner is clear"
    assert middle == bytes((0x0F, 0x5C, 0x78, 255)), "the middle has the brand's colour"
