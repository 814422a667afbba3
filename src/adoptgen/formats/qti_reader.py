"""Reads items of QTI 2.0 to 3.0 of anybody; what ours cannot hold is told with the item's identifier."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from adoptgen.formats.bank_xml import local, words
from adoptgen.formats.pictures import sniffed
from adoptgen.formats.qti_item import TRUTHS, region_of
from adoptgen.formats.qti_tree import all_of, name_of, value_of
from adoptgen.formats.questions import (
    BLANK,
    MARK,
    MOST_PICTURE_BYTES,
    SKILL_LEVEL,
    Accepted,
    Answer,
    Categories,
    Category,
    Choice,
    Choices,
    Cloze,
    FillIn,
    FreeText,
    Hotspot,
    Item,
    Likert,
    Match,
    Matching,
    Numeric,
    Picture,
    Region,
    Sequencing,
    TrueFalse,
    clean,
    number,
)

MOST_GAPS = 50
"""Gaps that are looked at; no text needs as many."""
MOST_THINGS = 100
"""Things of a set to match that are looked at."""
_FEEDBACK = ("feedbackInline", "qti-feedback-inline", "feedbackBlock", "qti-feedback-block")
_ASIDE = ("rubricBlock", "qti-rubric-block", "stylesheet", "qti-stylesheet", *_FEEDBACK)


class LeftError(Exception):
    """Why an item is none of ours, in words."""


class Reader:
    """One item; notes what it could not keep. `files` are the pictures of its package, `name` its own path there."""

    def __init__(self, root: etree._Element, name: str, files: Mapping[str, bytes]) -> None:
        self._root = root
        self._name = name
        self._files = files
        self._notes: dict[str, None] = {}
        self._shown = [one for one in root.iter("*") if name_of(one).endswith("Interaction")]
        self._modals = self._said_modally()
        self._bodies = all_of(root, "itemBody")

    @property
    def lost(self) -> tuple[str, ...]:
        """What was not kept."""
        return tuple(self._notes)

    def item(self) -> Item:
        """The question. Raises LeftError."""
        label = value_of(self._root, "label")
        answer, ask = self._answer()
        scores = [one for one in all_of(self._root, "outcomeDeclaration") if value_of(one, "identifier") == "SCORE"]
        general = [text for (outcome, _), text in self._modals.items() if outcome == "GENERAL"]
        rest = [text for (outcome, _), text in self._modals.items() if outcome not in ("GENERAL", "MODEL")]
        if len(rest) > (0 if general else 1):
            self._notes["feedback that depends on the answer as a whole"] = None
            rest = []
        processing = all_of(self._root, "responseProcessing")
        partial = any(
            all_of(one, "mapResponse", "sum", "mapResponsePoint") or "map_response" in value_of(one, "template")
            for one in processing
        )
        return Item(
            id=value_of(self._root, "identifier") or self._name,
            ask=ask,
            answer=answer,
            feedback=next(iter([*general, *rest]), ""),
            weight=_weight(value_of(scores[0], "normalMaximum")) if scores else 1.0,
            shows=label if SKILL_LEVEL.fullmatch(label) else "",
            partial=partial,
        )

    def _answer(self) -> tuple[Answer, str]:
        names = {name_of(one) for one in self._shown}
        if all_of(self._root, "templateDeclaration"):
            raise LeftError("it computes its values anew for everybody")
        if names == {"inlineChoiceInteraction"} and len(self._shown) <= MOST_GAPS:
            return self._cloze([(one, self._list(one)) for one in self._shown])
        if names == {"gapMatchInteraction"} and len(self._shown) == 1:
            return self._cloze(self._words_to_drag(self._shown[0]))
        known: dict[str, Callable[[etree._Element], Answer]] = {
            "choiceInteraction": self._choice,
            "orderInteraction": self._order,
            "matchInteraction": self._match,
            "hotspotInteraction": self._hotspot,
            "textEntryInteraction": self._typed,
            "extendedTextInteraction": self._free_text,
        }
        if len(self._shown) != 1 or not names <= set(known):
            named = ", ".join(sorted(names)) or "none"
            raise LeftError(f"one interaction of a known kind is read, and it has {len(self._shown)}: {named[:200]}")
        interaction = self._shown[0]
        unit = self._unit() if names == {"textEntryInteraction"} else ""
        answer = known[name_of(interaction)](interaction)
        if isinstance(answer, Numeric):
            answer = Numeric(answer.answer, answer.tolerance, unit)
        return answer, self._ask(interaction)

    def _said_modally(self) -> dict[tuple[str, str], str]:
        """What is said outside the body, by outcome and identifier."""
        found = all_of(self._root, "modalFeedback")
        return {(value_of(one, "outcomeIdentifier"), value_of(one, "identifier")): self._words(one) for one in found}

    def _take(self, outcome: str, identifier: str) -> str:
        return self._modals.pop((outcome, identifier), "")

    def _ask(self, interaction: etree._Element) -> str:
        """The prompt, and what stands before it in the body."""
        prompts = [self._words(one) for one in all_of(interaction, "prompt")]
        if name_of(interaction) == "textEntryInteraction":
            interaction.tail = f"{BLANK}{interaction.tail or ''}"
        around = self._words(self._bodies[0], local(interaction), *_ASIDE) if self._bodies else ""
        *above, last = around.split("\n")
        if above and last == BLANK:
            around = "\n".join(above)
        return "\n".join(filter(None, [around, *prompts]))

    def _declared(self, interaction: etree._Element) -> list[etree._Element]:
        response = value_of(interaction, "responseIdentifier")
        found = all_of(self._root, "responseDeclaration")
        return [one for one in found if value_of(one, "identifier") == response][:1]

    def _right(self, interaction: etree._Element) -> list[str]:
        """Right values in their order; where none is named, those a mapping gives something for."""
        declared = self._declared(interaction)
        named = [clean(value.text or "") for one in declared for value in all_of(one, "value")]
        return named or [key for key, worth, _ in self._mapped(interaction) if worth > 0]

    def _mapped(self, interaction: etree._Element) -> list[tuple[str, float, bool]]:
        """Key, worth, and whether capital letters count."""
        entries = [entry for one in self._declared(interaction) for entry in all_of(one, "mapEntry")]
        found = [(entry, number(value_of(entry, "mappedValue"))) for entry in entries]
        return [
            (clean(value_of(entry, "mapKey")), worth, value_of(entry, "caseSensitive") == "true")
            for entry, worth in found
            if worth is not None
        ]

    def _choice(self, interaction: etree._Element) -> Answer:
        right = set(self._right(interaction))
        options = all_of(interaction, "simpleChoice")
        choices = tuple(self._option(one, right) for one in options)
        if "likert" in value_of(interaction, "class").split() and not right:
            return Likert(tuple(choice.text for choice in choices))
        worths = {worth for _, worth, _ in self._mapped(interaction) if worth > 0}
        if len(worths) > 1:
            self._notes["answers that are partly right count as right"] = None
        plain = not any(choice.feedback for choice in choices)
        if tuple(value_of(one, "identifier") for one in options) == TRUTHS and plain and len(right) == 1:
            return TrueFalse(right == {"true"})
        return Choices(choices)

    def _option(self, element: etree._Element, right: set[str]) -> Choice:
        said = [self._words(one) for one in all_of(element, "feedbackInline", "feedbackBlock")]
        identifier = value_of(element, "identifier")
        modal = self._take("FEEDBACK", identifier)
        text = self._words(element, *_FEEDBACK)
        return Choice(text, identifier in right, " ".join(filter(None, [*said, modal])))

    def _order(self, interaction: etree._Element) -> Sequencing:
        steps = {value_of(one, "identifier"): self._words(one) for one in all_of(interaction, "simpleChoice")}
        right = self._right(interaction)
        if sorted(right) != sorted(steps):
            raise LeftError("its right order does not name every step once")
        return Sequencing(tuple(steps[one] for one in right))

    def _match(self, interaction: etree._Element) -> Answer:
        sides = [
            {value_of(one, "identifier"): self._words(one) for one in all_of(side, "simpleAssociableChoice")}
            for side in all_of(interaction, "simpleMatchSet")
        ]
        pairs = [tuple(pair.split()) for pair in self._right(interaction)]
        if max(map(len, sides), default=0) > MOST_THINGS:
            raise LeftError(f"a set of more than {MOST_THINGS} things")
        if len(sides) != 2 or not all(len(pair) == 2 for pair in pairs):
            raise LeftError("it has not two sets and pairs of them")
        sources, targets = sides
        target_of = {pair[0]: pair[1] for pair in pairs}
        unpaired = set(sources) - set(target_of) or set(target_of) - set(sources)
        if len(target_of) < len(pairs) or unpaired or not set(target_of.values()) <= set(targets):
            raise LeftError("something belongs to several things, or to none")
        kind = value_of(interaction, "class").split()
        shared = len(set(target_of.values())) < len(target_of) and set(target_of.values()) == set(targets)
        if "categories" in kind or (shared and "matching" not in kind):
            found = {target: [text for one, text in sources.items() if target_of[one] == target] for target in targets}
            return Categories(tuple(Category(targets[target], tuple(items)) for target, items in found.items()))
        told = tuple(Match(targets[target_of[one]], text) for one, text in sources.items())
        rest = tuple(Match(text) for target, text in targets.items() if target not in target_of.values())
        return Matching((*told, *rest))

    def _hotspot(self, interaction: etree._Element) -> Hotspot:
        images = [one for one in interaction.iter("*") if name_of(one) in ("object", "img")]
        source = (value_of(images[0], "data") or value_of(images[0], "src")) if images else ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self._name), source))
        data = self._files.get(path, b"")
        size = sniffed(data) if len(data) <= MOST_PICTURE_BYTES else None
        if size is None:
            raise LeftError("its picture is missing, too large, or none of PNG, JPEG, GIF and WebP")
        picture = Picture(data, *size)
        scale = self._scale(images[0], picture)
        right = set(self._right(interaction))
        places = all_of(interaction, "hotspotChoice")
        regions = tuple(self._region(one, right, scale, picture) for one in places)
        described = value_of(images[0], "alt") or self._words(images[0])
        return Hotspot(picture, described or value_of(self._root, "title"), regions)

    def _scale(self, image: etree._Element, picture: Picture) -> tuple[float, float]:
        """Pixels of the picture for one of those it is shown with."""
        shown = (number(value_of(image, "width")), number(value_of(image, "height")))
        across = picture.width / shown[0] if shown[0] and shown[0] > 0 else 1.0
        return across, picture.height / shown[1] if shown[1] and shown[1] > 0 else 1.0

    def _region(self, element: etree._Element, right: set[str], scale: tuple[float, float], picture: Picture) -> Region:
        identifier = value_of(element, "identifier")
        named = [number(one) for one in value_of(element, "coords").split(",", 200)]
        shape = value_of(element, "shape")
        box = _box(shape, [one for one in named if one is not None])
        if box is None or None in named:
            raise LeftError("a place has no usable coordinates")
        if shape != "rect":
            self._notes["places that are no rectangles become the rectangles around them"] = None
        label = value_of(element, "hotspotLabel") or identifier
        region = Region(label, 0, 0, 0, 0, identifier in right, self._take("FEEDBACK", identifier))
        left, top = max(0.0, box[0] * scale[0]), max(0.0, box[1] * scale[1])
        end = min(box[2] * scale[0], picture.width), min(box[3] * scale[1], picture.height)
        return region_of(region, (left, top, *end), picture)

    def _typed(self, interaction: etree._Element) -> Answer:
        declared = self._declared(interaction)
        kind = value_of(declared[0], "baseType") if declared else ""
        right = self._right(interaction)
        if kind in ("float", "integer"):
            value = number(right[0]) if right else None
            if value is None:
                raise LeftError("it names no right number")
            return Numeric(value, self._tolerance(value))
        mapped = self._mapped(interaction)
        most = max([worth for _, worth, _ in mapped], default=0.0)
        if any(case for _, _, case in mapped):
            self._notes["that capital letters count"] = None
        conditions = dict(self._conditions())
        texts = [(key, round(100 * worth / most)) for key, worth, _ in mapped if worth >= 0 and most > 0]
        texts = [*((one, 100) for one in right if one not in {key for key, _ in texts}), *texts]
        return FillIn(
            tuple(Accepted(text, credit, self._take(*conditions.get(text, ("", "")))) for text, credit in texts)
        )

    def _tolerance(self, value: float) -> float:
        """8.3: the larger side of what is added or taken; a relative one is in percent of the value."""
        for equal in all_of(self._root, "equal"):
            found = [number(one) for one in value_of(equal, "tolerance").split()[:2]]
            sides = [abs(one) for one in found if one is not None]
            if sides:
                if len(set(sides)) > 1:
                    self._notes["a tolerance that differs upwards and downwards"] = None
                relative = value_of(equal, "toleranceMode") == "relative"
                return abs(value) * max(sides) / 100 if relative else max(sides)
        return 0.0

    def _conditions(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Text that is compared with -> outcome and identifier of what is said then."""
        for test in all_of(self._root, "responseIf", "responseElseIf"):
            compared = [one for one in test if name_of(one) in ("stringMatch", "match")]
            texts = [clean(one.text or "") for found in compared for one in all_of(found, "baseValue")]
            for setting in test:
                values = all_of(setting, "baseValue") if name_of(setting) == "setOutcomeValue" else []
                if len(texts) == 1 and len(values) == 1:
                    yield texts[0], (value_of(setting, "identifier"), clean(values[0].text or ""))

    def _unit(self) -> str:
        """What stands behind the field in an element that says so; it is taken out of the body."""
        for span in [one for one in self._root.iter("*") if value_of(one, "class") == "unit"][:1]:
            parent = span.getparent()
            if parent is not None and not (span.tail or "").strip():
                parent.remove(span)
                return self._words(span)
        return ""

    def _free_text(self, interaction: etree._Element) -> FreeText:
        """The model answer: what is shown afterwards, else the right value, else what scorers are told."""
        shown = [text for (outcome, _), text in self._modals.items() if outcome == "MODEL"]
        blocks = [one for one in all_of(self._root, "rubricBlock") if "scorer" in value_of(one, "view").split()]
        model = next(filter(None, [*shown, *self._right(interaction), *map(self._words, blocks)]), "")
        if not model:
            raise LeftError("an open question without a model answer")
        return FreeText(model)

    def _list(self, interaction: etree._Element) -> tuple[Choice, ...]:
        right = set(self._right(interaction))
        outcome = value_of(interaction, "responseIdentifier").replace("RESPONSE", "FEEDBACK")
        return tuple(
            Choice(
                self._words(one, *_FEEDBACK),
                value_of(one, "identifier") in right,
                self._take(outcome, value_of(one, "identifier")),
            )
            for one in all_of(interaction, "inlineChoice")
        )

    def _words_to_drag(self, interaction: etree._Element) -> list[tuple[etree._Element, tuple[Choice, ...]]]:
        """A text with gaps that words are dragged into: every gap has all words."""
        offered = {value_of(one, "identifier"): self._words(one) for one in all_of(interaction, "gapText")}
        right = {tuple(pair.split()) for pair in self._right(interaction)}
        gaps = all_of(interaction, "gap")[:MOST_GAPS]
        found = [
            (gap, tuple(Choice(text, (word, value_of(gap, "identifier")) in right) for word, text in offered.items()))
            for gap in gaps
        ]
        for prompt in all_of(interaction, "prompt", "gapText", "gapImg"):
            if name_of(prompt) != "prompt" and (parent := prompt.getparent()) is not None:
                parent.remove(prompt)
        return found

    def _cloze(self, gaps: list[tuple[etree._Element, tuple[Choice, ...]]]) -> tuple[Cloze, str]:
        """The text with its lists, and what is asked above it."""
        if not self._bodies:
            raise LeftError("it has no body")
        skipped = {local(gap) for gap, _ in gaps}
        for place, (gap, _) in enumerate(gaps, 1):
            gap.tail = f"{{{place}}}{gap.tail or ''}"
        lists = tuple(choices for _, choices in gaps)
        marked = [one for one in all_of(self._bodies[0], "div") if "cloze" in value_of(one, "class").split()]
        if len(marked) == 1 and (parent := marked[0].getparent()) is not None:
            text = self._words(marked[0], *skipped)
            parent.remove(marked[0])
            return Cloze(text, lists), self._words(self._bodies[0], *_ASIDE)
        lines = self._words(self._bodies[0], *skipped, *_ASIDE).split("\n")
        first = next((at for at, row in enumerate(lines) if MARK.search(row)), 0)
        ask = "\n".join(lines[:first]) or value_of(self._root, "title")
        return Cloze("\n".join(lines[first:]), lists), ask

    def _words(self, element: etree._Element, *skipped: str) -> str:
        found, strange = words(element, *skipped)
        if strange:
            self._notes["markup or pictures a line of Markdown does not hold"] = None
        return found


def _box(shape: str, at: list[float]) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a place (7.6, shape and coords)."""
    if shape == "rect" and len(at) == 4:
        return min(at[0], at[2]), min(at[1], at[3]), max(at[0], at[2]), max(at[1], at[3])
    if shape == "circle" and len(at) == 3:
        return at[0] - at[2], at[1] - at[2], at[0] + at[2], at[1] + at[2]
    if shape == "ellipse" and len(at) == 4:
        return at[0] - at[2], at[1] - at[3], at[0] + at[2], at[1] + at[3]
    if shape == "poly" and len(at) >= 6:
        across, down = at[0::2], at[1::2]
        return min(across), min(down), max(across), max(down)
    return None


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,17})?", text) and 0 < float(text) <= 100 else 1.0
