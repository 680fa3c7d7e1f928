"""Every block of the page of recipes runs, in order, in one Python and one folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
RECIPES = ROOT / "reports" / "guides" / "recipes.md"
LIBRARIES = ("pandas", "polars", "duckdb")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

SHELL = """
import subprocess
subprocess.run(["bash", "-euo", "pipefail", "-c", {code!r}], check=True)
"""


@pytest.mark.slow("loads pandas, polars and scikit-learn, and runs the commands of the page")
def test_every_block_of_the_recipes_runs(tmp_path: Path) -> None:
    for library in LIBRARIES:
        pytest.importorskip(library, reason=f"{library} is not installed")
    blocks = BLOCK.findall(RECIPES.read_text(encoding="utf-8"))
    assert {kind for kind, _ in blocks} == {"python", "sh"}
    command = tmp_path / "bin" / "samestory"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m samestory "$@"\n')
    command.chmod(0o755)
    program = "\n".join(
        code if kind == "python" else SHELL.format(code=code) for kind, code in blocks
    )
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning:__main__", "-c", program],
        cwd=ROOT,
        env=os.environ
        | {
            "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "clustering" / "public"))),
            "OUT": str(tmp_path),
            "CHECKOUT": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") > 40
