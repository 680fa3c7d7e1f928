"""Duplicate groups that people part: each part has the evidence of its own articles."""

from __future__ import annotations

import pytest

from clustering.answers.file import Answer, Answers
from clustering.duplicates import DuplicateGroup
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.factories import make_reading, make_record

TITLE = "Storm Ottoline floods the old harbour of Brackwater and halts the ferries"
TEXT = (
    "Ferries stood still in Brackwater on Monday after storm Ottoline pushed the sea over the "
    "quays of the old harbour and into forty cellars, the town's engineers said."
)
AP, REUTERS = f"BRACKWATER (AP) — {TEXT}", f"BRACKWATER (Reuters) — {TEXT}"
READING = make_reading(
    [
        make_record("gazette", TITLE, 0.0, excerpt=AP),
        make_record("tern", TITLE, 0.1, excerpt=AP),
        make_record("ledger", TITLE, 0.2, excerpt=REUTERS),
        make_record("mirror", TITLE, 0.3, excerpt=REUTERS),
        make_record("quay", TITLE, 0.4, excerpt=REUTERS),
    ]
)


def parted(*answers: tuple[str, str, str]) -> Result:
    told = Answers("labels.yaml", [Answer(*answer) for answer in answers])
    return run(READING, Settings(jobs=1), answers=told)


def names(group: DuplicateGroup) -> list[str]:
    return [article.outlet.domain.split(".")[0] for article in group.articles]


@pytest.fixture(scope="module")
def result() -> Result:
    return parted(
        ("gazette", "ledger", "different"), ("ledger", "mirror", "same"), ("quay", "mirror", "same")
    )


def test_without_answers_it_is_one_group() -> None:
    (group,) = run(READING, Settings(jobs=1)).duplicate_groups
    assert len(group.members) == 5


def test_each_part_is_a_group_of_its_own(result: Result) -> None:
    assert [set(names(group)) for group in result.duplicate_groups] == [
        {"ledger", "mirror", "quay"},
        {"gazette", "tern"},
    ]
    assert len({group.id for group in result.duplicate_groups}) == 2


def test_every_member_of_a_part_has_a_pair_with_one_of_its_own(result: Result) -> None:
    for group in result.duplicate_groups:
        assert len(group.pairs) == len(group.members) - 1
        for member, pair in zip(group.members[1:], group.pairs, strict=True):
            assert {pair.left, pair.right} <= set(group.members)
            assert member in (pair.left, pair.right)
            assert pair.left < pair.right
            assert pair.title_score == 1.0


def test_the_agency_is_that_of_the_part(result: Result) -> None:
    agencies = {group.agency for group in result.duplicate_groups}
    assert agencies == {"AP", "Reuters"}
    for group in result.duplicate_groups:
        assert {pair.agency for pair in group.pairs} == {group.agency}
        assert group.reason != "a person said that it is no copy of the others"


def test_positions_name_the_articles_of_the_run(result: Result) -> None:
    for group in result.duplicate_groups:
        for member, article in zip(group.members, group.articles, strict=True):
            assert result.articles[member] == article
        for record in group.records:
            assert result.corpus.article_of[record] in group.members


def test_a_group_made_by_people_is_parted_by_their_word_alone() -> None:
    told = parted(
        ("gazette", "tern", "copy"),
        ("ledger", "mirror", "copy"),
        ("quay", "ledger", "same"),
        ("gazette", "ledger", "different"),
    )
    found = {frozenset(names(group)): group for group in told.duplicate_groups}
    assert all(not {"gazette", "ledger"} <= group for group in found)
    assert any({"gazette", "tern"} <= group for group in found)
    assert any({"ledger", "mirror"} <= group for group in found)
    assert {group.kind for group in told.duplicate_groups} == {"labelled"} or len(found) == 2
