"""What reaches the terminal: UTF-8 streams, one-line notes on stderr, no library warnings."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import logging
import os
import sys
import warnings
from typing import TextIO

from clustering.errors import UsageError


def prepare_streams() -> None:
    """Make the process's streams UTF-8, and silence the warnings of libraries.

    Worker processes inherit the silence through ``PYTHONWARNINGS``.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    warnings.simplefilter("ignore")
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    logging.getLogger().addHandler(logging.NullHandler())


def results_stream() -> TextIO:
    """Return the stream that results go to; refuse one that the caller closed.

    Ask before a long run rather than after it.
    """
    if sys.stdout is None:
        raise UsageError("cannot write to standard output: it is closed.")
    return sys.stdout


def print_result(rows: object, text: str, style: str) -> None:
    """Print a result as people read it, or as JSON."""
    results_stream().write(
        json.dumps(rows, ensure_ascii=False, indent=2) if style == "json" else text
    )
    results_stream().write("\n")


def write_message(line: str) -> None:
    """Write one line for the user to stderr, whatever characters a file name holds."""
    write_detail(f"samestory: {line}")


def write_detail(line: str) -> None:
    """Write a line that belongs to the one before it, such as an item of a list."""
    text = "".join(letter if letter.isprintable() else " " for letter in line)
    with contextlib.suppress(OSError, AttributeError):  # a stderr that was closed by the caller
        sys.stderr.write(f"{text.rstrip()}\n")


def flush_results() -> None:
    """Write the results out now, so that a reader that has gone is noticed here."""
    if sys.stdout is not None:  # closed by the caller
        sys.stdout.flush()


def drop_results() -> None:
    """Discard what is still buffered for stdout, because its reader has gone."""
    with contextlib.suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def leave(code: object) -> None:
    """Write everything and end the process, without freeing millions of objects first.

    Functions that are registered to run at exit do run. A profiler around the process (``python
    -m cProfile``) does not get to report. Returns, and leaves the end to Python, where the exit
    code is a message or a stream cannot be flushed: Python reports both.
    """
    if code is not None and not isinstance(code, int):
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code or 0)
