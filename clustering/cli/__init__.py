"""The entry point of the ``samestory`` command; each command is a module of ``commands``."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    # A command uses its objects to its end; searching them for garbage takes 1.2 s of 45.
    gc.disable()
    end_as_by_ctrl_c(signal.SIGTERM)
    try:
        from clustering.cli.app import app
        from clustering.cli.streams import leave, prepare_streams

        prepare_streams()
        try:
            app(prog_name="samestory")
        except SystemExit as done:
            leave(done.code)
            raise
    except BaseException as error:
        if not _is_interrupt(error):
            raise
        sys.stderr.write("samestory: interrupted.\n")  # during the imports, before any command
        sys.exit(130)


def _is_interrupt(error: BaseException) -> bool:
    """Whether an error is Ctrl-C, which libraries in Rust may turn into a panic of theirs."""
    if isinstance(error, KeyboardInterrupt):
        return True
    return type(error).__name__ == "PanicException" and "KeyboardInterrupt" in str(error)


def end_as_by_ctrl_c(number: signal.Signals) -> None:
    """Let a signal that would end the process end it as Ctrl-C does, with nothing half-written."""
    if signal.getsignal(number) is signal.SIG_DFL:
        signal.signal(number, signal.default_int_handler)
