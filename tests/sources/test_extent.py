"""How many rows a table has is told from where its reader stands."""

from __future__ import annotations

from clustering.sources.extent import Extent


def test_a_quarter_of_the_bytes_held_a_quarter_of_the_rows() -> None:
    extent = Extent()
    extent.follow(lambda: 25, 100)
    assert extent.total(1_000) == 4_000


def test_nothing_is_told_of_what_has_no_end_or_has_not_begun() -> None:
    extent = Extent()
    assert extent.total(1_000) is None
    extent.follow(lambda: 0, 100)
    assert extent.total(1_000) is None


def test_a_file_that_grew_has_no_fewer_rows_than_were_read() -> None:
    extent = Extent()
    extent.follow(lambda: 150, 100)
    assert extent.total(1_000) == 1_000
