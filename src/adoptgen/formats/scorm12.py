"""SCORM 1.2 packages: the manifest that stands at their root.

The form is that of the published schemas, named beside each rule: imscp = imscp_rootv1p1p2.xsd (content packaging),
imsmd = imsmd_rootv1p2p1.xsd (metadata), adlcp = adlcp_rootv1p2.xsd (ADL's additions).
"""

from __future__ import annotations

from lxml import etree

from adoptgen.formats.imscp import MANIFEST, Manifest, child, document, shortened
from adoptgen.formats.lom import IMS as MD
from adoptgen.formats.lom import IMS_BINDING, describe

__all__ = ["ADL", "CP", "MANIFEST", "MD", "SUSPEND_DATA", "Manifest", "manifest_bytes"]

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
SCHEMA = "ADL SCORM"
SCHEMA_VERSION = "1.2"
"""Both words exactly so (adlcp: newSchemaType, newSchemaversionType)."""
LONGEST_TITLE = 200
"""Characters of a title (imscp: titleType)."""
SUSPEND_DATA = 4096
"""Characters of cmi.suspend_data (SCORM 1.2 Run-Time Environment, data model, cmi.suspend_data: CMIString4096)."""


def manifest_bytes(sheet: Manifest) -> bytes:
    """imsmanifest.xml in UTF-8."""
    root = etree.fromstring(f'<manifest xmlns="{CP}" xmlns:adlcp="{ADL}" xmlns:imsmd="{MD}"/>')
    root.set("identifier", sheet.package)
    if sheet.version:
        root.set("version", sheet.version)
    _metadata(root, sheet)
    _organisation(root, sheet)
    _resources(root, sheet)
    return document(root)


def _cp(name: str) -> str:
    return f"{{{CP}}}{name}"


def _metadata(root: etree._Element, sheet: Manifest) -> None:
    """Edition of the standard, and what the course is (imsmd: lomType)."""
    metadata = child(root, _cp("metadata"))
    child(metadata, _cp("schema"), SCHEMA)
    child(metadata, _cp("schemaversion"), SCHEMA_VERSION)
    describe(metadata, sheet, IMS_BINDING)


def _organisation(root: etree._Element, sheet: Manifest) -> None:
    """One item that launches the SCO, so that nothing has to be navigated outside it."""
    holder = child(root, _cp("organizations"), default=sheet.organisation)
    organisation = child(holder, _cp("organization"), identifier=sheet.organisation, structure="hierarchical")
    title = shortened(sheet.title, LONGEST_TITLE)
    child(organisation, _cp("title"), title)
    item = child(organisation, _cp("item"), identifier=sheet.item, identifierref=sheet.resource, isvisible="true")
    child(item, _cp("title"), title)
    if sheet.mastery is not None:
        child(item, f"{{{ADL}}}masteryscore", str(sheet.mastery))


def _resources(root: etree._Element, sheet: Manifest) -> None:
    holder = child(root, _cp("resources"))
    resource = child(holder, _cp("resource"), identifier=sheet.resource, type="webcontent", href=sheet.launch)
    resource.set(f"{{{ADL}}}scormtype", "sco")
    for name in sheet.files:
        child(resource, _cp("file"), href=name)
