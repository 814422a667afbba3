"""Words, dates and durations in a reader's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

_DAY_FIRST = "EEE d MMMM"
_IDEOGRAPHIC = {"ja", "ko", "zh"}


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """CLDR's data for a language; English where CLDR knows none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def direction(language: str) -> str:
    """Where a line begins: ltr or rtl."""
    return str(locale_of(language).text_direction)


def language_name(language: str, reader: str = "") -> str:
    """The language's name as its speakers write it, or as readers of another language do."""
    name = locale_of(language).get_language_name(reader.replace("-", "_") or None) or language
    return name if reader else name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Speech:
    """The interface words of one language."""

    language: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """A text of the interface with its {names} filled in. Raises KeyError for an unknown key."""
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), self.words[key])

    def counted(self, key: str, count: int, **values: object) -> str:
        """A text that depends on a number: `key.one`, `key.few` ... as CLDR's plural rules of the language have it."""
        form = f"{key}.{locale_of(self.language).plural_form(count)}"
        return self.say(form if form in self.words else f"{key}.other", count=count, **values)

    def minutes(self, total: int) -> str:
        """`35 min`, `2 h`, `5 h 20 min`."""
        hours, minutes = divmod(total, 60)
        if not hours:
            return self.say("minutes", minutes=minutes)
        return (
            self.say("hours-minutes", hours=hours, minutes=f"{minutes:02}")
            if minutes
            else self.say("hours", hours=hours)
        )

    def number(self, value: float) -> str:
        """`1,250.5` as the language writes it."""
        return str(format_decimal(value, locale=locale_of(self.language)))

    def day(self, day: dt.date) -> str:
        """`Mon 12 January`."""
        return self._date(day, _DAY_FIRST, "MMMdE")

    def date(self, day: dt.date) -> str:
        """`22 December 2025`."""
        return str(format_date(day, "long", locale_of(self.language))) if self._ideographic else self._long(day)

    def month_day(self, day: dt.date) -> str:
        """`12 January`."""
        return self._date(day, "d MMMM", "MMMMd")

    def span(self, first: dt.date, last: dt.date) -> str:
        """`12 to 16 January`."""
        same = first.month == last.month and not self._ideographic
        return self.say("phase.range", first=first.day if same else self.month_day(first), last=self.month_day(last))

    @property
    def _ideographic(self) -> bool:
        return locale_of(self.language).language in _IDEOGRAPHIC

    def _long(self, day: dt.date) -> str:
        return str(format_date(day, "d MMMM yyyy", locale_of(self.language)))

    def _date(self, day: dt.date, pattern: str, skeleton: str) -> str:
        locale = locale_of(self.language)
        if self._ideographic:
            return str(format_skeleton(skeleton, day, locale=locale))
        return str(format_date(day, pattern, locale))
