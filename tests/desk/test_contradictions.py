"""What contradicts what was said before."""

from __future__ import annotations

import sqlite3

import pytest

from clustering.desk.contradictions import Contradicted, find_clashes, find_reversals, taken_back


@pytest.fixture
def store() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE answers (left, right, answer)")
    said = [("a", "b", "same"), ("b", "c", "copy"), ("x", "y", "same"), ("x", "z", "different")]
    connection.executemany("INSERT INTO answers VALUES (?, ?, ?)", said)
    return connection


def test_a_chain_of_same_contradicts_a_new_different(store: sqlite3.Connection) -> None:
    (clash,) = find_clashes(store, {("a", "c"): "different"})
    assert clash.apart == ("a", "c")
    assert clash.chain == ("a", "b", "c")
    assert clash.pairs == [("a", "c"), ("a", "b"), ("b", "c")]


def test_a_new_same_that_closes_a_chain_contradicts_an_old_different(
    store: sqlite3.Connection,
) -> None:
    (clash,) = find_clashes(store, {("y", "z"): "same"})
    assert clash.apart == ("x", "z")


def test_an_answer_in_the_place_of_another_contradicts_nothing(store: sqlite3.Connection) -> None:
    assert find_clashes(store, {("a", "b"): "different"}) == []
    assert find_clashes(store, {("a", "c"): "same"}) == []


def test_what_is_said_over_earlier_answers_takes_them_back(store: sqlite3.Connection) -> None:
    answers = taken_back(store, {("a", "c"): "different"})
    assert answers == {("a", "c"): "different", ("a", "b"): None, ("b", "c"): None}
    assert find_clashes(store, answers) == []


def test_what_contradicts_itself_cannot_be_said(store: sqlite3.Connection) -> None:
    new = {("k", "l"): "same", ("l", "m"): "same", ("k", "m"): "different"}
    with pytest.raises(Contradicted):
        taken_back(store, new)


def test_the_reverse_of_an_earlier_answer_is_told(store: sqlite3.Connection) -> None:
    new = {("a", "b"): "different", ("b", "c"): "same", ("x", "z"): "copy", ("x", "y"): None}
    assert [clash.apart for clash in find_reversals(store, new)] == [("a", "b"), ("x", "z")]
