"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples on every machine and no clock, so that a change is judged by what it changed. To look for new ones:
# ADOPTGEN_EXPLORE=1 make unit
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("explore" if os.environ.get("ADOPTGEN_EXPLORE") else "same")
