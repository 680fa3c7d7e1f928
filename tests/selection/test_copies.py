"""Which copies are asked for: of a kind, new against a folder, and what may be deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clustering import cluster
from clustering.errors import UsageError
from clustering.model import Record
from clustering.result import Result
from clustering.selection.copies import (
    ALREADY_THERE,
    deletable,
    names_to_drop,
    names_to_keep,
    new_against,
    of_kinds,
    parse_kinds,
    sources_to_read,
)
from tests.factories import make_record

TITLE = "Storm Ottoline floods the old harbour of Brackwater and halts the ferries"
TEXT = (
    "Ferries stood still in Brackwater on Monday after storm Ottoline pushed the sea over the "
    "quays of the old harbour and into forty cellars, the town's engineers said."
)


def post(path: str, outlet: str, day: float = 0.0, title: str = TITLE) -> Record:
    """Build a record as the reader of posts names it."""
    return make_record(
        path,
        title,
        day,
        source=path,
        excerpt=TEXT,
        urls=(f"https://{outlet}.example/{outlet}",),
        outlet_name=outlet,
        outlet_domain=f"{outlet}.example",
    )


RATE = "Central bank of Vesland holds its key rate at 3.25 per cent for a ninth month"
RETITLED = "Ottoline: forty cellars under water in Brackwater"


@pytest.fixture(scope="module")
def mixed() -> Result:
    """One group: the kept post, a page that repeats it, a repost and one under another title."""
    return cluster(
        [
            post("posts/a.md", "tern"),
            post("posts/a2.md", "tern"),
            post("posts/b.md", "gull", 0.1),
            post("posts/c.md", "otter", 0.2, RETITLED),
        ]
    )


def domains(result: Result) -> list[list[str]]:
    return [
        [article.outlet.name for article in group.articles] for group in result.duplicate_groups
    ]


def test_kinds_are_read_from_a_list_and_unknown_ones_refused() -> None:
    assert parse_kinds(" repost, same_page,") == {"repost", "same_page"}
    assert parse_kinds("") == frozenset()
    for text in ("repots", " , "):
        with pytest.raises(UsageError, match="choose from same_page, "):
            parse_kinds(text)


def test_a_kind_leaves_the_kept_one_and_its_copies_of_that_kind(mixed: Result) -> None:
    (group,) = mixed.duplicate_groups
    kinds = {mixed.articles[pair.right].outlet.name: pair.kind for pair in group.pairs}
    kinds |= {mixed.articles[pair.left].outlet.name: pair.kind for pair in group.pairs}
    assert kinds["gull"] != kinds["otter"]
    for name in ("gull", "otter"):
        some = of_kinds(mixed, {kinds[name]})
        assert domains(some) == [["tern", name]]
        assert [one.kind for one in some.duplicate_groups] == [kinds[name]]


def test_of_repeats_of_one_page_no_other_article_is_left(mixed: Result) -> None:
    pages = of_kinds(mixed, {"same_page"})
    assert domains(pages) == [["tern"]]
    assert sorted(names_to_drop(pages)) == ["posts/a2.md"]


def test_a_kind_that_there_is_none_of_leaves_nothing(mixed: Result) -> None:
    assert domains(of_kinds(mixed, {"labelled"})) == []


def test_what_to_keep_and_what_to_drop_share_no_name(mixed: Result) -> None:
    assert list(names_to_keep(mixed)) == ["posts/a.md"]
    assert list(names_to_drop(mixed)) == ["posts/a2.md", "posts/b.md", "posts/c.md"]
    assert list(names_to_drop(mixed, only={2})) == ["posts/b.md"]


def test_a_post_goes_by_its_path_and_a_row_by_its_name() -> None:
    assert deletable(make_record("a.md", "Kelp", source="posts/a.md")) == "posts/a.md"
    assert deletable(make_record("t.csv:7", "Kelp", source="data/t.csv")) == "t.csv:7"


def test_only_groups_that_join_new_and_old_are_left(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    result = cluster(
        [
            post(f"{new}/a.md", "tern"),
            post(f"{old}/b.md", "gull", 0.1),
            *(replace(post(f"{new}/{name}.md", name), title=RATE, excerpt="") for name in "xy"),
        ]
    )
    assert len(result.duplicate_groups) == 2
    some, fresh = new_against(result, [str(new)], str(old))
    assert [sorted(names) for names in domains(some)] == [["gull", "tern"]]
    assert {result.reading.records[at].outlet_name for at in fresh} == {"tern"}


def test_of_equals_the_one_that_is_already_there_is_kept(tmp_path: Path) -> None:
    old, new = tmp_path / "z-old", tmp_path / "a-new"
    result = cluster([post(f"{new}/a.md", "tern"), post(f"{old}/a.md", "tern")])
    (group,) = new_against(result, [str(new)], str(old))[0].duplicate_groups
    assert result.reading.records[group.keep_record].source == f"{old}/a.md"
    assert group.reason == ALREADY_THERE


def test_what_is_published_is_kept_though_the_new_one_is_better(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    longer = replace(post(f"{new}/a.md", "tern", -9.0), excerpt=f"{TEXT} And more of it.")
    result = cluster([longer, post(f"{old}/b.md", "gull")])
    assert result.duplicate_groups[0].keep.outlet.name == "tern"
    (group,) = new_against(result, [str(new)], str(old))[0].duplicate_groups
    assert group.keep.outlet.name == "gull"
    assert group.reason == ALREADY_THERE


def test_folders_inside_each_other_are_read_once(tmp_path: Path) -> None:
    inner = tmp_path / "drafts"
    hidden = tmp_path / ".drafts"
    for folder in (inner, hidden):
        folder.mkdir()
    outer = str(tmp_path)
    assert sources_to_read([str(inner)], outer) == [outer]
    assert sources_to_read([str(hidden)], outer) == [str(hidden), outer]
    with pytest.raises(UsageError, match="is a source as well"):
        sources_to_read([str(inner)], str(inner))
