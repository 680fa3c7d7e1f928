"""The bench that runs another checkout: here this one, which finds what it finds."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.benchmarks import before, quality
from tests.benchmarks.before import Cost, measure_before, measure_cost
from tests.benchmarks.labelled import REPOSITORY


@pytest.mark.slow("starts a whole process")
@pytest.mark.parametrize("name", ["headlines", "fixtures"])
def test_the_same_checkout_finds_the_same(name: str) -> None:
    found = measure_before(REPOSITORY, name)
    now = quality.measure_variant(name, {})
    assert found.score.f1 == pytest.approx(now.score.f1)
    assert found.clean == now.clean


def test_it_is_the_other_checkout_that_runs(tmp_path: Path) -> None:
    package = tmp_path / "clustering"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "out = Path(sys.argv[sys.argv.index('--out') + 1])\n"
        "out.mkdir()\n"
        "rows = '\\n'.join(['story', *('one' for _ in range(60))])\n"
        "(out / 'assignments.csv').write_text(rows)\n",
        encoding="utf-8",
    )
    assert measure_before(tmp_path, "headlines").score.recall == 1.0


@pytest.mark.slow("starts a whole process twice")
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_cost_is_told_in_turn(tmp_path: Path) -> None:
    with patch.object(before, "_ROUNDS", 1):
        cost = measure_cost(REPOSITORY, rows=200)
    assert len(cost.now) == len(cost.before) == 1
    assert min(*cost.now, *cost.before) > 0.1


def test_the_ratio_is_that_of_the_middle_round() -> None:
    assert Cost(1, [1.0, 3.0, 8.0], [1.0, 2.0, 4.0]).ratio == 1.5
