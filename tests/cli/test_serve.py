"""The ``serve`` command."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Invoke
from tests.desk.corrected import desk_on
from tests.pages import ROOT

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?key=\S+")


@pytest.mark.slow("starts the command as a process")
def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    desk_on(tmp_path)
    words = [sys.executable, "-m", "clustering", "serve", "news.db", "--no-browser"]
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stderr is not None
        found = _ADDRESS.search(process.stderr.readline())
        assert found
        answer = httpx.get(found[0], follow_redirects=False, timeout=60)
        assert answer.status_code == 303
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert "Traceback" not in said
    assert process.returncode in (0, 130)


def test_what_is_no_store_is_an_error_of_usage(tmp_path: Path, invoke: Invoke) -> None:
    found = invoke("serve", tmp_path / "no.db")
    assert found.exit_code == 2
    assert "no such store" in found.stderr
