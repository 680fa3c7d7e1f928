"""One rule says how many cores there are, to threads and to copies of the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import clustering
from clustering.system.cores import usable_cores


def test_jobs_are_the_number() -> None:
    assert usable_cores(3) == 3


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no process is bound to cores")
def test_a_core_that_the_process_may_not_run_on_counts_nowhere() -> None:
    program = """
import os
os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
import numpy as np
from scipy import sparse
from clustering.pairs.search import NeighbourSearch, Searched
from clustering.system.cores import usable_cores
matrix = sparse.eye_array(2, format="csr")
search = NeighbourSearch(Searched(matrix, np.zeros(2), 1, 0.0, np.zeros(0, int), jobs=0))
print(usable_cores(), search._threads)
"""
    asked = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert asked.stdout.split() == ["1", "1"]


def test_no_other_module_asks_for_the_number_of_cores() -> None:
    package = Path(clustering.__file__).parent
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(name in path.read_text("utf-8") for name in ("cpu_count", "sched_getaffinity"))
    }
    assert asking == {"system/cores.py"}
