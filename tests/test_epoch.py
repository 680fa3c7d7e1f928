"""What a run takes over from the run before it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clustering.epoch import Before, names_of
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.factories import make_article, make_reading, make_record

ONE, TWO, NEW = (make_article(name, "Storm") for name in ("one", "two", "new"))


def test_stories_of_before_are_numbered_from_the_oldest() -> None:
    before = Before(None, {ONE.id: "sa", TWO.id: "sb"}, born={"sa": 7, "sb": 2})
    ids, places = before.stories_of([ONE, TWO, NEW])
    assert ids == ["sb", "sa"]
    assert places.tolist() == [1, 0, -1]


def test_articles_of_released_stories_are_not_held_over() -> None:
    before = Before(None, {ONE.id: "sa", TWO.id: "sb"}, released={"sb"})
    ids, places = before.stories_of([ONE, TWO, NEW])
    assert before.held_over(ids, places).tolist() == [0, -1, -1]
    assert before.held_over([], places[2:]).tolist() == [-1]


def test_an_article_is_known_by_any_of_its_keys() -> None:
    moved = replace(ONE, id="aelse")
    _, places = Before(None, {ONE.keys[0]: "sa"}).stories_of([moved, NEW])
    assert places.tolist() == [0, -1]
    assert names_of(moved) == ("aelse", *ONE.keys)


def test_undated_articles_are_judged_by_when_they_were_first_seen() -> None:
    before = Before(None, {}, seen={ONE.id: 20_000.0}, now=20_005.0)
    assert before.seen_days([ONE, NEW]).tolist() == [20_000.0, 20_005.0]
    titles = "Ferry runs aground off Tarn", "Ferry aground off Tarn is towed"
    records = [
        make_record("dated", titles[0]),
        make_record("undated", titles[1], day=None),
    ]
    far = Before(None, {}, now=0.0)
    near, apart = (run(make_reading(records), Settings(jobs=1), before=one) for one in (None, far))
    assert len(near.stories) == 1
    assert len(apart.stories) == 2


def test_a_headline_stays_until_another_is_clearly_better() -> None:
    titles = [
        "Ferry runs aground off Tarn, 214 taken ashore",
        "Ferry aground off Tarn: 214 taken ashore by lifeboats",
        "Lifeboats take 214 ashore as ferry runs aground off Tarn",
    ]
    records = [make_record(f"o{at}", title, day=at / 10) for at, title in enumerate(titles)]
    alone = run(make_reading(records), Settings(jobs=1))
    (story,) = alone.stories
    for article in story.articles:
        before = Before(None, {one.id: story.id for one in story.articles}, leads={article.id})
        (again,) = run(make_reading(records), Settings(jobs=1), before=before).stories
        assert again.headline == article.title


def test_a_run_gives_the_figures_that_the_next_can_take_over() -> None:
    records = [make_record(f"o{at}", f"Storm {at} hits the coast of Tarn") for at in range(5)]
    first = run(make_reading(records), Settings(jobs=1))
    assert first.epoch is not None
    again = run(make_reading(records), Settings(jobs=1), before=Before(first.epoch, {}))
    assert again.epoch is not None
    assert again.epoch.floor == first.epoch.floor
    assert again.epoch.thread_likeness == pytest.approx(first.epoch.thread_likeness)
    assert np.allclose(again.vectors.matrix.toarray(), first.vectors.matrix.toarray())


def test_a_later_run_searches_within_the_limits_of_the_epoch() -> None:
    titles = "Storm hits the coast of Tarn", "Storm leaves Tarn", "Storm over Valdria"
    records = [make_record(f"o{at}", title) for at, title in enumerate(titles)]
    epoch = run(make_reading(records), Settings(jobs=1)).epoch
    assert epoch is not None
    limits = epoch.limits(["tarn", "storm"])
    assert (limits.floor, limits.left_out.tolist()) == (epoch.floor, [])
    without = replace(epoch, left_out=frozenset(["storm"]))
    assert without.limits(["tarn", "storm"]).left_out.tolist() == [1]
    linked = [
        len(run(make_reading(records), Settings(jobs=1), before=Before(one, {})).graph)
        for one in (epoch, without, replace(epoch, floor=0.9))
    ]
    assert linked[0] > linked[1] > linked[2] == 0


def test_an_outlet_tells_as_much_as_it_did_when_the_figures_were_measured() -> None:
    first = [make_record(f"o{at}", f"Storm {at}", outlet_domain="tide.example") for at in range(4)]
    others = [make_record(f"p{at}", f"Fair {at}") for at in range(6)]
    measured = run(make_reading(first), Settings(jobs=1))
    assert measured.epoch is not None
    assert (measured.corpus.outlets == -1).all()
    both = make_reading([*first, *others])
    later = run(both, Settings(jobs=1), before=Before(measured.epoch, {})).corpus
    alone = run(both, Settings(jobs=1)).corpus
    assert [(corpus.outlets == -1).sum() for corpus in (later, alone)] == [4, 0]


def test_threads_keep_the_id_that_most_of_their_articles_had() -> None:
    before = Before(None, {}, thread_of={"s1": "t1", "s2": "t2"})
    ids, yesterday = ["s1", "s2", "s3"], np.array([0, 0, 1, 2, -1])
    assert before.carried_threads(ids, yesterday, np.array([0, 0, 1, 2, 2])) == ("t1", "t2", "")
