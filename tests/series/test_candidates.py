"""Candidates: titles of one outlet that share a prefix, a suffix or four words in a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.model import Outlet
from clustering.series.candidates import candidate_runs
from clustering.series.jargon import Jargon
from clustering.series.runs import PREFIXED, SHARED_PHRASE, SUFFIXED
from clustering.series.titles import Titles
from tests.series.outlets import LABELLED, others, run_of

ENDED = [f"{words} | Chess corner" for words in ("A pawn too far", "Knight moves", "Mate in two")]

PHRASED = [f"Everything you need to know about {what}" for what in ("kelp", "tides", "gulls")]


def candidates(*titles: str, outlet: str = "herald") -> list[tuple[int, int]]:
    """Return kind and size of the runs of one outlet among strangers."""
    read = Titles(run_of(outlet, list(titles)) + others())
    runs = candidate_runs(read, Jargon(read))
    return list(zip(runs.kind.tolist(), runs.size.tolist(), strict=True))


@pytest.mark.parametrize(
    ("titles", "kind"),
    [(LABELLED, PREFIXED), (ENDED, SUFFIXED), (PHRASED, SHARED_PHRASE)],
)
def test_what_all_titles_share_makes_a_run_of_them(titles: list[str], kind: int) -> None:
    assert (kind, len(titles)) in candidates(*titles)


def test_unlike_titles_make_no_run() -> None:
    assert candidates("Ferry stuck in ice", "Otter steals a spoon", "Key rate held") == []


def test_titles_without_an_outlet_make_no_run() -> None:
    nameless = [replace(one, outlet=Outlet("", "")) for one in run_of("herald", LABELLED)]
    read = Titles(nameless + others())
    assert len(candidate_runs(read, Jargon(read)).kind) == 0


def test_a_prefix_of_numbers_alone_is_none() -> None:
    numbered = candidates("2025: kelp wins", "2025: gulls lose", "2025: ice melts")
    assert PREFIXED not in [kind for kind, _ in numbered]
