"""IMS QTI 2.1: one assessmentItem per question, packed with a test and an imsmanifest.xml."""

from __future__ import annotations

from collections.abc import Sequence

from adoptgen.formats.qti_item import held
from adoptgen.formats.qti_package import Dialect, read, written
from adoptgen.formats.questions import Export, Item

DIALECT = Dialect(
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    version="1.0.0",
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
    rewrite=lambda root: root,
)


def write(items: Sequence[Item], truths: Sequence[str] = ("True", "False")) -> Export:
    """A content package; `truths` are the words for true and false in the questions' language."""
    return written(items, DIALECT, truths)


__all__ = ["held", "read", "write"]
