"""The way into the ``samestory`` command; each command is a file of its own in this folder."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    # It would look through every installed package for plugins: 8 ms with 83 of them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from clustering.cli.app import app
        from clustering.cli.streams import leave, prepare_streams

        prepare_streams()
        try:
            app(prog_name="samestory")
        except SystemExit as done:
            leave(done.code)
            raise
    except KeyboardInterrupt:  # before there was a command that could be stopped
        sys.stderr.write("samestory: interrupted.\n")
        sys.exit(130)
