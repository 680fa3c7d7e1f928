"""Invented headlines: the same at every call, and as repetitive as real ones."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.headlines import COLUMNS, Headline, invent, write_headlines

ROWS = 6_000


@pytest.fixture(scope="module")
def headlines() -> list[Headline]:
    return list(invent(ROWS))


def test_the_same_headlines_come_at_every_call(headlines: list[Headline]) -> None:
    assert list(invent(ROWS)) == headlines


def test_ids_and_addresses_are_unique(headlines: list[Headline]) -> None:
    assert len({headline.id for headline in headlines}) == ROWS
    assert len({headline.url for headline in headlines}) == ROWS


def test_words_are_as_frequent_as_in_real_headlines(headlines: list[Headline]) -> None:
    """Real sets have 9.7 words, and sums of squares of 0.28, 0.027, 0.010 and 0.002."""
    titles = [re.findall(r"\w+", headline.title.lower()) for headline in headlines]
    counts = Counter(word for words in titles for word in set(words))
    shares = np.sort([count / ROWS for count in counts.values()])[::-1]
    assert np.mean([len(words) for words in titles]) == pytest.approx(9.7, abs=0.4)
    for beyond, real in ((0, 0.28), (50, 0.027), (200, 0.010), (1_000, 0.002)):
        assert (shares[beyond:] ** 2).sum() == pytest.approx(real, rel=0.25), beyond


def test_more_headlines_cover_more_days(headlines: list[Headline]) -> None:
    def day(headline: Headline) -> np.datetime64:
        return np.datetime64(headline.published.removesuffix("Z"), "D")

    assert all(one.published <= other.published for one, other in pairwise(headlines))
    half = list(invent(ROWS // 2))
    spans = [np.ptp([day(one).astype(int) for one in some]) for some in (headlines, half)]
    # Three days of news against one and a half, and the late articles on the last events.
    assert spans[0] > spans[1]


def test_an_undated_table_has_the_same_rows_without_the_date(tmp_path: Path) -> None:
    tables: list[list[list[str]]] = []
    for dated in (True, False):
        path = tmp_path / f"{dated}.csv"
        write_headlines(200, path, dated=dated)
        with path.open(encoding="utf-8", newline="") as stream:
            tables.append(list(csv.reader(stream)))
    with_date, without = tables
    assert tuple(with_date[0]) == COLUMNS
    assert [row[:-1] for row in with_date] == without
