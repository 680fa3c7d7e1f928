"""Duplicate groups on the page: what to keep, why, and what agrees, in words and figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from clustering.duplicates import DuplicatePair
from clustering.reporting.page import copies
from clustering.reporting.page.copies import copy_groups
from clustering.result import Result
from tests.reporting.conftest import Piece, build


def shown(result: Result, **pair: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the copy of the first group, with one pair as its evidence."""
    group = result.duplicate_groups[0]
    left, right = sorted(group.members[:2])
    found: dict[str, Any] = {
        "kind": group.kind,
        "title_score": 1.0,
        "text_score": 0.934,
        "view": "title and text",
        "agency": "",
    }
    evidence = DuplicatePair(left, right, **(found | pair))
    made = replace(result, duplicate_groups=[replace(group, pairs=(evidence,))])
    record: dict[str, Any] = copy_groups(made)[0]["records"][1]
    return record


def test_a_copy_says_what_agrees_in_words_and_figures(result: Result) -> None:
    record = shown(result)
    assert record["agrees"] == "the same headline, nearly the same text"
    assert record["figures"] == (
        "Share of equal words: headline 1.0000, text 0.9340. Matched by title and text."
    )


def test_it_names_its_agency_and_the_kind_where_it_is_another(result: Result) -> None:
    record = shown(result, kind="retitled", title_score=0.2, agency="Reu\u202eters")
    assert record["agrees"] == (
        "same text under another headline: another headline, nearly the same text, agency Reuters"
    )
    assert record["kind_words"] == "same text under another headline"
    assert "kind_words" not in shown(result)


def test_without_text_only_the_headline_is_compared(result: Result) -> None:
    record = shown(result, text_score=None)
    assert record["agrees"] == "the same headline, no text to compare"
    assert "text none to compare" in record["figures"]


def test_what_is_kept_and_why_is_said_and_needs_no_evidence(result: Result) -> None:
    group = copy_groups(result)[0]
    kept, copy = group["records"]
    assert (kept["keep"], copy["keep"], group["reason"]) == (1, 0, "published first")
    assert copy["outlet"] == "Wire Copy"
    assert "agrees" not in kept


def test_a_second_record_of_the_kept_page_says_so(result: Result) -> None:
    group = copy_groups(result)[1]
    assert group["articles"] == 1
    assert group["records"][1]["agrees"] == "another record of the kept page"


def test_long_groups_are_cut_and_counted(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MAX_GROUP_LINES", 1)
    group = copy_groups(result)[0]
    assert (len(group["records"]), group["more"]) == (1, 1)
    monkeypatch.setattr(copies, "MAX_GROUPS", 1)
    assert len(copy_groups(result)) == 1


def test_the_address_of_a_copy_is_a_link_or_text() -> None:
    first = Piece("Harbour deal", url="https://a.example/deal")
    copy = Piece("Harbour deal", url="https://user@host/a", copy_of="a0")
    kept, other = copy_groups(build([[first, copy]]))[0]["records"]
    assert (kept["url"], kept.get("address")) == ("https://a.example/deal", None)
    assert (other["url"], other["address"]) == ("", "https://user@host/a")
