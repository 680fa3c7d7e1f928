"""Errors say in one line what happened, and end the command with their exit code."""

from __future__ import annotations

import pytest

from clustering.errors import OutOfMemory, out_of_memory_named


def test_memory_that_ran_out_is_told_with_the_stage() -> None:
    found = pytest.raises(OutOfMemory, match=r"in the stage graph; .*--memory")
    with found as raised, out_of_memory_named("graph"):
        raise MemoryError
    assert raised.value.exit_code == 70


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(KeyError), out_of_memory_named("graph"):
        raise KeyError
