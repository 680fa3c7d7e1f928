"""How a long stage reports its progress; the terminal's bars are in ``cli/progress.py``."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done and how much there is (if known).

Of a table that is read the total is an estimate, from the bytes that its rows have taken."""

Tell = Callable[[int, int], None]
"""Called now and then with how much of one thing is done, of how much."""
