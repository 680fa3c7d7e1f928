"""Corrections are carried out at once, hold in later runs, and can be undone."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from clustering.answers.file import read_answers
from clustering.desk.contradictions import Contradicted
from clustering.desk.correct import Corrections
from clustering.desk.plans import NotPossible, plan_answer, plan_confirm, plan_merge, plan_split
from clustering.store import open_store
from tests.desk.corrected import largest, partition, walked_again
from tests.store.streams import bring, stream


def test_what_is_split_off_is_out_at_once_and_in_every_later_run(desk: Corrections) -> None:
    ((story, articles),) = largest(desk, 1)
    out = articles[1:3]
    done = desk.make(lambda store: plan_split(store, story, out, together=False))
    assert [change.kind for change in done.changes] == ["split", "split"]
    now = partition(desk)
    assert {frozenset([one]) for one in out} <= now
    assert frozenset(set(articles) - set(out)) in now
    walked_again(desk)
    later = partition(desk)
    assert frozenset(set(articles) - set(out)) in later
    # What is out may be one story: nobody said that it is not.
    assert {story for story in later if not story & set(out)} == {
        story for story in now if not story & set(out)
    }


def test_what_is_split_off_as_one_story_is_one_story(desk: Corrections) -> None:
    ((story, articles),) = largest(desk, 1)
    out = articles[1:3]
    desk.make(lambda store: plan_split(store, story, out, together=True))
    assert frozenset(out) in partition(desk)
    walked_again(desk)
    assert frozenset(out) in partition(desk)


def test_two_stories_that_are_merged_are_one_in_every_later_run(desk: Corrections) -> None:
    (one, mine), (other, theirs) = largest(desk)
    done = desk.make(lambda store: plan_merge(store, one, other))
    assert [change.kind for change in done.changes] == ["merged"]
    both = frozenset([*mine, *theirs])
    assert both in partition(desk)
    walked_again(desk)
    assert both in partition(desk)


def test_every_correction_can_be_undone(desk: Corrections) -> None:
    before = partition(desk)
    (one, mine), (other, _) = largest(desk)
    numbers = [
        desk.make(lambda store: plan_split(store, one, mine[1:2], together=False)).number,
        desk.make(lambda store: plan_merge(store, one, other)).number,
    ]
    assert partition(desk) != before
    assert read_answers(desk.labels).entries
    for number in reversed(numbers):
        assert number is not None
        desk.undo(number)
    assert partition(desk) == before
    assert read_answers(desk.labels).entries == []
    with desk.open() as store:
        assert store.connection.execute("SELECT count(*) FROM answers").fetchone() == (0,)
        living = "SELECT count(*) FROM stories WHERE ended IS NULL AND id IN (?, ?)"
        assert store.connection.execute(living, (one, other)).fetchone() == (2,)
    walked_again(desk)
    assert partition(desk) == before


def test_undoing_leaves_what_has_moved_since(desk: Corrections) -> None:
    (one, mine), (other, theirs) = largest(desk)
    first = desk.make(lambda store: plan_split(store, one, mine[1:2], together=False))
    (split,) = (change.story for change in first.changes)
    desk.make(lambda store: plan_merge(store, other, split))
    assert first.number is not None
    desk.undo(first.number)
    assert frozenset([*theirs, mine[1]]) in partition(desk)


def test_what_was_undone_is_not_undone_again(desk: Corrections) -> None:
    ((one, mine),) = largest(desk, 1)
    done = desk.make(lambda store: plan_split(store, one, mine[1:2], together=False))
    assert done.number is not None
    assert desk.undo(done.number).number == done.number
    now = partition(desk)
    assert desk.undo(done.number).number is None
    assert partition(desk) == now
    with pytest.raises(NotPossible, match="no such"):
        desk.undo(99)


def test_what_is_sent_twice_is_done_once(desk: Corrections) -> None:
    ((one, _),) = largest(desk, 1)
    assert desk.make(lambda store: plan_confirm(store, one)).number == 1
    assert desk.make(lambda store: plan_confirm(store, one)).number is None


def test_a_correction_that_contradicts_an_earlier_one_is_told_and_nothing_is_done(
    desk: Corrections,
) -> None:
    ((one, mine),) = largest(desk, 1)
    desk.make(lambda store: plan_confirm(store, one))
    lead, a, b, *_ = mine
    before = partition(desk)
    with pytest.raises(Contradicted) as told:
        desk.make(lambda store: plan_answer(store, a, b, "different"))
    assert told.value.clashes[0].chain == (a, lead, b)
    assert partition(desk) == before
    desk.make(lambda store: plan_answer(store, a, b, "different"), over_earlier=True)
    assert not any({a, b} <= story for story in partition(desk))


def test_an_answer_that_parts_a_story_decides_where_the_others_go(desk: Corrections) -> None:
    ((_, mine),) = largest(desk, 1)
    done = desk.make(lambda store: plan_answer(store, mine[0], mine[1], "different"))
    now = partition(desk)
    assert not any({mine[0], mine[1]} <= story for story in now)
    walked_again(desk)
    assert not any({mine[0], mine[1]} <= story for story in partition(desk))
    assert done.number is not None
    desk.undo(done.number)
    assert frozenset(mine) in partition(desk)


def test_a_file_that_cannot_be_written_stops_no_correction(
    desk: Corrections, tmp_path: Path
) -> None:
    desk.labels.write_text("{not: a list}", encoding="utf-8")
    ((one, mine),) = largest(desk, 1)
    done = desk.make(lambda store: plan_split(store, one, mine[1:2], together=False))
    assert "labels.yaml" in done.trouble
    desk.labels.unlink()
    with desk.open() as store:
        assert desk.write_labels(store) == ""
    assert len(read_answers(desk.labels).entries) == len(mine) - 1


def test_two_people_at_once_lose_nothing(desk: Corrections, tmp_path: Path) -> None:
    """Two desks on one store, one file, and a run that brings articles meanwhile."""
    stories = [one for one in largest(desk, 8) if len(one[1]) > 2]
    others = [Corrections(tmp_path / "news.db", desk.labels) for _ in range(2)]
    done: list[str] = []

    def work(own: Corrections) -> None:
        for story, articles in stories:
            plan = partial(plan_split, story=story, ticked=articles[1:2], together=False)
            with suppress(NotPossible):  # the other one was quicker
                own.make(plan)
                done.append(story)

    def watch() -> None:
        with open_store(tmp_path / "news.db") as store:
            bring(store, stream(6, seed=9, days=5))

    threads = [threading.Thread(target=work, args=(own,)) for own in others]
    threads.append(threading.Thread(target=watch))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(set(done)) != []
    with desk.open() as store:
        count = "SELECT count(*) FROM corrections"
        assert store.connection.execute(count).fetchone() == (len(done),)
        stored = store.connection.execute("SELECT left, right FROM answers").fetchall()
    told = read_answers(desk.labels).entries
    assert sorted((one.a, one.b) for one in told) == sorted(stored)


def _killed(folder: str) -> None:
    import os

    from clustering.desk import correct

    desk = Corrections(Path(folder) / "news.db", Path(folder) / "labels.yaml")
    ((story, articles),) = largest(desk, 1)
    setattr(correct, "write_labels", lambda *_: os._exit(9))  # noqa: B010
    desk.make(lambda store: plan_split(store, story, articles[1:2], together=False))


@pytest.mark.slow("starts a process")
def test_a_process_that_is_killed_loses_no_answer(desk: Corrections, tmp_path: Path) -> None:
    process = get_context("spawn").Process(target=_killed, args=(str(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert not desk.labels.exists()
    with desk.open() as store:
        assert desk.write_labels(store) == ""
        stored = store.connection.execute("SELECT left, right FROM answers").fetchall()
    told = read_answers(desk.labels).entries
    assert sorted((one.a, one.b) for one in told) == sorted(stored)
    assert told


def test_what_was_said_of_a_pair_by_any_name_gives_way_and_all_else_stays(
    desk: Corrections, tmp_path: Path
) -> None:
    ((_, articles),) = largest(desk, 1)
    one, other = articles[:2]
    with desk.open() as store:
        query = "SELECT url FROM articles WHERE id = ?"
        (url,) = store.connection.execute(query, (other,)).fetchone()
    before = "# mine\n- {a: p, b: q, answer: same}  # keep\n"
    after = "# of the ferry\n- answer: different\n  a: r\n  b: s\n"
    desk.labels.write_text(
        f"{before}- a: {one}\n  b: {url}\n  answer: same\n{after}", encoding="utf-8"
    )
    desk.make(lambda store: plan_answer(store, one, other, "different"))
    text = desk.labels.read_text("utf-8")
    assert text.startswith(before + after)
    answers = read_answers(desk.labels).entries
    assert [(a.a, a.b, a.answer) for a in answers][:2] == [
        ("p", "q", "same"),
        ("r", "s", "different"),
    ]
    assert {answers[2].a, answers[2].b} == {one, other}
    assert answers[2].answer == "different"
    assert len(answers) == 3
