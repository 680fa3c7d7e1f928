"""Errors a user can act on, each with the exit code the command line gives it."""

from __future__ import annotations


class SamestoryError(Exception):
    """One line for the user: the file, the place in it and the way out."""

    exit_code = 2


class UsageError(SamestoryError, ValueError):
    """A wrong flag, setting or name."""

    exit_code = 2


class NothingReadable(SamestoryError, ValueError):
    """The sources hold nothing that can be read."""

    exit_code = 3
