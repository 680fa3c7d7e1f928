"""Answers in a store: told once, applied in every later run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clustering.answers.file import Answer, Answers
from clustering.store import open_store
from clustering.store.answers import stored_answers
from tests.factories import make_record
from tests.store.streams import WINDOW, bring, stories_in

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
AGAIN = make_record("b", "Ferry aground off Tarn, 214 taken ashore", day=0.2)
MUSEUM = make_record("c", "Museum of Valdria opens its doors", day=0.1)


def said(answer: str, one: str = "a", other: str = "b") -> Answers:
    return Answers("labels.yaml", [Answer(one, other, answer)])


def test_an_answer_holds_in_later_runs_that_are_not_given_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN])
        assert len(set(stories_in(store).values())) == 1
        bring(store, [FERRY, AGAIN], answers=said("different"))
        assert len(set(stories_in(store).values())) == 2
        bring(store, [MUSEUM])
        found = stories_in(store)
        assert found[FERRY.title] != found[AGAIN.title]


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN], answers=said("different"))
        bring(store, [FERRY, AGAIN], answers=said("same"))
        bring(store, [MUSEUM])
        found = stories_in(store)
        assert found[FERRY.title] == found[AGAIN.title]


def test_a_story_is_confirmed_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN])
        for _ in range(2):
            bring(store, [FERRY, AGAIN], answers=said("same"))
        count = "SELECT count(*) FROM events WHERE kind = 'confirmed'"
        assert store.connection.execute(count).fetchone() == (1,)


def test_answers_about_settled_stories_stop_no_run(tmp_path: Path) -> None:
    later = make_record("d", "Concert in Ostrava", day=4 * WINDOW)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN], answers=said("same"))
        bring(store, [later])
        done = bring(store, [], answers=said("same"))
        assert [article.title for article in done.result.articles] == [later.title]


def test_an_answer_opens_a_settled_story_for_a_run(tmp_path: Path) -> None:
    later = make_record("d", "Concert in Ostrava", day=4 * WINDOW)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN])
        bring(store, [later])
        found = stories_in(store)
        assert found[FERRY.title] == found[AGAIN.title]
        ids = dict(store.connection.execute("SELECT title, id FROM articles"))
        answer = said("different", ids[FERRY.title], AGAIN.urls[0])
        bring(store, [], answers=answer, now=later.published)
        found = stories_in(store)
        assert found[FERRY.title] != found[AGAIN.title]
        settled = "SELECT count(*) FROM stories WHERE settled IS NOT NULL AND ended IS NULL"
        assert store.connection.execute(settled).fetchone() == (2,)
        done = bring(store, [], answers=answer, now=later.published)
        assert [article.title for article in done.result.articles] == [later.title]


def test_an_answer_that_is_taken_back_counts_no_more(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN], answers=said("different"))
        ids = dict(store.connection.execute("SELECT title, id FROM articles"))
        unsure = said("unsure", ids[FERRY.title], ids[AGAIN.title])
        bring(store, [], answers=unsure)
        assert stored_answers(store.connection) == []
        found = stories_in(store)
        assert found[FERRY.title] == found[AGAIN.title]


def test_answers_follow_an_article_that_gets_another_id(tmp_path: Path) -> None:
    other = replace(FERRY, name="x", source="x", urls=("https://a.example/0", *FERRY.urls))
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, AGAIN], answers=said("different"))
        bring(store, [other])
        (answer,) = stored_answers(store.connection)
        ids = {name for (name,) in store.connection.execute("SELECT id FROM articles")}
        assert {answer.a, answer.b} == ids
        assert {answer.a_title, answer.b_title} == {FERRY.title, AGAIN.title}
