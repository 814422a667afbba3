"""`adoptgen capture`: walkthroughs recorded from the live application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adoptgen.cli.project import project_option, stop_on_errors

if TYPE_CHECKING:
    from adoptgen.capture.recorder import Order, Recorded
    from adoptgen.model.catalog import Catalog
    from adoptgen.model.learning import Walkthrough


@click.command("capture")
@click.argument("walkthroughs", nargs=-1)
@click.option("--address", required=True, metavar="URL", help="Where the application answers.")
@click.option("--language", "languages", multiple=True, help="One of its languages (default: all; may be repeated).")
@click.option("--reset", default="", metavar="PATH", help="Path that gets a POST before each walkthrough.")
@project_option
def command(project: Path, walkthroughs: tuple[str, ...], address: str, languages: tuple[str, ...], reset: str) -> None:
    """Record WALKTHROUGHS (default: all) from the live application.

    Pages, pictures, places and names of what each step acts on go to catalog/captures; what looks as before keeps its
    files. What `redaction` names, and what looks personal or secret, is taken out of the page before anything is
    kept. A login is taken from ADOPTGEN_USER and ADOPTGEN_PASSWORD.
    """
    from adoptgen.capture.fault import CaptureError  # its imports are not free
    from adoptgen.capture.recorder import record

    problems = []
    try:
        for order in _orders(project, walkthroughs, address, languages, reset):
            problems += record(order, _tell)
    except CaptureError as fault:
        raise click.ClickException(f"{fault.message}\n    help: {fault.help}") from None
    stop_on_errors(problems)


def _orders(project: Path, names: tuple[str, ...], address: str, languages: tuple[str, ...], reset: str) -> list[Order]:
    """One order per application the walkthroughs belong to."""
    from adoptgen.capture.recorder import Order  # its imports are not free
    from adoptgen.catalog.load import load

    root = project / "catalog"
    loaded = load(root)
    if loaded.catalog is None:
        stop_on_errors(loaded.problems)
        raise click.ClickException("the catalog cannot be read")
    catalog = loaded.catalog
    wanted = _wanted(catalog, names)
    source = catalog.programme.source_language
    return [
        Order(
            root=root,
            address=address,
            application=application,
            walkthroughs=tuple(item for item in wanted if item.application == application.id),
            languages=languages or application.languages,
            source_language=source,
            reset=reset,
            redaction=(catalog.programme.redaction, application.redaction),
        )
        for application in catalog.applications.values()
        if any(item.application == application.id for item in wanted)
    ]


def _wanted(catalog: Catalog, names: tuple[str, ...]) -> list[Walkthrough]:
    """The walkthroughs of these ids, all without. Leaves with exit 2 for an unknown one."""
    unknown = [name for name in names if name not in catalog.walkthroughs]
    if unknown:
        known = ", ".join(sorted(catalog.walkthroughs))
        raise click.BadParameter(f"no walkthrough {unknown[0]}; there is {known}", param_hint="WALKTHROUGHS")
    return [item for name, item in catalog.walkthroughs.items() if not names or name in names]


def _tell(done: Recorded) -> None:
    click.echo(f"{done.walkthrough} ({done.language}): {'recorded' if done.written else 'as before'}")
