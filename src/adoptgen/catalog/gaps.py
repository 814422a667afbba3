"""The gaps of a text: {1}, {2} and so on."""

from __future__ import annotations

import re

_GAP = re.compile(r"\{(\d{1,3})\}")


def numbers_in(text: str) -> list[int]:
    """The numbers of the gaps in the order in which they stand."""
    return [int(found) for found in _GAP.findall(text)]
