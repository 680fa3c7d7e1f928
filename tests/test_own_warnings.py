"""Warnings of our own code are errors with any libraries; theirs only with the tested set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
OWN = [
    "clustering",
    "clustering.pairs.nearest",
    "tests.pairs.test_nearest",
    f"{ROOT}/clustering/pairs/nearest",  # while the file is compiled
]
OF_LIBRARIES = [
    "matplotlib._mathtext",
    "sklearn.tests.test_base",
    "/lib/python3.11/site-packages/networkx/algorithms/operators/product",
]
SUITE = """
import warnings
import pytest

def warn(module):
    warnings.warn_explicit("old", DeprecationWarning, "file.py", 1, module=module)

@pytest.mark.parametrize("module", {errors})
def test_an_error(module):
    with pytest.raises(DeprecationWarning):
        warn(module)

@pytest.mark.parametrize("module", {reported})
def test_reported(module):
    warn(module)
"""


@pytest.mark.parametrize(
    ("errors", "reported", "options"),
    [
        (OWN, OF_LIBRARIES, ["-p", "tests.own_warnings"]),
        ([*OWN, *OF_LIBRARIES], [], []),  # with the tested set
    ],
)
def test_whose_warnings_are_errors(
    tmp_path: Path, errors: list[str], reported: list[str], options: list[str]
) -> None:
    (tmp_path / "test_warns.py").write_text(SUITE.format(errors=errors, reported=reported))
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "xdist", "-n", "1"]
    command += options
    # By its name alone: pytest would take a bracket in the path for that of a parameter.
    command += ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={ROOT}", "test_warns.py"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        # Plugins of other libraries take a second to load, here and in that process.
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(OWN) + len(OF_LIBRARIES)} passed" in done.stdout
