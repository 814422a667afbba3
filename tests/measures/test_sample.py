"""The sample's records are what their script makes of the sample catalog."""

from __future__ import annotations

import pytest
from sample_records import ROOT, files, truth

pytestmark = pytest.mark.xdist_group("records")


def test_the_committed_records_are_what_the_script_makes() -> None:
    made = {name: text.encode() for name, text in files(ROOT).items()}
    kept = {path.name: path.read_bytes() for path in (ROOT / "samples" / "records").iterdir()}
    assert len(made) > 10
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert not stale, "the sample catalog changed: run python samples/make_records.py"
    assert sum(map(len, kept.values())) < 1_500_000


def test_twice_made_is_the_same() -> None:
    assert files(ROOT) == files(ROOT)


def test_the_people_are_those_of_the_programme() -> None:
    people, _ = truth()
    assert len(people) == len({person.number for person in people}) == len({person.mail for person in people}) == 1200
    assert sum(person.role == "planner" for person in people) == 420
    assert sum(person.site in ("hamburg", "rotterdam") for person in people) == 430
    assert sum(person.name == "Anna Schmidt" for person in people) == 2
    assert any(person.name == "=1+1 Formula" for person in people)
    assert all(len(person.number) == 5 for person in people)
    assert any(person.number.startswith("00") for person in people)
    assert any(person.left for person in people)
