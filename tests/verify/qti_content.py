"""Which elements of QTI 2.1 stand in which, with which attributes: the part of imsqti_v2p1.xsd that we write.

Written after the schema's complex types; text between elements is not looked at.
"""

from __future__ import annotations

from adoptgen.formats.content_model import Model, Schema, Slot
from adoptgen.formats.faults import Rule
from adoptgen.formats.qti_tree import QTI, kebab

RULE = Rule("Q000", "an item is of QTI's schema", "QTI 2.1, XML binding", "")
INLINE = ("strong", "em", "code", "br", "span", "inlineChoiceInteraction", "textEntryInteraction")
TEXT = Model((Slot(INLINE, 0, 0),))
RESPONSE = ("responseIdentifier",)
COMPARED = Slot(("variable", "correct", "index", "baseValue"), 2, 2)
NAMED = ("identifier", "cardinality", "baseType")
PART = ("outcomeIdentifier", "identifier", "showHide")
BLOCKS = (
    "p", "div", "choiceInteraction", "orderInteraction", "matchInteraction", "hotspotInteraction",
    "extendedTextInteraction",
)  # fmt: skip
MODELS: dict[str, Model] = {
    "assessmentItem": Model(
        (
            Slot(("responseDeclaration",), 0, 0),
            Slot(("outcomeDeclaration",), 0, 0),
            Slot(("itemBody",), 0),
            Slot(("responseProcessing",), 0),
            Slot(("modalFeedback",), 0, 0),
        ),
        ("identifier", "title", "adaptive", "timeDependent"),
        ("label",),
    ),
    "responseDeclaration": Model((Slot(("correctResponse",)), Slot(("mapping",))), NAMED[:2], ("baseType",)),
    "correctResponse": Model((Slot(("value",), 1, 0),)),
    "mapping": Model((Slot(("mapEntry",), 1, 0),), ("defaultValue",), ("lowerBound", "upperBound")),
    "mapEntry": Model((), ("mapKey", "mappedValue"), ("caseSensitive",)),
    "outcomeDeclaration": Model((Slot(("defaultValue",)),), NAMED[:2], ("baseType", "normalMaximum")),
    "defaultValue": Model((Slot(("value",), 1, 0),)),
    "value": Model(),
    "itemBody": Model((Slot(BLOCKS, 0, 0),)),
    "p": TEXT,
    "div": Model((Slot((*INLINE, *BLOCKS), 0, 0),), (), ("class",)),
    "span": Model((), (), ("class",)),
    **{name: Model((Slot(INLINE, 0, 0),)) for name in ("strong", "em", "code")},
    "br": Model(),
    "prompt": TEXT,
    "choiceInteraction": Model(
        (Slot(("prompt",)), Slot(("simpleChoice",), 1, 0)), (*RESPONSE, "shuffle", "maxChoices"), ("class",)
    ),
    "orderInteraction": Model((Slot(("prompt",)), Slot(("simpleChoice",), 1, 0)), (*RESPONSE, "shuffle")),
    "simpleChoice": Model((Slot((*INLINE, "feedbackInline"), 0, 0),), ("identifier",)),
    "feedbackInline": Model((Slot(INLINE, 0, 0),), PART),
    "matchInteraction": Model(
        (Slot(("prompt",)), Slot(("simpleMatchSet",), 2, 2)), (*RESPONSE, "shuffle", "maxAssociations"), ("class",)
    ),
    "simpleMatchSet": Model((Slot(("simpleAssociableChoice",), 0, 0),)),
    "simpleAssociableChoice": Model((Slot(INLINE, 0, 0),), ("identifier", "matchMax")),
    "hotspotInteraction": Model(
        (Slot(("prompt",)), Slot(("object",), 1), Slot(("hotspotChoice",), 1, 0)), (*RESPONSE, "maxChoices")
    ),
    "object": Model((), ("data", "type"), ("width", "height")),
    "hotspotChoice": Model((), ("identifier", "shape", "coords"), ("hotspotLabel",)),
    "extendedTextInteraction": Model((Slot(("prompt",)),), RESPONSE, ("expectedLines",)),
    "textEntryInteraction": Model((), RESPONSE, ("expectedLength",)),
    "inlineChoiceInteraction": Model((Slot(("inlineChoice",), 1, 0),), (*RESPONSE, "shuffle")),
    "inlineChoice": Model((), ("identifier",)),
    "responseProcessing": Model((Slot(("responseCondition", "setOutcomeValue"), 0, 0),)),
    "responseCondition": Model((Slot(("responseIf",), 1),)),
    "responseIf": Model((Slot(("match", "equal", "and", "stringMatch"), 1), Slot(("setOutcomeValue",), 0, 0))),
    "match": Model((COMPARED,)),
    "stringMatch": Model((COMPARED,), ("caseSensitive",)),
    "equal": Model((COMPARED,), ("toleranceMode",), ("tolerance",)),
    "and": Model((Slot(("match",), 1, 0),)),
    "sum": Model((Slot(("variable", "baseValue"), 1, 0),)),
    "index": Model((Slot(("variable",), 1),), ("n",)),
    "variable": Model((), ("identifier",)),
    "correct": Model((), ("identifier",)),
    "mapResponse": Model((), ("identifier",)),
    "baseValue": Model((), ("baseType",)),
    "setOutcomeValue": Model((Slot(("variable", "baseValue", "mapResponse", "sum"), 1),), ("identifier",)),
    "modalFeedback": Model((Slot(INLINE, 0, 0),), PART),
    "assessmentTest": Model((Slot(("testPart",), 1, 0),), ("identifier", "title")),
    "testPart": Model((Slot(("assessmentSection",), 1, 0),), ("identifier", "navigationMode", "submissionMode")),
    "assessmentSection": Model(
        (Slot(("selection",)), Slot(("ordering",)), Slot(("assessmentItemRef",), 0, 0)),
        ("identifier", "title", "visible"),
    ),
    "selection": Model((), ("select",)),
    "ordering": Model((), (), ("shuffle",)),
    "assessmentItemRef": Model((Slot(("itemSessionControl",)),), ("identifier", "href")),
    "itemSessionControl": Model((), (), ("maxAttempts",)),
}
HTML = frozenset({"p", "div", "span", "strong", "em", "code", "br"})


def _renamed(name: str) -> str:
    if name == "object":
        return "img"
    return name if name in HTML else f"qti-{kebab(name)}"


def _model3(name: str, model: Model) -> Model:
    if name == "modalFeedback":
        model = Model((Slot(("contentBody",), 1),), model.needed)
    if name == "object":
        model = Model((), ("src", "alt"), ("width", "height"))
    slots = tuple(Slot(tuple(map(_renamed, slot.names)), slot.least, slot.most) for slot in model.slots)
    return Model(slots, tuple(map(kebab, model.needed)), tuple(map(kebab, model.known)), others=False)


def _own(model: Model) -> Model:
    return Model(model.slots, model.needed, model.known, others=False)


QTI2 = Schema(QTI, {name: _own(model) for name, model in MODELS.items()}, RULE, RULE)
QTI3 = Schema(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    {_renamed(name): _model3(name, model) for name, model in {**MODELS, "contentBody": TEXT}.items()},
    RULE,
    RULE,
)
