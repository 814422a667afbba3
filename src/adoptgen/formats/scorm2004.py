"""SCORM 2004 packages, 3rd and 4th edition: the manifest at their root.

CAM and RTE are the books Content Aggregation Model and Run-Time Environment (3rd edition 2006, 4th edition 2009),
SN is Sequencing and Navigation. The form is that of the published schemas: imscp_v1p1.xsd, adlcp_v1p3.xsd,
imsss_v1p0.xsd; of the metadata that of IEEE 1484.12.3 (LOM binding).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from adoptgen.formats.imscp import LONGEST_NAME, Manifest, child, document, shortened
from adoptgen.formats.lom import IEEE_BINDING, LOM, describe

Edition = Literal["3rd", "4th"]
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SS = "http://www.imsglobal.org/xsd/imsss"
SCHEMA = "ADL SCORM"
"""CAM 3.4.1.3, schema: exactly so."""
VERSIONS: Mapping[Edition, str] = {"3rd": "2004 3rd Edition", "4th": "2004 4th Edition"}
"""CAM 3.4.1.4, schemaversion: exactly so."""
SUSPEND_DATA = 64000
"""Characters of cmi.suspend_data (RTE 4.2.23, smallest permitted maximum)."""


def manifest_bytes(sheet: Manifest, edition: Edition) -> bytes:
    """imsmanifest.xml in UTF-8."""
    names = f'xmlns="{CP}" xmlns:adlcp="{ADL}" xmlns:imsss="{SS}" xmlns:lom="{LOM}"'
    root = etree.fromstring(f"<manifest {names}/>")
    root.set("identifier", sheet.package)
    if sheet.version:
        root.set("version", sheet.version)
    _metadata(root, sheet, edition)
    _organisation(root, sheet)
    _resources(root, sheet)
    return document(root)


def _cp(name: str) -> str:
    return f"{{{CP}}}{name}"


def _ss(name: str) -> str:
    return f"{{{SS}}}{name}"


def _metadata(root: etree._Element, sheet: Manifest, edition: Edition) -> None:
    """Edition of the standard, and what the course is (CAM 3.4.1.2)."""
    metadata = child(root, _cp("metadata"))
    child(metadata, _cp("schema"), SCHEMA)
    child(metadata, _cp("schemaversion"), VERSIONS[edition])
    describe(metadata, sheet, IEEE_BINDING)


def _organisation(root: etree._Element, sheet: Manifest) -> None:
    """One item that launches the SCO, chosen or flowed to (SN 3.2.1), so that nothing is navigated outside it."""
    holder = child(root, _cp("organizations"), default=sheet.organisation)
    organisation = child(holder, _cp("organization"), identifier=sheet.organisation, structure="hierarchical")
    title = shortened(sheet.title, LONGEST_NAME)
    child(organisation, _cp("title"), title)
    item = child(organisation, _cp("item"), identifier=sheet.item, identifierref=sheet.resource, isvisible="true")
    child(item, _cp("title"), title)
    _sequencing(item, sheet.mastery)
    child(child(organisation, _ss("sequencing")), _ss("controlMode"), choice="true", flow="true")


def _sequencing(item: etree._Element, mastery: int | None) -> None:
    """What passes (CAM 5.1.7.1: becomes cmi.scaled_passing_score), and that the SCO speaks for itself (SN 3.13)."""
    sequencing = child(item, _ss("sequencing"))
    if mastery is not None:
        objectives = child(sequencing, _ss("objectives"))
        primary = child(objectives, _ss("primaryObjective"), satisfiedByMeasure="true")
        child(primary, _ss("minNormalizedMeasure"), f"{mastery / 100:g}")
    child(sequencing, _ss("deliveryControls"), completionSetByContent="true", objectiveSetByContent="true")


def _resources(root: etree._Element, sheet: Manifest) -> None:
    holder = child(root, _cp("resources"))
    resource = child(holder, _cp("resource"), identifier=sheet.resource, type="webcontent", href=sheet.launch)
    resource.set(f"{{{ADL}}}scormType", "sco")
    for name in sheet.files:
        child(resource, _cp("file"), href=name)
