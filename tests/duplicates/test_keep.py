"""Which copy is kept: by an order that can be set, told in words, whatever the input order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from clustering.duplicates.keep import rank_copies
from clustering.errors import UsageError
from clustering.model import Record
from clustering.settings.model import KEEP_ORDER, choose_settings
from tests.factories import make_record

DEFAULT = ",".join(KEEP_ORDER)
PAGE = ("https://b.example/a-longer-address?utm_source=x",)
BASE = make_record("b", "Title", 1, excerpt="text", quality=5.0, urls=PAGE)


@pytest.mark.parametrize(
    ("better", "order", "reason"),
    [
        (make_record("x", "T", 9, excerpt="text"), DEFAULT, "has a post of its own"),
        (make_record("x", "T", 0, related_to="post"), DEFAULT, "published first"),
        (
            make_record("x", "T", 9, outlet_name="Reuters", related_to="post"),
            DEFAULT,
            "is Reuters's own article",
        ),
        (make_record("x", "T", 1, excerpt="longer text", related_to="p"), DEFAULT, "longer text"),
        (
            make_record("x", "T", 1, excerpt="text", quality=6.0, related_to="p"),
            DEFAULT,
            "higher quality",
        ),
        (
            make_record("x", "T", 1, excerpt="text", quality=5.0, urls=("https://x.example/a",),
                        related_to="p"),
            DEFAULT,
            "plainer address",
        ),
        (make_record("x", "T", 9, excerpt="longer text", related_to="p"), "text", "longer text"),
        (make_record("x", "T", 9, quality=9.0, related_to="p"), "quality,own", "higher quality"),
    ],
)  # fmt: skip
def test_each_criterion_decides_where_those_before_it_tie(
    better: Record, order: str, reason: str
) -> None:
    base = replace(BASE, related_to="post")
    for copies in ([base, better], [better, base]):
        ranking, words = rank_copies(copies, ["", ""], order)
        assert copies[ranking[0]] is better
        assert reason in words


def test_a_text_that_names_another_agency_is_not_the_original() -> None:
    wire = make_record("w", "T", 9, outlet_name="CNN")
    first = make_record("f", "T", 0)
    assert rank_copies([wire, first], ["AP", ""], DEFAULT)[0] == [1, 0]
    assert rank_copies([wire, first], ["", ""], DEFAULT)[0] == [0, 1]


def test_ties_fall_to_the_same_copy_in_any_order() -> None:
    copies = [make_record(name, "T", 0, urls=("https://o.example/a",)) for name in "abc"]
    kept = {
        order[rank_copies(order, [""] * 3, DEFAULT)[0][0]].name for order in permutations(copies)
    }
    assert kept == {"a"}


@pytest.mark.parametrize("order", ["size", "own,own", ""])
def test_an_unknown_criterion_is_refused(order: str) -> None:
    with pytest.raises(UsageError, match="duplicate_keep"):
        choose_settings({"duplicate_keep": order})
