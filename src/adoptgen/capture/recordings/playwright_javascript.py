"""Scripts of Playwright's recorder in JavaScript and TypeScript, for its test runner or as a library."""

from __future__ import annotations

import re

from adoptgen.capture.recordings.contract import Recorded, Source, script
from adoptgen.capture.recordings.javascript import statements
from adoptgen.capture.recordings.playwright_steps import recorded


class PlaywrightJavascript:
    """Reads the script; it is not executed."""

    name = "playwright-javascript"
    summary = "Playwright script as its recorder writes it (JavaScript, TypeScript)"

    def recognises(self, source: Source) -> bool:
        """An import of Playwright, as JavaScript writes it."""
        return bool(
            re.search(r"""(?:from|require\()\s{0,9}['"](?:@playwright/test|playwright)['"]""", source.text[:9999])
        )

    def read(self, source: Source) -> Recorded:
        """All steps; what the recorder does not write is refused with its line."""
        return recorded(statements(script(source)))


reader = PlaywrightJavascript()
