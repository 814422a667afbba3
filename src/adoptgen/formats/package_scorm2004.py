"""What SCORM 2004 asks of a manifest in its own words: imscp_v1p1.xsd and adlcp_v1p3.xsd, 2nd to 4th edition.

Sequencing (imsss) and metadata are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adoptgen.formats.content_model import Model, Schema, Slot
from adoptgen.formats.faults import Fault
from adoptgen.formats.marked_xml import Element
from adoptgen.formats.package_scorm import ATTRIBUTES, LONGEST, STRUCTURE, VALUES, Edition, Manifest, packaging
from adoptgen.formats.package_scorm12 import ACTIONS

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCING = "http://www.imsglobal.org/xsd/imsss"
EDITION = Edition(
    name="SCORM 2004",
    cp=CP,
    adl=ADL,
    type_name="scormType",
    versions=("CAM 1.3", "2004 3rd Edition", "2004 4th Edition"),
    longest_title=LONGEST,
    schema=packaging(CP, least_items="+"),
)
"""SCORM 2004 CAM 3.4.1.2: schemaversion of the 2nd, 3rd and 4th edition."""
_TEXT = Model(others=False)
ADDITIONS = Schema(
    ADL,
    {
        "location": _TEXT,
        "dataFromLMS": _TEXT,
        "timeLimitAction": _TEXT,
        "completionThreshold": Model(
            (), (), ("completedByMeasure", "minProgressMeasure", "progressWeight"), others=False
        ),
        "data": Model((Slot(("map",), 1, 0),), others=False),
        "map": Model((), ("targetID",), ("readSharedData", "writeSharedData"), others=False),
    },
    STRUCTURE,
    ATTRIBUTES,
)
"""adlcp_v1p3.xsd of the 4th edition, which knows all that the earlier ones know."""
DATA_FROM_LMS = 4000
"""Characters an LMS hands over at least (SCORM 2004 RTE 4.2.12, SPM)."""
_DECIMAL = re.compile(r"[-+]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})")


def faults(manifest: Manifest) -> Iterator[Fault]:
    """ADL's elements, and values of them and of IMS's, that SCORM 2004 does not know."""
    yield from ADDITIONS.faults(manifest.root)
    for element in manifest.root.walk():
        for said, help_ in _wrong(element):
            yield VALUES.fault(f"<{element.name}> says {said[:40]!r}", help_, element.spot)


def _wrong(element: Element) -> Iterator[tuple[str, str]]:
    """What is said, and what is asked for."""
    text = element.text.strip()
    if element.tag == f"{{{ADL}}}timeLimitAction" and text not in ACTIONS:
        yield text, f"Write one of: {'; '.join(ACTIONS)}."
    if element.tag == f"{{{ADL}}}dataFromLMS" and len(text) > DATA_FROM_LMS:
        yield text, f"At most {DATA_FROM_LMS} characters are handed over."
    if element.tag == f"{{{ADL}}}completionThreshold":
        for value in [element.attributes.get("minProgressMeasure", "1"), element.attributes.get("progressWeight", "1")]:
            if not _within(value, 0):
                yield value, "Write a number from 0.0 to 1.0."
        if text and not _within(text, 0):
            yield text, "Write a number from 0.0 to 1.0."
    if element.tag == f"{{{SEQUENCING}}}minNormalizedMeasure" and not _within(text, -1):
        yield text, "Write a number from -1.0 to 1.0."


def _within(text: str, least: int) -> bool:
    return bool(_DECIMAL.fullmatch(text.strip())) and least <= float(text) <= 1
