"""Small packages made in memory: one right one per standard, and one wrong one per rule."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

MANIFEST_12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="pack">
 <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
 <organizations default="org">
  <organization identifier="org">
   <title>Caf\u00e9 orders</title>
   <item identifier="one" identifierref="res"><title>Orders</title><adlcp:masteryscore>80</adlcp:masteryscore></item>
   <item identifier="two" identifierref="res"><title>Quotes</title></item>
  </organization>
 </organizations>
 <resources>
  <resource identifier="res" type="webcontent" adlcp:scormtype="sco" href="index.html">
   <file href="index.html"/>
   <file href="img/a%20b.png"/>
  </resource>
 </resources>
</manifest>
"""
MANIFEST_2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss" identifier="pack">
 <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
 <organizations default="org">
  <organization identifier="org">
   <title>Orders</title>
   <item identifier="one" identifierref="res">
    <title>Orders</title>
    <adlcp:completionThreshold minProgressMeasure="0.8"/>
   </item>
  </organization>
 </organizations>
 <resources>
  <resource identifier="res" type="webcontent" adlcp:scormType="sco" href="index.html">
   <file href="index.html"/>
   <file href="img/a%20b.png"/>
  </resource>
 </resources>
</manifest>
"""
CMI5 = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
 <course id="https://example.org/orders">
  <title><langstring lang="en">Orders</langstring><langstring lang="fr">Commandes</langstring></title>
  <description><langstring lang="en">All about orders</langstring></description>
 </course>
 <objectives>
  <objective id="https://example.org/orders/find">
   <title><langstring lang="en">Find</langstring></title>
   <description><langstring lang="en">Find an order</langstring></description>
  </objective>
 </objectives>
 <au id="https://example.org/orders/1" moveOn="Passed" masteryScore="0.8" launchMethod="AnyWindow">
  <title><langstring lang="en">Orders</langstring></title>
  <description><langstring lang="en">Find them</langstring></description>
  <objectives><objective idref="https://example.org/orders/find"/></objectives>
  <url>index.html?lang=en</url>
 </au>
</courseStructure>
"""
FILES = {"index.html": b"<!DOCTYPE html><title>x</title>", "img/a b.png": b"png"}


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return buffer.getvalue()


def scorm12(*changes: tuple[str, str], encoding: str = "utf-8", files: dict[str, bytes] | None = None) -> bytes:
    """The right package with texts of its manifest exchanged."""
    return packed({"imsmanifest.xml": _changed(MANIFEST_12, changes).encode(encoding), **FILES, **(files or {})})


def scorm2004(*changes: tuple[str, str]) -> bytes:
    """The right package with texts of its manifest exchanged."""
    return packed({"imsmanifest.xml": _changed(MANIFEST_2004, changes).encode(), **FILES})


def cmi5(*changes: tuple[str, str]) -> bytes:
    """The right package with texts of its course structure exchanged."""
    return packed({"cmi5.xml": _changed(CMI5, changes).encode(), **FILES})


def _changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def _entry(name: str, *, mode: int = 0o100644, **values: int) -> bytes:
    """The right package and one entry more."""
    buffer = io.BytesIO(scorm12())
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = mode << 16
    entry.compress_type = values.get("method", zipfile.ZIP_STORED)
    with zipfile.ZipFile(buffer, "a") as target:
        target.writestr(entry, b"x" * values.get("size", 1))
    return buffer.getvalue()


def _twice() -> bytes:
    return _entry("index.htm_").replace(b"index.htm_", b"index.html")


def _unmarked() -> bytes:
    """A name in the encoding of an old computer."""
    return _entry("prix_e.html").replace(b"prix_e.html", b"prix\x82e.html")


def _damaged() -> bytes:
    return _entry("notes.txt", size=40).replace(b"x" * 40, b"x" * 39 + b"y")


def _overlapping() -> bytes:
    """The second entry of the directory leads to the bytes of the first."""
    data = bytearray(_entry("notes.txt"))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = struct.pack("<L", struct.unpack_from("<L", data, first + 42)[0] + 5)
    return bytes(data)


def _many() -> bytes:
    """An end record that announces more entries than there are."""
    data = bytearray(scorm12())
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 20_000, 20_000)
    return bytes(data)


SCO = 'adlcp:scormtype="sco"'
ITEM_TWO = '<item identifier="two" identifierref="res"><title>Quotes</title></item>'
ORGANIZATION = MANIFEST_12[MANIFEST_12.index("  <organization id") : MANIFEST_12.index(" </organizations")]
AU = 'moveOn="Passed" masteryScore="0.8"'
SAMPLES: dict[str, Callable[[], bytes]] = {
    "P101": lambda: b"<html>no zip at all</html>",
    "P102": lambda: scorm12()[:-30],
    "P103": _many,
    "P104": lambda: _entry("../x.html"),
    "P105": lambda: _entry("con.txt"),
    "P106": lambda: _entry("shortcut", mode=0o120777),
    "P107": _twice,
    "P108": lambda: _entry("Index.html"),
    "P109": _unmarked,
    "P110": lambda: _entry("notes.txt", method=zipfile.ZIP_LZMA),
    "P111": _damaged,
    "P112": lambda: _entry("zeros.bin", method=zipfile.ZIP_DEFLATED, size=20 << 20),
    "P113": _overlapping,
    "P201": lambda: packed(FILES),
    "P202": lambda: packed({"course/imsmanifest.xml": MANIFEST_12.encode()}),
    "P203": lambda: packed({"IMSMANIFEST.XML": MANIFEST_12.encode()}),
    "P211": lambda: scorm12(encoding="latin-1"),
    "P212": lambda: scorm12((">Quotes<", ">Quotes & orders<")),
    "P213": lambda: scorm12(("?>\n", '?>\n<!DOCTYPE manifest [<!ENTITY a "aaaa">]>\n')),
    "P214": lambda: scorm12((">Quotes<", f">{'<b>' * 200}{'</b>' * 200}<")),
    "P301": lambda: scorm12(("imscp_rootv1p1p2", "imscp_rootv1p1")),
    "P302": lambda: scorm12(("</adlcp:masteryscore>", "</adlcp:masteryscore><metadata/>")),
    "P303": lambda: scorm12(('identifierref="res"><title>Q', 'identifierRef="res"><title>Q')),
    "P304": lambda: scorm12((">1.2<", ">1.3<")),
    "P305": lambda: scorm12(('"two"', '"2 two"')),
    "P306": lambda: scorm12(('"two"', '"one"')),
    "P307": lambda: scorm12(('"two" identifierref="res"', '"two" identifierref="Res"')),
    "P308": lambda: scorm12(('"two" identifierref="res"', '"two"')),
    "P309": lambda: scorm12((ORGANIZATION, "")),
    "P310": lambda: scorm12((f" {SCO}", "")),
    "P311": lambda: scorm12((SCO, 'adlcp:scormType="sco"')),
    "P312": lambda: scorm12((SCO, 'adlcp:scormtype="asset"')),
    "P313": lambda: scorm12((">Quotes<", f">{'Q' * 300}<")),
    "P314": lambda: scorm12(('<file href="index.html"/>', '<file href="index.html"/><file href="Img/a b.png"/>')),
    "P315": lambda: scorm12(files={"extra.js": b""}),
    "P316": lambda: scorm12(('<file href="index.html"/>', '<file href="index.html"/><file href="../shared/a.js"/>')),
    "P317": lambda: scorm12(('<file href="index.html"/>', '<file href="index.html"/><file href="https://example.org/a.js"/>')),
    "P318": lambda: scorm12((' href="index.html">', ">")),
    "P319": lambda: scorm12((">80<", ">80,5<")),
    "P320": lambda: scorm12(files={"index.html": b'<title>x</title>\n<script src="https://example.org/a.js"></script>'}),
    "P401": lambda: cmi5(("/v1/CourseStructure.xsd", "/v2/CourseStructure.xsd")),
    "P402": lambda: cmi5(("  <url>index.html?lang=en</url>\n", "")),
    "P403": lambda: cmi5(("moveOn=", "moveon=")),
    "P404": lambda: cmi5(("https://example.org/orders/1", "orders-1")),
    "P405": lambda: cmi5(('au id="https://example.org/orders/1"', 'au id="https://example.org/orders"')),
    "P406": lambda: cmi5(("index.html", "../other/index.html")),
    "P407": lambda: cmi5(("index.html?lang=en", "javascript:go()")),
    "P408": lambda: cmi5(("?lang=en", "?endpoint=mine")),
    "P409": lambda: cmi5(("Passed", "passed")),
    "P410": lambda: cmi5(("0.8", "80")),
    "P411": lambda: cmi5(('lang="fr"', 'lang="EN"')),
    "P412": lambda: cmi5(("AnyWindow", "NewWindow")),
    "P413": lambda: cmi5(('idref="https://example.org/orders/find"', 'idref="https://example.org/orders/found"')),
    "P414": lambda: cmi5((f"{AU} ", "")),
    "P415": lambda: cmi5(("index.html?lang=en", "https://example.org/index.html")),
}  # fmt: skip
"""Code -> a package that breaks this rule."""
