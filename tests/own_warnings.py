"""A pytest plugin: warnings of our own code are errors, those about libraries are only reported.

The suite is strict: with the tested set, any warning is an error. With a set that nobody has
tested, a library may warn about itself or another one, and nothing here can mend that. Python
attributes a warning to a module: to the one whose line has to change. Where that is a module of
``clustering`` or of the tests, it stays an error. Load it with ``pytest -p tests.own_warnings``.
"""

from __future__ import annotations

import pytest

OWN = r"(.*/)?(clustering|tests)([./]|\Z)"
"""Names of our modules; while a file is compiled, its path stands for its name."""


def pytest_configure(config: pytest.Config) -> None:
    """Put the two rules behind the strict one of ``pyproject.toml``; the last that fits counts."""
    config.addinivalue_line("filterwarnings", "default")
    config.addinivalue_line("filterwarnings", f"error:::{OWN}")
