"""The report's words, numbers and dates in a reader's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

AREA = "report."
_THIN = "\u202f"


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything the report says, in one language."""

    language: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """A text with its {names} filled in. Raises KeyError for an unknown key."""
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), self.words[AREA + key])

    def counted(self, key: str, count: int) -> str:
        """A text that depends on a number, by CLDR's plural rules."""
        form = f"{key}.{_locale(self.language).plural_form(count)}"
        return self.say(form if AREA + form in self.words else f"{key}.other", count=self.number(count))

    def number(self, value: float, decimals: int = 0) -> str:
        """`1,944` or `1 944`; `69.8`; `−4`."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return str(format_decimal(value, pattern, locale=_locale(self.language))).replace("-", "−")

    def amount(self, value: float, unit: str, decimals: int = 0) -> str:
        """`71 %`, `11 days`, or the bare number of points."""
        number = self.number(value, decimals)
        if unit == "percent":
            return f"{number}{_THIN}%"
        return self.say("days", value=number) if unit == "days" else number

    def date(self, day: dt.date) -> str:
        """`Sunday 15 March 2026`."""
        return str(format_date(day, "EEEE d MMMM yyyy", locale=_locale(self.language)))

    def language_name(self, language: str) -> str:
        """A language's name in this one: `English`, `anglais`."""
        return _locale(language).get_language_name(str(_locale(self.language))) or language
