"""`adoptgen sample-app`: Tideline on this machine, to practise, to record from and to test against."""

from __future__ import annotations

import datetime as dt

import click


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
def command(port: int, language: str, now: dt.datetime) -> None:
    """Start the sample application, reachable from this machine only; Ctrl+C ends it.

    POST /reset puts all data back to the first morning.
    """
    from adoptgen.sample_app import server, words  # its imports are not free

    if language not in words.languages():
        raise click.BadParameter(f"there is {', '.join(words.languages())}", param_hint="--language")
    try:
        tideline = server.Tideline(port, language, now)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used ({error.strerror}); try --port 0") from error
    click.echo(f"Tideline: {tideline.address}   user name m.krueger, password tideline   (Ctrl+C ends it)")
    try:
        tideline.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        tideline.server_close()
