"""Quotes: price, discount, approval, and the letter the customer gets."""

from __future__ import annotations

from adoptgen.sample_app import records, words
from adoptgen.sample_app.asked import Answer, Asked, see
from adoptgen.sample_app.facts import APPROVAL_ABOVE
from adoptgen.sample_app.rendering import bare, missing, page, record
from adoptgen.sample_app.wording import Wording, read_amount


def quotes(asked: Asked) -> Answer:
    """All quotes."""
    return page(asked, "quotes.html", items=records.every(asked, "quotes", "ORDER BY quotes.id DESC"))


def quote(asked: Asked, identifier: str) -> Answer:
    """One quote; a sales manager can answer what waits."""
    return record(asked, "quote.html", "quotes", identifier, limit=APPROVAL_ABOVE)


def letter(asked: Asked, identifier: str) -> Answer:
    """The letter as the customer will read it, in the language chosen inside the frame."""
    item = records.one(asked, "quotes", identifier)
    if item is None:
        return missing(asked)
    code = asked.choice("language", (asked.language, *words.languages()))
    names = [(one, words.table(one)["language"]) for one in words.languages()]
    theirs = Wording(asked.edition.table(code), asked.wording.now)
    return bare(asked, "letter.html", item=item, names=names, code=code, theirs=theirs)


def send_quote(asked: Asked, identifier: str) -> Answer:
    """Send a quote, or ask for approval when the discount is above the limit."""
    discount = min(read_amount(asked.value("discount")), 100)
    status = "waiting" if discount > APPROVAL_ABOVE else "sent"
    asked.store.change(
        "UPDATE quotes SET discount = ?, reason = ?, status = ? WHERE id = ? AND status = 'draft'",
        discount,
        asked.value("reason"),
        status,
        identifier,
    )
    asked.stamp(identifier, status)
    return see(f"/quotes/{identifier}")


def approve(asked: Asked, identifier: str) -> Answer:
    """A sales manager says yes: the quote goes out."""
    return _decide(asked, identifier, "sent", "approved")


def refuse(asked: Asked, identifier: str) -> Answer:
    """A sales manager says no: the quote is a draft again."""
    return _decide(asked, identifier, "draft", "refused")


def _decide(asked: Asked, identifier: str, status: str, told: str) -> Answer:
    if asked.me["role"] != "manager":
        return missing(asked)
    asked.store.change("UPDATE quotes SET status = ? WHERE id = ? AND status = 'waiting'", status, identifier)
    asked.stamp(identifier, told)
    return see(f"/quotes/{identifier}")
