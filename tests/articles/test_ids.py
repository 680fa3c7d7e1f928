"""Ids of articles are short, distinct and always the same."""

from __future__ import annotations

import base64
from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from clustering.articles.ids import article_ids, digests


@given(st.lists(st.text()))
def test_an_id_is_the_start_of_the_hash_in_base_32(identities: list[str]) -> None:
    hashed = [blake2b(one.encode(), digest_size=8).digest() for one in identities]
    expected = ["a" + base64.b32encode(one)[:12].decode().lower() for one in hashed]
    assert digests(identities) == expected


def test_ids_of_many_are_those_of_each() -> None:
    many = [str(number) for number in range(20_001)]
    assert digests(many) == [one for name in many for one in digests([name])]


def test_lone_surrogates_have_an_id() -> None:
    assert len(digests(["\ud800"])[0]) == 13


@given(st.permutations(["x", "x", "x", "y"]), st.permutations([3, 1, 2, 0]))
def test_equal_identities_get_ids_by_their_rank(identities: list[str], ranks: list[int]) -> None:
    ids = article_ids(identities, ranks.__getitem__)
    assert len(set(ids)) == 4
    first, second, third = digests(["x", "x\n2", "x\n3"])
    in_order = sorted(zip(ranks, identities, ids, strict=True))
    assert [own for _, identity, own in in_order if identity == "x"] == [first, second, third]
