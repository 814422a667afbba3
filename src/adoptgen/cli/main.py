"""The `adoptgen` command: finds the subcommand's module only when it is called, so that --help is quick."""

from __future__ import annotations

import importlib
import os
import sys

import click

COMMANDS = {
    "init": "A new programme from the sample, ready to build.",
    "new": "One skeleton file for a new object.",
    "schema": "JSON Schema of the catalog's files, for editors.",
    "check": "All problems of the catalog in one pass.",
    "plan": "What a build would make, and why.",
    "build": "Make what is new or changed.",
    "serve": "Build, preview in a browser, rebuild on change.",
    "verify": "Any course package against its standard.",
    "lock": "Remember what was published, so that its records are kept.",
    "capture": "Record walkthroughs from the live application.",
    "import-recording": "Make a walkthrough of what another tool recorded.",
    "sample-app": "Start Tideline, the sample application.",
    "path": "The learning path of a role, with the reason for each step.",
    "import": "Take in completions, attempts and statements.",
    "kpi": "Figures, and what they stand on.",
    "bank": "Question banks: export, import.",
    "i18n": "Translations: extract, status, import.",
}
"""Command -> its line in --help. The module is cli/<command>.py (import_ for import, _ for -) and exposes `command`."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a programme's life, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name + "_" if cmd_name == "import" else cmd_name.replace("-", "_")
        module = importlib.import_module(f"adoptgen.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table above, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="adoptgen")
def cli() -> None:
    """From one catalog in git to training people use, and to evidence that they do."""


def main() -> None:
    """Run the command line; our own bugs end with exit 3 and a file to send us, never a traceback.

    Plugins of pydantic that happen to be installed have no business with a catalog, and looking for them reads what
    every installed package says of itself.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        cli.main(standalone_mode=True)
    except Exception as error:
        from adoptgen.cli.crash import report_bug  # a crash is rare, its imports are not free

        sys.exit(report_bug(error))
