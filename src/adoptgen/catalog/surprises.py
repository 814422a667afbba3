"""Texts that other YAML programs take for something else: quoted, they are safe everywhere.

YAML 1.1 (type repository: bool, int, float, timestamp, null, merge, value) is what most editors and scripts still
read: `NO` is false there, `12:30` is 750, `1.10` is 1.1.
"""

from __future__ import annotations

import re

_BOOL = "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
_NULL = "~|null|Null|NULL"
_INTEGER = "[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9]*_[0-9_]*|[+][0-9]+"
_SIXTY = r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
_FLOAT = r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?"
_NO_NUMBER = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_DAY = r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}[^\n]{0,16})?"

KINDS = (
    (re.compile(_BOOL), "true or false"),
    (re.compile(_NULL), "nothing at all"),
    (re.compile(_DAY), "a date"),
    (re.compile(_SIXTY), "a number to the base 60"),
    (re.compile(_INTEGER), "another number"),
    (re.compile(_FLOAT), "a decimal number"),
    (re.compile(_NO_NUMBER), "a number without a value"),
    (re.compile("<<|="), "an instruction"),
)
LONGEST = 40
"""Characters; nothing longer is taken for anything but a text."""
_ANY = re.compile("|".join(pattern.pattern for pattern, _ in KINDS))


def surprise(text: str) -> str:
    """What other programs take this unquoted text for; empty where all agree. `0` and `12` are no surprise."""
    if text == "0" or len(text) > LONGEST or not _ANY.fullmatch(text):
        return ""
    return next(what for pattern, what in KINDS if pattern.fullmatch(text))
