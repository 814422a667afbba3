"""What a schema says of elements: which children, in which order, how often, and which attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adoptgen.formats.faults import Fault, Rule
from adoptgen.formats.marked_xml import Element


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sequence for one of these elements. `most` 0 is without limit."""

    names: tuple[str, ...]
    least: int = 0
    most: int = 1


@dataclass(frozen=True, slots=True)
class Model:
    """One element of the schema. Elements of other namespaces follow its own, where `others`."""

    slots: tuple[Slot, ...] = ()
    needed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    others: bool = True


@dataclass(frozen=True, slots=True)
class Schema:
    """The elements of one namespace, and the rules their breaches are told under."""

    namespace: str
    models: Mapping[str, Model]
    structure: Rule
    attributes: Rule

    def faults(self, root: Element) -> Iterator[Fault]:
        """Everything below `root` that stands where it cannot, or is missing."""
        for element in root.walk():
            if element.namespace == self.namespace:
                model = self.models.get(element.name)
                yield from self._one(element, model) if model else self._unknown(element)

    def _unknown(self, element: Element) -> Iterator[Fault]:
        help_ = f"The schema knows {', '.join(self.models)}."
        yield self.structure.fault(f"there is no element <{element.name}>", help_, element.spot)

    def _one(self, element: Element, model: Model) -> Iterator[Fault]:
        yield from self._children(element, model)
        yield from self._attributes(element, model)

    def _children(self, element: Element, model: Model) -> Iterator[Fault]:
        counts = [0] * len(model.slots)
        at, foreign = 0, False
        for child in element.children:
            if child.namespace != self.namespace:
                foreign = True
                if not model.others:
                    yield self._misplaced(child, element, "cannot stand")
                continue
            fits = [index for index, slot in enumerate(model.slots) if child.name in slot.names]
            if not fits:
                if child.name in self.models:
                    yield self._misplaced(child, element, "cannot stand")
                continue
            index = fits[0]
            counts[index] += 1
            if index < at or foreign:
                yield self._misplaced(child, element, "stands too late")
            elif model.slots[index].most and counts[index] > model.slots[index].most:
                yield self._misplaced(child, element, "stands too often")
            at = max(at, index)
        yield from self._missing(element, model, counts)

    def _misplaced(self, child: Element, parent: Element, how: str) -> Fault:
        help_ = f"The schema allows in <{parent.name}>, in this order: {self._allowed(parent)}."
        return self.structure.fault(f"<{child.name}> {how} in <{parent.name}>", help_, child.spot)

    def _allowed(self, element: Element) -> str:
        model = self.models[element.name]
        parts = [" or ".join(slot.names) for slot in model.slots]
        return ", ".join([*parts, *(["elements of other namespaces"] if model.others else [])]) or "nothing"

    def _missing(self, element: Element, model: Model, counts: list[int]) -> Iterator[Fault]:
        for slot, count in zip(model.slots, counts, strict=True):
            if count < slot.least:
                message = f"<{element.name}> holds no <{slot.names[0]}>"
                yield self.structure.fault(message, "The schema asks for it; write it.", element.spot)

    def _attributes(self, element: Element, model: Model) -> Iterator[Fault]:
        for name in model.needed:
            if name not in element.attributes:
                message = f"<{element.name}> has no {name}"
                yield self.attributes.fault(message, "The schema asks for it; write it.", element.spot)
        for name in element.attributes:
            if not name.startswith("{") and name not in (*model.needed, *model.known):
                help_ = f"The schema knows {', '.join((*model.needed, *model.known)) or 'none'}."
                yield self.attributes.fault(f"<{element.name}> cannot have {name}", help_, element.spot)
