"""What the business says, once: the choices of every list, the limits and the weights of the forecast."""

from __future__ import annotations

STAGES = ("qualified", "offered", "negotiation", "won", "lost")
DECIDED = ("won", "lost")
SERVICES = ("sea-lcl", "sea-fcl", "air", "road", "road-ltl")
ROLES = ("decides", "books", "receives", "pays")
SEGMENTS = ("forest", "retail", "machinery", "pharma", "food", "glass")
COUNTRIES = ("AE", "DE", "DK", "FR", "GB", "NL", "NO", "PL", "SE")
RATINGS = ("A", "B", "C")
KINDS = ("delay", "damage", "loss", "documents", "invoice")
CASE_STATES = ("open", "waiting-customer", "solved")
CASE_OWNERS = ("A. Fischer", "L. Roth", "A. Saleh", "M. Krüger")
ACTIVITY_KINDS = ("call", "mail", "meeting", "task")
SITES = ("Hamburg", "Rotterdam", "Lyon", "Gdańsk", "Jebel Ali")
APPROVAL_ABOVE = 8
"""Percent of discount that no longer goes out without the sales manager."""
APPROVER = "Hanne Vogt"
CHANCE = {"qualified": 0.0, "offered": 0.5, "negotiation": 1.0, "won": 1.0, "lost": 0.0}
"""Part of an opportunity's value that the forecast counts."""
PERIODS = ("all", "this-month", "next-month", "year")
SHOWN_FIRST = 5
"""Hits of a search that are shown."""
LARGEST_FILE = 1_000_000
"""Bytes of a picture hung on a case; what is larger is refused."""
