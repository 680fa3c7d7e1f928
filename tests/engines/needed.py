"""Whether what Spark needs is here; where it must be, its absence is a failure."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest


def require_spark() -> None:
    """Skip without pyspark or Java; with ``SAMESTORY_REQUIRE_SPARK=1`` fail instead."""
    missing = [
        name
        for name, is_there in (("pyspark", find_spec("pyspark")), ("Java", shutil.which("java")))
        if not is_there
    ]
    if missing:
        reason = f"{' and '.join(missing)} not found: pip install '.[spark]', OpenJDK 17"
        if os.environ.get("SAMESTORY_REQUIRE_SPARK") == "1":
            pytest.fail(f"{reason}, and SAMESTORY_REQUIRE_SPARK=1 asks for the tests of Spark")
        pytest.skip(reason)
