"""`adoptgen sample-app`: Tideline on this machine, to practise, to record from and to test against."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from adoptgen.sample_app.edition import Edition


@click.command("sample-app")
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--language", default="en", show_default=True, help="Where the browser asks for none there is.")
@click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    default="2026-01-13T09:20",
    show_default=True,
    help="The moment at which its clock stands still.",
)
@click.option(
    "--data", default=":memory:", metavar="FILE", help="Keep the data in this SQLite file (default: nowhere)."
)
@click.option("--csp", default="", metavar="POLICY", help="Answer with this Content-Security-Policy.")
@click.option(
    "--mutate",
    default="",
    metavar="NAMES|FILE",
    help="Start a changed version: names of mutations with commas between them, or a YAML file with your own.",
)
@click.option("--mutations", is_flag=True, help="List all mutations and end.")
@click.option("--reset", is_flag=True, help="Put back the data of the one that runs on --port, and end.")
def command(
    port: int, language: str, now: dt.datetime, data: str, csp: str, mutate: str, mutations: bool, reset: bool
) -> None:
    """Start the sample application, reachable from this machine only; Ctrl+C ends it.

    POST /reset (or --reset from another window) puts all data back to the first morning.
    """
    if mutations:
        _list_mutations()
        return
    if reset:
        _reset(port)
        return
    import sqlite3

    from adoptgen.sample_app import server, words  # its imports are not free

    if language not in words.languages():
        raise click.BadParameter(f"there is {', '.join(words.languages())}", param_hint="--language")
    edition = _edition(mutate)
    try:
        tideline = server.Tideline(port, language, now, edition=edition, policy=csp or server.POLICY, database=data)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); try --port 0") from error
    except sqlite3.Error as error:
        raise click.BadParameter(f"{data}: {error}", param_hint="--data") from error
    click.echo(f"Tideline: {tideline.address}   user name m.krueger, password tideline   (Ctrl+C ends it)")
    try:
        tideline.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        tideline.server_close()


def _edition(mutate: str) -> Edition:
    from adoptgen.sample_app import mutations  # its imports are not free

    try:
        return mutations.edition(mutations.chosen(mutate))
    except (mutations.MutationError, OSError) as error:
        raise click.BadParameter(str(error), param_hint="--mutate") from error


def _list_mutations() -> None:
    from adoptgen.sample_app import mutations  # its imports are not free

    for mutation in mutations.known().values():
        click.echo(f"{mutation.name:24} {mutation.kind:11} {mutation.summary}")


def _reset(port: int) -> None:
    import urllib.error
    import urllib.request

    asked = urllib.request.Request(f"http://127.0.0.1:{port}/reset", method="POST")
    try:
        urllib.request.urlopen(asked, timeout=10).close()  # noqa: S310  the address is this machine's own, over http
    except (urllib.error.URLError, OSError) as error:
        raise click.ClickException(f"no Tideline answers on port {port}") from error
