"""Why a recording stopped: something the person at the command line can put right."""

from __future__ import annotations


class CaptureError(Exception):
    """`message` says what is wrong, `help` what to do, `step` (may be empty) at which step of the walkthrough."""

    def __init__(self, message: str, help_: str, step: str = "") -> None:
        super().__init__(message)
        self.message, self.help, self.step = message, help_, step

    def at(self, step: str) -> CaptureError:
        """The same, at this step."""
        return CaptureError(self.message, self.help, step)
