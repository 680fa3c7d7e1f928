"""The bench that runs another checkout: here this one, which finds what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.before import measure_before
from tests.benchmarks.labelled import REPOSITORY
from tests.benchmarks.quality_results import measure_variant


@pytest.mark.slow("starts a whole process")
@pytest.mark.parametrize("name", ["headlines", "fixtures"])
def test_the_same_checkout_finds_the_same(name: str) -> None:
    found = measure_before(REPOSITORY, name)
    now = measure_variant(name, {})
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
