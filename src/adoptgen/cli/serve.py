"""`adoptgen serve`: build, show the guide site in a browser, rebuild when something changes."""

from __future__ import annotations

import signal
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from pathlib import Path

import click

from adoptgen.build.places import Places
from adoptgen.build.quick import look_at_inputs
from adoptgen.cli.main import main
from adoptgen.cli.project import leave, project_option

_PAUSE = 0.5
"""Seconds between two looks at the files."""


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site as they are now: nothing is cached, requests are not printed."""

    def end_headers(self) -> None:
        """Tell the browser to ask again each time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """The terminal belongs to the builds."""


@click.command()
@project_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
def command(project: Path, port: int) -> None:
    """Build, show the guide site on this machine only, rebuild when something changes; Ctrl-C ends it."""
    site = project / "build" / "site"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background without it
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except OSError as error:
        click.echo(f"port {port} cannot be used: {error.strerror}. Choose another with --port.", err=True)
        leave(1)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _watch(Places(project), f"http://127.0.0.1:{port}/")
    except KeyboardInterrupt:
        click.echo("\nended")
    finally:
        server.shutdown()
        server.server_close()


def _watch(places: Places, address: str) -> None:
    """Build now and after each change, for ever. Each build is a process of its own: it sees changed code, too."""
    state = ""
    while True:
        current = look_at_inputs(places).state
        if current != state:
            child = get_context("spawn").Process(target=_build, args=(places.project,))
            child.start()
            child.join()
            click.echo(f"{address}  (Ctrl-C ends)" if child.exitcode == 0 else "what is shown is as it was before")
            state = current
        time.sleep(_PAUSE)


def _build(project: Path) -> None:
    sys.argv = ["adoptgen", "build", "--project", str(project)]
    main()
