"""What is compressed is unpacked, whatever its name says."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.sources import read_sources
from clustering.sources.unpacked import unpacked, with_packing, without_packing

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    zstd = pytest.importorskip("backports.zstd")

CSV = b"title,url\nKelp,https://a.example/1\n"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("kind", [".csv", ".json", ".jsonl"])
def test_tables_and_documents_are_read_from_every_packing(
    tmp_path: Path, suffix: str, kind: str
) -> None:
    data = CSV if kind == ".csv" else b'{"title": "Kelp", "url": "https://a.example/1"}\n'
    (tmp_path / f"t{kind}{suffix}").write_bytes(PACKERS[suffix](data))
    [record] = read_sources([tmp_path / f"t{kind}{suffix}"]).records
    assert (record.title, record.urls) == ("Kelp", ("https://a.example/1",))


def test_the_first_bytes_tell_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(gzip.compress(CSV))
    assert [record.title for record in read_sources([tmp_path / "t.csv"]).records] == ["Kelp"]


def test_names_with_and_without_packing() -> None:
    assert with_packing((".csv",)) == (".csv", ".csv.gz", ".csv.bz2", ".csv.xz", ".csv.zst")
    assert (without_packing("a.csv.XZ"), without_packing("a.csv")) == ("a.csv", "a.csv")


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python unpacks zstd itself")
def test_zstd_without_its_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backports", None)
    stream = io.BufferedReader(io.BytesIO(zstd.compress(CSV)))
    with pytest.raises(UsageError, match=r"t.zst: zstd is unpacked by .* 'samestory\[tables\]'"):
        unpacked(stream, "t.zst")
