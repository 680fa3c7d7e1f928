"""Stages are told of when they begin; their time and memory are recorded at their end."""

from __future__ import annotations

from clustering.system.stopwatch import Stopwatch


def test_a_stage_is_told_timed_and_rested_after() -> None:
    told: list[tuple[str, int, int | None]] = []
    rests: list[str] = []
    watch = Stopwatch(lambda *progress: told.append(progress), lambda: rests.append("rest"))
    with watch.stage("pairs"):
        assert told == [("pairs", 0, None)]
        tell = watch.teller("pairs")
        assert tell is not None
        tell(3, 7)
    assert told[-1] == ("pairs", 3, 7)
    assert rests == ["rest"]
    assert watch.seconds["pairs"] >= 0
    assert watch.memory.keys() <= {"pairs"}


def test_a_stage_that_is_entered_twice_adds_up() -> None:
    watch = Stopwatch(None, lambda: None)
    with watch.stage("graph"):
        pass
    first = watch.seconds["graph"]
    with watch.stage("graph"):
        pass
    assert list(watch.seconds) == ["graph"]
    assert watch.seconds["graph"] >= first
    assert watch.teller("graph") is None
