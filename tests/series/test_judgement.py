"""What a run's own titles and days say for it and against it."""

from __future__ import annotations

import numpy as np

from clustering.series.candidates import candidate_runs
from clustering.series.jargon import Jargon
from clustering.series.judgement import MAX_LIKENESS, MIN_UNNUMBERED_TITLES, Judgement
from clustering.series.titles import Titles
from tests.series.outlets import CODED, FRAMED, LABELLED, others, run_of

ONE_EVENT = [
    "Live: ferry sinks in harbour",
    "Live: ferry sinks at dawn",
    "Live: divers search harbour",
    "Live: divers search at dawn",
]


def judged(titles: list[str]) -> tuple[Judgement, int]:
    """Return the judgement, and in it the run that holds all of the titles."""
    read = Titles(run_of("herald", titles) + others())
    runs = candidate_runs(read, Jargon(read))
    judgement = Judgement(read, runs, Jargon(read))
    return judgement, int(np.argmax(runs.size))


def frame(judgement: Judgement, run: int) -> set[str]:
    return {judgement.titles.vocabulary[word] for word in judgement.frame(run).tolist()}


def test_the_frame_is_what_most_titles_carry_and_fills_its_share_of_them() -> None:
    judgement, run = judged(FRAMED)
    assert {"global", "market", "report", "2031", "forecast"} <= frame(judgement, run)
    assert "rope" not in frame(judgement, run)
    assert judgement.covered[run] > 0.7
    short, at = judged(LABELLED)
    assert frame(short, at) == {"morning", "briefing"}
    assert short.covered[at] < 0.5


def test_titles_that_differ_in_their_numbers_are_numbered() -> None:
    coded, at = judged(CODED)
    assert coded.numbered[at]
    framed, run = judged(FRAMED)
    assert not framed.numbered[run]


def test_headlines_on_one_event_share_more_than_a_prefix_and_are_no_candidate() -> None:
    event, at = judged(ONE_EVENT)
    series, run = judged(LABELLED)
    assert event.alike[at] > MAX_LIKENESS > series.alike[run]
    assert at not in event.ranked_candidates()
    assert run in series.ranked_candidates()


def test_without_numbers_it_takes_more_titles() -> None:
    few, at = judged(LABELLED[: MIN_UNNUMBERED_TITLES - 1])
    assert at not in few.ranked_candidates()
    assert judged(CODED[:3])[0].ranked_candidates() != []


def test_days_are_counted_over_dated_titles() -> None:
    judgement, run = judged(LABELLED)
    days = judgement.titles.day[judgement.runs.members(run)]
    assert judgement.dated[run] == len(LABELLED)
    assert (judgement.first[run], judgement.last[run]) == (days.min(), days.max())
    assert judgement.days[run] == len(set(np.floor(days).tolist()))


def test_the_subject_word_is_the_rarest_of_the_frame() -> None:
    judgement, run = judged(FRAMED)
    word = judgement.titles.vocabulary[judgement.subject_word[run]]
    assert word == "forecast"
