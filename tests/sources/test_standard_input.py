"""Standard input is told by its first bytes."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from clustering.model import Reading
from clustering.sources import read_sources

ROW = b'{"title": "Kelp", "url": "https://a.example/1"}'


def read(monkeypatch: pytest.MonkeyPatch, data: bytes) -> Reading:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdin", stream)
    return read_sources(["-"])


@pytest.mark.parametrize(
    "data",
    [
        b"title,url\nKelp,https://a.example/1\n",
        b"\xef\xbb\xbftitle;url\r\nKelp;https://a.example/1\r\n",
        b"title\turl\nKelp\thttps://a.example/1\n",
        "title,url\nKelp,https://a.example/1\n".encode("utf-16"),
        ROW,
        b"\n\n" + ROW + b"\n",
        b"[" + ROW + b"]",
        b'{"status": "ok", "articles": [' + ROW + b"]}",
        b'{\n "articles": [\n' + ROW + b"\n]}\n",
        b"<rss version='2.0'><channel><item><title>Kelp</title>"
        b"<link>https://a.example/1</link></item></channel></rss>",
        gzip.compress(b"title,url\nKelp,https://a.example/1\n", mtime=0),
    ],
)
def test_every_kind_is_recognized(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    [record] = read(monkeypatch, data).records
    assert (record.title, record.urls) == ("Kelp", ("https://a.example/1",))


def test_json_lines_are_read_one_by_one_past_a_broken_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = read(monkeypatch, b'{"title": "x}\n' + ROW + b"\n" + b'{"title": "Rain"}\n')
    assert [record.title for record in reading.records] == ["Kelp", "Rain"]
    assert [skip.line for skip in reading.skipped] == [1]


def test_a_long_first_row_is_still_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    long = b'{"title": "Kelp", "text": "' + b"x" * 1_000_000 + b'"}\n'
    assert len(read(monkeypatch, long * 3).records) == 3


def test_a_file_named_beside_it_is_read_as_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("title\nRain\n")
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(ROW)))
    monkeypatch.setattr(sys, "stdin", stream)
    titles = [record.title for record in read_sources(["-", tmp_path / "t.csv"]).records]
    assert titles == ["Kelp", "Rain"]
