"""IMS QTI 2.1: one assessmentItem per question, packed with an imsmanifest.xml; QTI 3.0 items are read as well.

Section numbers are those of the QTI 2.1 Assessment Test, Section and Item Information Model. The skill level stands in
`label` (5.1), the weight in the score's `normalMaximum` (6.2). A hint has no place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from adoptgen.formats.bank_xml import document, fill, local, words, writable
from adoptgen.formats.questions import SKILL_LEVEL, Bank, Choice, Export, Item, UnreadableBankError, bank, clean
from adoptgen.formats.safe_zip import read as read_zip
from adoptgen.formats.zip import archive

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
MANIFEST = "imsmanifest.xml"
ITEM_TYPE = "imsqti_item_xmlv2p1"
"""Type of an item's resource (QTI 2.1 Meta-data and Usage Data, 3.1)."""
LONGEST_TITLE = 200
LONGEST_LABEL = 256
MOST_ITEM_BYTES = 1 << 20


def write(items: Sequence[Item]) -> Export:
    """A content package with one item per question."""
    files = {f"items/{item.id}.xml": _dumped(_item(item)) for item in items}
    lost = [f"{item.id}: the hint" for item in items if item.hint]
    return Export(archive(files | {MANIFEST: _dumped(_manifest(items))}, first=(MANIFEST,)), tuple(lost))


def _dumped(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _root(name: str, namespace: str) -> etree._Element:
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def _child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
    if text:
        child.text = text
    return child


def _manifest(items: Sequence[Item]) -> etree._Element:
    root = _root("manifest", CP)
    root.set("identifier", "bank")
    metadata = _child(root, "metadata")
    _child(metadata, "schema", "QTIv2.1 Package")
    _child(metadata, "schemaversion", "1.0.0")
    _child(root, "organizations")
    resources = _child(root, "resources")
    for item in items:
        path = f"items/{item.id}.xml"
        resource = _child(resources, "resource", identifier=f"RES-{item.id}", type=ITEM_TYPE, href=path)
        _child(resource, "file", href=path)
    return root


def _item(item: Item) -> etree._Element:
    """5.1: assessmentItem."""
    root = _root("assessmentItem", QTI)
    title = writable(" ".join(item.ask.split()))[:LONGEST_TITLE]
    values = {"identifier": item.id, "title": title, "adaptive": "false", "timeDependent": "false"}
    for name, value in (values | ({"label": item.shows} if item.shows else {})).items():
        root.set(name, value)
    cardinality = "multiple" if item.several else "single"
    response = _child(
        root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType="identifier"
    )
    right = _child(response, "correctResponse")
    for number, choice in enumerate(item.choices, 1):
        if choice.right:
            _child(right, "value", f"C{number}")
    _outcomes(root, item, cardinality)
    _body(root, item)
    _processing(root, item)
    if item.feedback:
        modal = _child(root, "modalFeedback", outcomeIdentifier="GENERAL", identifier="ALL", showHide="show")
        fill(modal, item.feedback, QTI)
    return root


def _outcomes(root: etree._Element, item: Item, cardinality: str) -> None:
    """6.2: the score, and what is said."""
    score = _child(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    score.set("normalMaximum", repr(item.weight))
    _child(_child(score, "defaultValue"), "value", "0")
    _child(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality=cardinality, baseType="identifier")
    if item.feedback:
        general = _child(root, "outcomeDeclaration", identifier="GENERAL", cardinality="single", baseType="identifier")
        _child(_child(general, "defaultValue"), "value", "ALL")


def _body(root: etree._Element, item: Item) -> None:
    """7.4.1: choiceInteraction."""
    most = "0" if item.several else "1"
    interaction = _child(
        _child(root, "itemBody"), "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true", maxChoices=most
    )
    fill(_child(interaction, "prompt"), item.ask, QTI)
    for number, choice in enumerate(item.choices, 1):
        one = _child(interaction, "simpleChoice", identifier=f"C{number}")
        fill(one, choice.text, QTI)
        if choice.feedback:
            said = _child(one, "feedbackInline", outcomeIdentifier="FEEDBACK", identifier=f"C{number}", showHide="show")
            fill(said, choice.feedback, QTI)


def _processing(root: etree._Element, item: Item) -> None:
    """8.1: all right answers and no other score the weight; what was chosen decides what is said."""
    processing = _child(root, "responseProcessing")
    test = _child(_child(processing, "responseCondition"), "responseIf")
    match = _child(test, "match")
    _child(match, "variable", identifier="RESPONSE")
    _child(match, "correct", identifier="RESPONSE")
    _child(_child(test, "setOutcomeValue", identifier="SCORE"), "baseValue", repr(item.weight), baseType="float")
    _child(_child(processing, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")


def read(data: bytes) -> Bank:
    """The choice items of a package, or of one item file. Raises UnreadableBankError."""
    lost: list[str] = []
    items: list[Item] = []
    for name, text in _files(data):
        root = document(text, name)
        if _name(root) == "assessmentItem":
            items += _read_item(root, name, lost)
    if not items and not lost:
        raise UnreadableBankError("no assessmentItem in it")
    return bank(items, lost)


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    if not data.startswith(b"PK"):
        yield "file", data
        return
    contents, faults = read_zip(io.BytesIO(data), lambda name: MOST_ITEM_BYTES if name.endswith(".xml") else 0)
    if contents is None or faults:
        raise UnreadableBankError(f"{faults[0].message}; adoptgen verify says more")
    yield from sorted((name, text) for name, text in contents.kept.items() if name != MANIFEST)


def _name(element: etree._Element) -> str:
    """The name as QTI 2 writes it: QTI 3 says qti-simple-choice for simpleChoice."""
    return _camel(local(element).removeprefix("qti-"))


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in root.iter("*") if _name(element) == name]


def _value(element: etree._Element, name: str) -> str:
    """An attribute as either version writes it."""
    return next((str(value) for key, value in element.attrib.items() if _camel(str(key)) == name), "")


def _read_item(root: etree._Element, name: str, lost: list[str]) -> Iterator[Item]:
    interactions = [element for element in root.iter("*") if _name(element).endswith("Interaction")]
    identifier = _value(root, "identifier") or name
    if [_name(element) for element in interactions] != ["choiceInteraction"]:
        lost.append(f"{identifier}: left out, it is no single choice interaction")
        return
    reader = _Reader(root, interactions[0])
    yield reader.item(identifier)
    lost += [f"{identifier}: {what}" for what in reader.lost]


class _Reader:
    """One item; notes what it could not keep."""

    def __init__(self, root: etree._Element, interaction: etree._Element) -> None:
        self._root = root
        self._interaction = interaction
        self.lost: list[str] = []
        declared = [one for one in _all(root, "responseDeclaration") if _value(one, "identifier") == self._response]
        self._right = {clean(value.text or "") for one in declared for value in _all(one, "value")}

    @property
    def _response(self) -> str:
        return _value(self._interaction, "responseIdentifier")

    def item(self, identifier: str) -> Item:
        label = _value(self._root, "label")
        scores = [one for one in _all(self._root, "outcomeDeclaration") if _value(one, "identifier") == "SCORE"]
        modal = [self._words(one) for one in _all(self._root, "modalFeedback")]
        if len(modal) > 1:
            self.lost.append("all modal feedback but the first")
        return Item(
            id=identifier,
            ask=self._ask(),
            choices=tuple(self._choice(one) for one in _all(self._interaction, "simpleChoice")),
            feedback=modal[0] if modal else "",
            weight=_weight(_value(scores[0], "normalMaximum")) if scores else 1.0,
            shows=label if SKILL_LEVEL.fullmatch(label) else "",
        )

    def _ask(self) -> str:
        """The prompt, and what stands before it in the body."""
        prompts = [self._words(one) for one in _all(self._interaction, "prompt")]
        bodies = _all(self._root, "itemBody")
        around = self._words(bodies[0], local(self._interaction)) if bodies else ""
        return "\n".join(filter(None, [around, *prompts]))

    def _choice(self, element: etree._Element) -> Choice:
        said = [self._words(one) for one in _all(element, "feedbackInline")]
        text = self._words(element, "feedbackInline", "qti-feedback-inline")
        return Choice(text, _value(element, "identifier") in self._right, " ".join(said))

    def _words(self, element: etree._Element, *skipped: str) -> str:
        found, strange = words(element, *skipped)
        if strange and (note := "markup or pictures a line of Markdown does not hold") not in self.lost:
            self.lost.append(note)
        return found


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,17})?", text) and 0 < float(text) <= 100 else 1.0
