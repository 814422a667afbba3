"""What SCORM 1.2 asks of a manifest in its own words: imscp_rootv1p1p2.xsd and adlcp_rootv1p2.xsd.

The metadata schema (imsmd) is not applied: LMSs do not read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adoptgen.formats.content_model import Model, Schema
from adoptgen.formats.faults import Fault
from adoptgen.formats.package_scorm import ATTRIBUTES, STRUCTURE, VALUES, Edition, Manifest, packaging
from adoptgen.formats.scorm12 import ADL, CP, LONGEST_TITLE

EDITION = Edition(
    name="SCORM 1.2",
    cp=CP,
    adl=ADL,
    type_name="scormtype",
    versions=("1.2",),
    longest_title=LONGEST_TITLE,
    schema=packaging(CP, least_items="*"),
)
_TEXT = Model(others=False)
ADDITIONS = Schema(
    ADL,
    {
        "location": _TEXT,
        "prerequisites": Model((), ("type",), others=False),
        "maxtimeallowed": _TEXT,
        "timelimitaction": _TEXT,
        "datafromlms": _TEXT,
        "masteryscore": _TEXT,
    },
    STRUCTURE,
    ATTRIBUTES,
)
"""adlcp_rootv1p2.xsd."""
ACTIONS = ("exit,message", "exit,no message", "continue,message", "continue,no message")
"""adlcp_rootv1p2.xsd: timelimitactionType; the same four in SCORM 2004."""
TIME = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
"""SCORM 1.2 RTE 3.4.3: CMITimespan."""
DATA_FROM_LMS = 255
"""Characters (adlcp_rootv1p2.xsd: datafromlmsType)."""


def faults(manifest: Manifest) -> Iterator[Fault]:
    """ADL's elements, and values of them, that SCORM 1.2 does not know."""
    yield from ADDITIONS.faults(manifest.root)
    for element in manifest.root.walk():
        if element.namespace == ADL and (why := _wrong(element.name, element.text.strip())):
            message = f"<adlcp:{element.name}> says {element.text.strip()[:40]!r}"
            yield VALUES.fault(message, why, element.spot)


def _wrong(name: str, text: str) -> str:
    """What is asked for; empty when it is so."""
    match name:
        case "masteryscore" if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or float(text) > 100:
            return "Write a number from 0 to 100 with a decimal point."
        case "timelimitaction" if text not in ACTIONS:
            return f"Write one of: {'; '.join(ACTIONS)}."
        case "maxtimeallowed" if not TIME.fullmatch(text):
            return "Write hours, minutes and seconds, such as 00:30:00."
        case "datafromlms" if len(text) > DATA_FROM_LMS:
            return f"At most {DATA_FROM_LMS} characters are handed over."
    return ""
