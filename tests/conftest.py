"""What all tests share: the data beside the project, and how hypothesis runs."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("samestory", deadline=None)
settings.load_profile("samestory")

# A shell that starts the tests in the background has them, and all they start, ignore Ctrl-C,
# which some of them press.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real posts and labelled sets; tests that need it skip where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SAMESTORY_DATA") or beside)
    if not folder.is_dir():
        pytest.skip(f"the shared data is not at {folder}; set SAMESTORY_DATA to its folder")
    return folder
