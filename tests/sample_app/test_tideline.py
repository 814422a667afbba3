"""Tideline keeps the rules that the walkthroughs and lessons teach, in every language, and is the same every time."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import urllib.error
import urllib.parse
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from visitor import Visitor, tideline

from adoptgen.catalog.load import load
from adoptgen.sample_app import words

ROOT = Path(__file__).resolve().parent.parent.parent
APPLICATION = ROOT / "src" / "adoptgen" / "sample_app"
NAMES_ITS_NUMBER = {
    f"{key}.one"
    for key in (
        *("requests.waiting", "customers.count", "contacts.count", "opportunities.count", "opportunities.late"),
        *("pipeline.count", "activities.count", "remind.days"),
    )
}
"""Arabic writes "one customer" without a figure."""
PAGES = (
    "/",
    "/requests",
    "/requests/R-20418",
    "/customers",
    "/customers/1",
    "/opportunities",
    "/opportunities/O-1164",
    "/visits",
    "/quotes",
    "/quotes/Q-3127",
    "/cases",
    "/cases/C-5541",
    "/orders",
    "/orders/A-4076",
    "/dashboards",
    "/contacts",
    "/activities",
    "/board",
    "/settings",
    "/quotes/Q-3127/letter",
    "/api/activities?show=all",
    "/api/arrivals",
    "/api/pipeline?period=next-month",
    "/api/search?q=berg",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with tideline() as application:
        yield application.address


@pytest.fixture
def marlene(address: str) -> Visitor:
    visitor = Visitor(address).log_in()
    visitor.ask("/reset", now="yes")
    return visitor


def test_nobody_sees_anything_without_a_login(address: str) -> None:
    stranger = Visitor(address)
    assert "Bergström" not in stranger.ask("/requests")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        stranger.ask("/login", login="m.krueger", password="wrong")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        stranger.ask("/api/search?q=berg")


def test_it_answers_only_to_this_machine(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    stranger = Visitor(address)
    stranger.headers["Host"] = "tideline.nordkai.example"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        stranger.ask("/login")


@pytest.mark.parametrize("language", words.languages())
def test_a_reset_brings_every_page_back_to_the_byte(address: str, language: str) -> None:
    visitor = Visitor(address, language).log_in()
    visitor.ask("/reset", now="yes")
    before = [visitor.ask(path) for path in PAGES]
    visitor.ask("/requests/R-20418/claim", do="it")
    visitor.ask("/requests/R-20418/convert", name="New", service="air", close="1.3.2026", value="5000")
    assert [visitor.ask(path) for path in PAGES] != before
    visitor.ask("/reset", now="yes")
    assert [visitor.ask(path) for path in PAGES] == before


def test_a_claimed_request_becomes_an_opportunity_and_leaves_the_queue(marlene: Visitor) -> None:
    claimed = marlene.ask("/requests/R-20418/claim", do="it")
    assert "with M. Krüger" in claimed
    opened = marlene.ask(
        "/requests/R-20418/convert", name="Bergström", service="sea-lcl", close="27 February 2026", value="€148,000"
    )
    assert "27 February 2026" in opened
    assert "€148,000" in opened
    assert "R-20418" not in marlene.ask("/requests")


def test_a_request_somebody_else_has_claimed_cannot_be_converted(marlene: Visitor) -> None:
    assert re.search(r"<button[^>]*data-open=\"new-opportunity\" disabled", marlene.ask("/requests/R-20415"))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        marlene.ask("/requests/R-20416/convert", name="Of an unknown customer")


@pytest.mark.parametrize(("discount", "state"), [("8", "Sent"), ("9", "Waiting for approval")])
def test_a_discount_above_eight_per_cent_waits_for_approval(marlene: Visitor, discount: str, state: str) -> None:
    assert f">{state}</span>" in marlene.ask("/quotes/Q-3127", discount=discount, reason="two years")


def test_the_clock_of_a_case_stands_still_only_while_the_customer_has_the_turn(marlene: Visitor) -> None:
    assert "2 h 45 min left" in marlene.ask("/cases/C-5541")
    paused = marlene.ask("/cases/C-5541", owner="L. Roth", status="waiting-customer")
    assert "Paused, 2 h 45 min left" in paused
    running = marlene.ask("/cases/C-5541", owner="L. Roth", status="open")
    assert "Paused" not in running
    assert "Answered 09:20" in marlene.ask("/cases/C-5541/answered", do="it")


def test_only_won_business_is_handed_over_and_only_once(marlene: Visitor) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        marlene.ask("/opportunities/O-1187/hand-over", departure="soon")
    assert "Order A-4077" in marlene.ask("/opportunities/O-1164/hand-over", departure="22 January")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        marlene.ask("/opportunities/O-1164/hand-over", departure="22 January")


def test_the_forecast_leaves_out_what_is_late_or_has_no_price(marlene: Visitor) -> None:
    assert '"forecast": "€110,000"' in marlene.ask("/api/pipeline?period=next-month")
    marlene.ask("/opportunities/O-1184", stage="negotiation", close="2026-02-06", value="132000", next="")
    assert '"forecast": "€242,000"' in marlene.ask("/api/pipeline?period=next-month")


@pytest.mark.parametrize(("typed", "first"), [("bergst", "Bergström Timber"), ("WIT bloe", "Van Oosterhout")])
def test_search_needs_part_of_a_word_and_no_accents(marlene: Visitor, typed: str, first: str) -> None:
    found = marlene.ask("/api/search?" + urllib.parse.urlencode({"q": typed}))
    assert found.index(first) < 40


def used_words() -> set[str]:
    """Keys that templates and code ask for by their full name."""
    sources = [*APPLICATION.rglob("*.html"), *APPLICATION.rglob("*.py")]
    return {
        key
        for path in sources
        for key in re.findall(r"""\bw?\.?[tn]\(\s*f?["']([a-z][a-z.-]+[a-z])["']""", path.read_text(encoding="utf-8"))
    }


def holes(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def plural(key: str, english: Mapping[str, str]) -> bool:
    """Whether a key is a plural form (CLDR) that other languages need and English has not."""
    base, _, form = key.rpartition(".")
    return base in english and form in ("zero", "one", "two", "few", "many")


@pytest.mark.parametrize("language", words.languages())
def test_every_language_has_all_words_with_the_same_holes(language: str) -> None:
    table, english = words.table(language), words.table("en")
    assert {key for key in set(table) ^ set(english) if not plural(key, english)} == set()
    assert {key for key in table if key in english and holes(english[key]) != holes(table[key])} <= NAMES_ITS_NUMBER
    used = used_words()
    assert len(used) > 100
    assert used - set(table) == set()


def bold_labels() -> dict[str, list[str]]:
    """Walkthrough -> labels its texts set in bold, but for those that open a warning or a paragraph."""
    catalog = load(ROOT / "catalog").catalog
    assert catalog is not None
    found = {}
    for item in catalog.walkthroughs.values():
        texts = [text for step in item.steps for text in (step.say, step.result, step.why, step.note) if text]
        found[item.id] = [label for text in (*texts, *item.different) for label in re.findall(r"\*\*(.+?)\*\*", text)]
    return found


def strangers(labels: dict[str, list[str]]) -> list[str]:
    known = set(words.table("en").values())
    return [f"{name}: {label}" for name, found in labels.items() for label in found if label not in known]


def test_labels_in_walkthroughs_are_words_of_the_application() -> None:
    labels = bold_labels()
    assert len(labels) == 8
    assert all(len(found) >= 5 for found in labels.values())
    assert strangers(labels) == []


def test_canary_a_label_the_application_lacks_is_found() -> None:
    assert strangers({"case.open": ["Save", "Save it"]}) == ["case.open: Save it"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("team=mine&sort=close", ["O-1159", "O-1184", "O-1178", "O-1164", "O-1186", "O-1187", "O-1185"]),
        ("customer=5", ["O-1178", "O-1174", "O-1170", "O-1187"]),
        ("customer=5&team=Lyon", ["O-1170"]),
        ("late=1&team=everybody&sort=-close", ["O-1178", "O-1184", "O-1172", "O-1181"]),
        ("customer=5&sort=value", ["O-1170", "O-1178", "O-1174", "O-1187"]),
        ("team=Gdańsk&period=next-month", ["O-1179"]),
    ],
)
def test_the_list_is_filtered_by_team_customer_and_month_and_sorted(
    marlene: Visitor, query: str, numbers: list[str]
) -> None:
    shown = re.findall(
        r'href="/opportunities/(O-\d+)"', marlene.ask("/opportunities?" + urllib.parse.quote(query, "=&-"))
    )
    assert shown == numbers


def test_a_manager_sees_the_branch_first_and_answers_what_waits(address: str, marlene: Visitor) -> None:
    marlene.ask("/quotes/Q-3127", discount="12", reason="two years")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        marlene.ask("/quotes/Q-3127/approve", do="it")
    hanne = Visitor(address).log_in("h.vogt")
    assert '<option value="Hamburg" selected>' in hanne.ask("/dashboards")
    assert '"late": 2' in hanne.ask("/api/pipeline?team=Hamburg")
    assert '"late": 4' in hanne.ask("/api/pipeline?team=everybody")
    assert ">Sent</span>" in hanne.ask("/quotes/Q-3127/approve", do="it")


def test_a_customer_is_seen_across_branches(marlene: Visitor) -> None:
    shown = marlene.ask("/customers/5")
    assert [site for site in ("Hamburg", "Lyon", "Jebel Ali") if f'<th scope="row">{site}</th>' in shown] == [
        "Hamburg",
        "Lyon",
        "Jebel Ali",
    ]


def test_new_customers_contacts_activities_and_reminders_are_kept_until_the_reset(marlene: Visitor) -> None:
    assert "K-11959" in marlene.ask("/customers", name="Nordlicht eG", street="Kai 1", town="Kiel", country="DE")
    assert "Ada Holm" in marlene.ask(
        "/customers/15/contacts", name="Ada Holm", role="pays", mail="ada@nordlicht.example"
    )
    assert "20 January 2026" in marlene.ask("/api/customers/15/remind", days="7")
    marlene.ask("/api/activities", subject="Prices for Kiel", due="16.1.2026", kind="mail", customer="15")
    assert "Prices for Kiel" in marlene.ask("/api/activities?show=open")
    marlene.ask("/api/activities/10", done="1")
    assert "Prices for Kiel" not in marlene.ask("/api/activities?show=open")
    marlene.ask("/reset", now="yes")
    assert "Nordlicht" not in marlene.ask("/customers") + marlene.ask("/api/activities?show=all")


def test_a_picture_is_hung_on_a_case_and_a_huge_one_is_refused(marlene: Visitor) -> None:
    path, kind = "/api/cases/C-5541/files?name=lid.jpg", {"Content-Type": "application/octet-stream"}
    assert '"lid.jpg", "size": "2 kB"' in marlene.send(path, b"x" * 1200, **kind)
    with pytest.raises(urllib.error.HTTPError, match="413"):
        marlene.send(path, b"x" * 1_000_001, **kind)


def test_the_letter_is_written_in_the_language_chosen_inside_its_frame(marlene: Visitor) -> None:
    assert 'lang="ar" dir="rtl"' in marlene.ask("/quotes/Q-3127/letter?language=ar")
    assert "13. Februar 2026" in marlene.ask("/quotes/Q-3127/letter?language=de")


def test_a_language_once_chosen_stays(marlene: Visitor) -> None:
    assert 'lang="ar" dir="rtl"' in marlene.ask("/settings", language="ar")
    assert "الطلبات المفتوحة" in marlene.ask("/dashboards")


def test_data_in_a_file_outlive_the_application(tmp_path: Path) -> None:
    database = str(tmp_path / "tideline.sqlite")
    with tideline(database=database) as first:
        Visitor(first.address).log_in().ask("/requests/R-20418/claim", do="it")
    with tideline(database=database) as second:
        again = Visitor(second.address).log_in()
        assert "with M. Krüger" in again.ask("/requests/R-20418")
        again.ask("/reset", now="yes")
        assert "with M. Krüger" not in again.ask("/requests/R-20418")


def test_it_is_up_in_half_a_second() -> None:
    """In CPU seconds, which no busy machine stretches."""
    up = "from adoptgen.sample_app.server import Tideline; Tideline().server_close()"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", up], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5
