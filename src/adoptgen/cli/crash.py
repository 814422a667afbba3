"""What the user sees when the mistake is ours: one sentence, one file to send, exit 3."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

import click

from adoptgen import __version__


def report_bug(error: Exception) -> int:
    """Write the details beside the temporary files, tell where, and return the exit code."""
    text = "\n".join(
        (
            f"adoptgen {__version__}, Python {platform.python_version()}, {platform.system()}",
            "".join(traceback.format_exception(error)),
        )
    )
    with tempfile.NamedTemporaryFile(
        "w", prefix="adoptgen-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    click.echo(
        f"adoptgen itself made a mistake: {type(error).__name__}. Nothing of yours was changed.\n"
        f"Please send us this file (read it first: it may quote your catalog): {Path(file.name)}",
        err=True,
    )
    return 3
