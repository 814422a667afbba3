"""Damaged tables: what is accepted is right, what is not is named with its line, and nothing shifts."""

from __future__ import annotations

import csv
import io
import re
import tarfile
from collections.abc import Iterator

import pytest
from evidence_project import SHARED, ZONE

from adoptgen.evidence import tables
from adoptgen.evidence.contract import Lost, Source
from adoptgen.evidence.dialect import UnreadableError, decode, sniff, unpack
from adoptgen.evidence.rows import Damage, Row, rows

OWN = (
    b"DATE,TIME,Qty,PRODUCTID,Price,ProductType,ProductDescription,URL,Comments\r\n"
    b'28/01/2018,00:00,2,AB-1,$7.50,"Boots, low","A ""good"" boot",https://a.example,\r\n'
    b"29/01/2018,00:15,1,AB-2,$8.50,Coat,,https://b.example,,\r\n"
    b'30/01/2018,00:30,1,AB-3,$9.50,"Co"at,Warm,https://c.example,\r\n'
    b'31/01/2018,00:45,1,AB-4,$9.50,"Hat,Warm,https://d.example,\r\n'
    b"01/02/2018,00:45,1,AB-5,$1.50,Hat,Warm,https://e.example,\r\n"
    b"01/02/2018,01:00,1,AB-6,$1.50,Hat,Warm\r\n"
)
CLEAN = (
    b"DATE,TIME,Qty,PRODUCTID,Price,ProductType,ProductDescription,URL,Comments\r\n"
    b'28/01/2018,00:00,2,AB-1,$7.50,"Boots, low","A ""good"" boot",https://a.example,\r\n'
    b"01/02/2018,00:45,1,AB-5,$1.50,Hat,Warm,https://e.example,\r\n"
)
TYPES = (r"\d\d/\d\d/\d{4}", r"\d\d:\d\d", r"\d+", r"[A-Z]{2}-\d+", r"\$[\d.,]+", ".*", ".*", r"(https?://\S+)?", ".*")


def accepted(data: bytes, name: str) -> list[tuple[str, ...]] | None:
    """Rows that the declared header, the width and the types let through; None where the file is refused."""
    text, encoding = decode(data)
    source = Source(name, text, sniff(text, encoding), ZONE)
    head = tables.header(source)
    if head.cells[0] != "DATE" or len(head.cells) != len(TYPES):
        return None
    found = [row.cells for row in tables.body(source, head) if isinstance(row, Row)]
    return [cells for cells in found if all(map(re.fullmatch, TYPES, cells, [re.S] * len(TYPES)))]


def corpus() -> Iterator[tuple[str, bytes, bytes]]:
    """(name, damaged, clean): our own file, and the published corpus where it is there."""
    yield "own.csv", OWN, CLEAN
    archive = SHARED / "hostile" / "csv" / "damaged_250.tar.xz"
    if archive.is_file():
        with tarfile.open(archive) as tar:
            for name in sorted(name for name in tar.getnames() if "/csv/" in name):
                pair = (tar.extractfile(name), tar.extractfile(name.replace("/csv/", "/clean/")))
                yield name, *(file.read() for file in pair if file)


def test_no_wrong_row_is_accepted_and_the_sound_ones_are_kept() -> None:
    kept = sound = 0
    for name, damaged, clean in corpus():
        right = {tuple(row) for row in csv.reader(io.StringIO(clean.decode(), newline=""))}
        got = accepted(damaged, name)
        if got is None:
            continue
        assert not [row for row in got if row not in right], name
        kept += len(got)
        sound += len(right) - 1
    assert sound >= 2
    assert kept / sound >= 0.985


def test_canary_the_csv_module_lets_wrong_rows_through() -> None:
    right = {tuple(row) for row in csv.reader(io.StringIO(CLEAN.decode(), newline=""))}
    assert [row for row in csv.reader(io.StringIO(OWN.decode(), newline="")) if tuple(row) not in right]


def test_damage_is_named_with_line_and_column() -> None:
    damage = [row for row in rows(OWN.decode(), ",", 9) if isinstance(row, Damage)]
    assert [(item.line, item.code) for item in damage] == [(3, "E110"), (4, "E111"), (5, "E111"), (7, "E110")]
    assert damage[1].column == OWN.decode().split("\r\n")[3].index('"') + 1


def test_a_quoted_cell_may_hold_line_ends() -> None:
    assert [row.cells for row in rows('a,"b\nc"\nd,e\n', ",", 2) if isinstance(row, Row)] == [("a", "b\nc"), ("d", "e")]


def test_carriage_returns_alone_end_lines_where_there_is_nothing_else() -> None:
    assert [row.cells for row in rows("a,b\rc,d\r", ",", 2) if isinstance(row, Row)] == [("a", "b"), ("c", "d")]


NAMES = (
    "Łukasz Żółć",
    "Siobhán O'Brien",
    "佐藤 花子",
    "Müller, Dr.",
    'Shiv "S"',
    "=1+1",
    "Ана",
    "נועה",
    "Zoë",
    "\u202eevil",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_name_survives_every_encoding(encoding: str) -> None:
    text = "name,mail\n" + "".join(
        f'"{name.replace(chr(34), chr(34) * 2)}",m{index}\n' for index, name in enumerate(NAMES)
    )
    got, found = decode(text.encode(encoding))
    dialect = sniff(got, found)
    read = [row.cells for row in rows(got, dialect.separator, 2) if isinstance(row, Row)]
    assert read[1:] == [(name, f"m{index}") for index, name in enumerate(NAMES)]


def test_other_encodings_are_refused_with_the_place_and_read_when_declared() -> None:
    data = "name\nJörg\n".encode("cp1252")
    with pytest.raises(UnreadableError, match=r"byte 6 \(0xf6\) is not UTF-8") as caught:
        decode(data)
    assert caught.value.line == 2
    assert decode(data, "cp1252")[0] == "name\nJörg\n"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = separator.join(("a", "b", "c")) + "\n" + separator.join(("1, 2", "x; y", "z")) + "\n"
    assert sniff(text, "utf-8").separator == separator


def test_a_cut_gzip_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        unpack(b"\x1f\x8b\x08\x00cut")


def test_a_row_of_the_wrong_width_loses_all_its_entries() -> None:
    source = Source("x", "a,b\n1\n", sniff("a,b\n1\n", "utf-8"), ZONE)
    lost = [item for item in tables.body(source, tables.header(source), 4) if isinstance(item, Lost)]
    assert [item.entries for item in lost] == [4]
