"""The spill engine holds arrays in files that leave nothing behind, and tells what is wrong."""

from __future__ import annotations

import errno
import gc
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from clustering.engines.spill import SpillEngine, spill_folder
from clustering.errors import SamestoryError


def test_no_file_is_to_be_seen_while_arrays_are_held(tmp_path: Path) -> None:
    held = SpillEngine(tmp_path).hold(np.arange(100_000))
    assert list(tmp_path.iterdir()) == []
    assert held[-1] == 99_999


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux counts such memory")
def test_what_is_held_takes_no_memory_of_the_process(tmp_path: Path) -> None:
    def resident() -> int:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    engine = SpillEngine(tmp_path)
    before = resident()
    held = engine.gather([np.full(1_000_000, n)] for n in range(12))[0]
    assert held.sum() == 66_000_000
    engine.rest()
    gc.collect()
    assert resident() - before < 40  # of 96 MB
    assert held[5_000_000] == 5


def test_what_is_no_longer_used_is_given_back(tmp_path: Path) -> None:
    engine = SpillEngine(tmp_path)
    held = engine.hold(np.arange(100_000))
    assert len(engine._maps) == 1
    del held
    gc.collect()
    assert len(engine._maps) == 0


def test_a_folder_that_cannot_be_written_to_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(SamestoryError, match=r"gone.*TMPDIR.*--engine inline"):
        SpillEngine(tmp_path / "gone").hold(np.arange(100_000))


def test_where_the_system_gives_no_memory_the_folder_is_not_blamed(tmp_path: Path) -> None:
    with pytest.raises(MemoryError), SpillEngine(tmp_path)._told():
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))


def test_texts_can_be_pickled(tmp_path: Path) -> None:
    texts = SpillEngine(tmp_path).hold_texts(["a", "b"])
    assert pickle.loads(pickle.dumps(texts)) == ["a", "b"]


def test_tmpdir_comes_before_the_folder_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert spill_folder() == tmp_path
    monkeypatch.delenv("TMPDIR")
    if os.access("/var/tmp", os.W_OK):
        assert spill_folder() == Path("/var/tmp")
