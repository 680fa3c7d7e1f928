"""The store that is corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.desk.correct import Corrections
from tests.desk.corrected import desk_on


@pytest.fixture
def desk(tmp_path: Path) -> Corrections:
    """Return what corrects a store of invented events."""
    return desk_on(tmp_path)
