"""Which function answers which path: the whole table."""

from __future__ import annotations

import re

from adoptgen.sample_app.areas import (
    activities,
    cases,
    customers,
    dashboards,
    door,
    home,
    opportunities,
    orders,
    quotes,
    requests,
    visits,
)
from adoptgen.sample_app.asked import Answer, Asked, Handler
from adoptgen.sample_app.rendering import missing

_OPEN_TO_ALL = ("/login", "/reset")

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/login", door.show_login),
    ("POST", "/login", door.log_in),
    ("POST", "/logout", door.log_out),
    ("POST", "/reset", door.reset),
    ("GET", "/settings", door.settings),
    ("POST", "/settings", door.save_settings),
    ("GET", "/", home.home),
    ("GET", "/api/search", home.search),
    ("GET", "/requests", requests.requests),
    ("GET", "/requests/(R-[0-9]+)", requests.request),
    ("POST", "/requests/(R-[0-9]+)/claim", requests.claim),
    ("POST", "/requests/(R-[0-9]+)/decline", requests.decline),
    ("POST", "/requests/(R-[0-9]+)/convert", requests.convert),
    ("GET", "/customers", customers.customers),
    ("POST", "/customers", customers.add_customer),
    ("GET", "/customers/([0-9]{1,9})", customers.customer),
    ("POST", "/customers/([0-9]{1,9})/contacts", customers.add_contact),
    ("POST", "/api/customers/([0-9]{1,9})/remind", customers.remind),
    ("POST", "/api/customers/([0-9]{1,9})/rating", customers.rate),
    ("GET", "/contacts", customers.contacts),
    ("POST", "/contacts/([0-9]{1,9})", customers.save_contact),
    ("GET", "/opportunities", opportunities.opportunities),
    ("GET", "/board", opportunities.board),
    ("GET", "/opportunities/(O-[0-9]+)", opportunities.opportunity),
    ("POST", "/opportunities/(O-[0-9]+)", opportunities.save_opportunity),
    ("POST", "/opportunities/(O-[0-9]+)/quote", opportunities.new_quote),
    ("POST", "/opportunities/(O-[0-9]+)/hand-over", opportunities.hand_over),
    ("POST", "/api/opportunities/(O-[0-9]+)/stage", opportunities.move),
    ("GET", "/visits", visits.visits),
    ("POST", "/visits/(V-[0-9]+)", visits.log_visit),
    ("GET", "/quotes", quotes.quotes),
    ("GET", "/quotes/(Q-[0-9]+)", quotes.quote),
    ("GET", "/quotes/(Q-[0-9]+)/letter", quotes.letter),
    ("POST", "/quotes/(Q-[0-9]+)", quotes.send_quote),
    ("POST", "/quotes/(Q-[0-9]+)/approve", quotes.approve),
    ("POST", "/quotes/(Q-[0-9]+)/refuse", quotes.refuse),
    ("GET", "/cases", cases.cases),
    ("POST", "/cases", cases.open_case),
    ("GET", "/cases/(C-[0-9]+)", cases.case),
    ("POST", "/cases/(C-[0-9]+)", cases.save_case),
    ("POST", "/cases/(C-[0-9]+)/answered", cases.answer_case),
    ("POST", "/api/cases/(C-[0-9]+)/files", cases.attach),
    ("GET", "/orders", orders.orders),
    ("GET", "/orders/(A-[0-9]+)", orders.order),
    ("GET", "/dashboards", dashboards.dashboards),
    ("GET", "/api/pipeline", dashboards.figures),
    ("GET", "/api/arrivals", dashboards.arrivals),
    ("GET", "/activities", activities.activities),
    ("GET", "/api/activities", activities.listed),
    ("POST", "/api/activities", activities.add_activity),
    ("POST", "/api/activities/([0-9]{1,9})", activities.set_done),
)
"""Method, pattern of the path, and the function; the pattern's groups are its arguments."""
_COMPILED = [(method, re.compile(pattern), function) for method, pattern, function in ROUTES]


def find(asked: Asked) -> Answer:
    """The answer of the route that fits; the login page for whoever is not logged in."""
    if asked.path not in _OPEN_TO_ALL and not asked.login:
        return door.not_logged_in(asked)
    for method, pattern, function in _COMPILED:
        match = pattern.fullmatch(asked.path)
        if match and method == asked.method:
            return function(asked, *match.groups())
    return missing(asked)
