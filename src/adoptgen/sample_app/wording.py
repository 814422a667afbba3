"""How Tideline writes days, times, money and durations, and how it reads what people type."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_percent

CASE_HOURS = 4
"""A case is answered within four hours; the clock stands still while it waits for the customer."""


class Wording:
    """The words of one language and the way it writes figures."""

    def __init__(self, words: Mapping[str, str], now: dt.datetime) -> None:
        self.words, self.now = words, now
        self.locale = Locale.parse(words["locale"], sep="-")

    def t(self, key: str, **parts: object) -> str:
        """The words of this key. Raises KeyError for a key the table lacks."""
        return self.words[key].format(**parts) if parts else self.words[key]

    def n(self, key: str, count: int) -> str:
        """The words for a number of things: `<key>.<form>` where the language has such a form (CLDR plurals)."""
        form = f"{key}.{self.locale.plural_form(count)}"
        return self.t(form if form in self.words else key, count=count)

    def day(self, value: str) -> str:
        """27 February 2026; nothing for an empty value."""
        return format_date(dt.date.fromisoformat(value), "long", self.locale) if value else ""

    def short(self, value: str) -> str:
        """27 Feb 2026; nothing for an empty value."""
        return format_date(dt.date.fromisoformat(value[:10]), self.words["short"], self.locale) if value else ""

    def weekday(self, value: str) -> str:
        """Tuesday 13 January."""
        return format_date(dt.date.fromisoformat(value[:10]), self.words["weekday"], self.locale)

    def clock(self, value: str) -> str:
        """08:42."""
        return format_time(dt.datetime.fromisoformat(value).time(), "HH:mm", locale=self.locale)

    def moment(self, value: str) -> str:
        """08:42 today, else 12 Jan, 16:31."""
        if value[:10] == self.now.date().isoformat():
            return self.clock(value)
        return format_date(dt.date.fromisoformat(value[:10]), "d MMM", self.locale) + ", " + self.clock(value)

    def money(self, value: float) -> str:
        """€148,000."""
        return format_currency(round(value), "EUR", self.words["money"], self.locale, currency_digits=False)

    def percent(self, value: int) -> str:
        """12%, spaced as the language does it."""
        return format_percent(value / 100, locale=self.locale)

    def size(self, count: int) -> str:
        """12 kB, rounded up."""
        return self.t("file.size", kilobytes=-(-count // 1000))

    def in_days(self, days: int) -> str:
        """The ISO day so many days from now."""
        return (self.now.date() + dt.timedelta(days=days)).isoformat()

    def late(self, day: str) -> bool:
        """Whether a day has passed."""
        return bool(day) and day < self.now.date().isoformat()

    def remaining(self, case: Mapping[str, str]) -> int:
        """Minutes left on a case's clock; below zero it is overdue."""
        stopped = case["answered"] or case["paused"]
        until = dt.datetime.fromisoformat(stopped) if stopped else self.now
        return CASE_HOURS * 60 - int((until - dt.datetime.fromisoformat(case["opened"])).total_seconds()) // 60

    def due(self, case: Mapping[str, str]) -> str:
        """When the clock runs out."""
        return self.moment((self.now + dt.timedelta(minutes=self.remaining(case))).isoformat())

    def duration(self, minutes: int) -> str:
        """3 h 12 min."""
        return self.t("clock.duration", hours=abs(minutes) // 60, minutes=f"{abs(minutes) % 60:02d}")


def read_day(text: str, wording: Wording) -> str:
    """An ISO day from 2026-02-27, 27.2.2026, 27/02/2026 or 27 February 2026; nothing if it is none of them."""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    try:
        if len(numbers) == 3:
            year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
            return dt.date(year, month, day).isoformat()
        if len(numbers) == 2:
            return dt.date(numbers[1], _month(text, wording), numbers[0]).isoformat()
    except ValueError:
        return ""
    return ""


def _month(text: str, wording: Wording) -> int:
    """The month a text names (0 if none): the first three letters decide where they are unique."""
    for month, name in wording.locale.months["format"]["wide"].items():
        if name.lower() in text.lower():
            return int(month)
    return 0


def read_amount(text: str) -> int:
    """Whole euros from €148,000, 148 000 € or 148.000."""
    return int("".join(re.findall(r"\d", re.sub(r"[.,]\d\d?(?!\d)", "", text)))[:9] or 0)
