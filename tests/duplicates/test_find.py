"""The whole search: pages, mentions, records, evidence, and laws that hold for any input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clustering.model import Record
from tests.benchmarks.copies import WAYS, Way
from tests.duplicates.conftest import Find, Together, find_in
from tests.factories import make_record

TEXT = (
    "Waves broke the sea wall at Graywick early on Friday and flooded forty houses in the lower "
    "town, police said. Crews worked through the night to bring the families to the school, "
    "where the mayor promised help for everyone who had lost a home."
)
TITLE = "Sea wall breached at Graywick as storm batters the coast"
PAGE = ("https://alpha.example/news/sea-wall-breached",)

FIRE = "Fire at Colvane paint works kills two"
FIRE_TEXT = (
    "Two people died when fire tore through the Colvane paint works on Thursday night, and eleven "
    "were taken to hospital with burns, the fire service said."
)

POOL = [
    make_record("a", TITLE, 0, excerpt=TEXT),
    make_record("b", TITLE, 1, excerpt=f"NEW YORK (AP) — {TEXT}"),
    make_record("c", "Forty families flooded out at Graywick", 1, excerpt=TEXT),
    make_record("d", f"UPDATE 1-{TITLE}", 30, excerpt=TEXT, outlet_domain="a.example"),
    make_record("e", TITLE, 0, excerpt=TEXT, urls=("https://a.example/a-story-page?utm_source=x",)),
    make_record("f", "Otter found asleep in a canal lock at dawn", 0),
    make_record("g", "Otter found asleep in a canal lock at dawn", 2),
    make_record("h", "Letters to the editor", 0, excerpt="On the tides, and on the mayor's dog."),
    make_record("i", "Letters to the editor", 7, excerpt="On buses that never come, and on bees."),
    make_record("j", "The Drowned Valley: part 1", 0, excerpt=TEXT[:80]),
    make_record("k", "The Drowned Valley: part 2", 7, excerpt=TEXT[:80]),
    make_record("l", "", 0, excerpt=TEXT),
    make_record("m", FIRE, 3, excerpt=FIRE_TEXT),
    make_record(
        "n",
        FIRE.replace("two", "four"),
        3.1,
        excerpt=FIRE_TEXT.replace("Two", "Four"),
        outlet_domain="m.example",
    ),
    make_record("o", f"{TITLE} and the families flee", 0),
    make_record("p", f"{TITLE} and the families flee", 0.4),
    make_record("q", "Night at Graywick", 1, excerpt=f"LISTEN TO ARTICLE 5:58 Share Tweet {TEXT}"),
]


Groups = tuple[set[frozenset[str]], dict[str, str]]


def groups_of(records: Sequence[Record]) -> Groups:
    """Return the names of the records in each group, and which article each keeps, and why."""
    groups = find_in(records)
    names = {frozenset(records[place].name for place in group.records) for group in groups}
    return names, {group.keep.id: group.reason for group in groups}


@pytest.fixture(scope="module")
def of_pool() -> Groups:
    return groups_of(POOL)


def test_a_page_with_two_posts_is_a_duplicate_and_says_which_to_keep(find: Find) -> None:
    short = make_record("short", TITLE, 0, urls=PAGE)
    rich = make_record("rich", TITLE, 0, urls=PAGE, excerpt=TEXT)
    (group,) = find([short, rich])
    assert (group.kind, group.members, group.pairs) == ("same_page", (0,), ())
    assert (group.keep_record, group.reason) == (1, "has the longer text")


def test_mentions_in_related_lists_are_no_duplicates(find: Find) -> None:
    post = make_record("post", TITLE, 0, urls=PAGE)
    mentions = [make_record(f"m{k}", TITLE, 0, urls=PAGE, related_to=f"other{k}") for k in range(3)]
    assert find([post, *mentions]) == []


def test_an_article_known_from_a_related_list_can_be_a_copy(find: Find) -> None:
    post = make_record("post", TITLE, 1, excerpt=TEXT)
    mention = make_record("mention", TITLE, 0, excerpt=TEXT, related_to="post")
    (group,) = find([post, mention])
    assert group.kind == "wire_copy"
    assert group.keep.outlet.name == "Post"
    assert group.reason == "has a post of its own"


def test_a_group_names_the_agency_and_pairs_the_kept_one_with_each_other(find: Find) -> None:
    (group,) = find(POOL[:3])
    assert group.agency == "AP"
    assert len(group.pairs) == len(group.members) - 1
    for pair, member in zip(group.pairs, group.members[1:], strict=True):
        assert {pair.left, pair.right} == {group.members[0], member}


def test_nothing_in_gives_nothing_out(find: Find) -> None:
    assert find([]) == []
    assert find([make_record("a", "", None, urls=())]) == []


@given(records=st.permutations(POOL))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_the_records_changes_nothing(of_pool: Groups, records: list[Record]) -> None:
    assert groups_of(records) == of_pool


@given(st.lists(st.sampled_from(POOL), unique_by=lambda record: record.name))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_record_is_in_one_group_at_most(records: list[Record]) -> None:
    places = [place for group in find_in(records) for place in group.records]
    assert len(places) == len(set(places))


ODD_WORDS = ("zinc", "quartz", "yolk", "jumbo", "vex", "Kumquat", "Fjord", "77")
ODD_TEXTS = ("", "Quartz and zinc were weighed by the yolk of a kumquat in jumbo lots.")
UNRELATED = st.builds(
    lambda words, excerpt: make_record("zz", " ".join(words), 0, excerpt=excerpt),
    st.lists(st.sampled_from(ODD_WORDS), min_size=4),
    st.sampled_from(ODD_TEXTS),
)


@given(unrelated=UNRELATED)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_unrelated_article_changes_no_group(of_pool: Groups, unrelated: Record) -> None:
    assert groups_of([*POOL, unrelated])[0] == of_pool[0]


@pytest.mark.parametrize(
    "way", [way for ways in WAYS.values() for way in ways], ids=lambda way: way.__name__
)
def test_every_transformation_of_the_bench_alone_keeps_a_text_in_its_group(
    way: Way, together: Together
) -> None:
    base = make_record("base", TITLE, 0, excerpt=TEXT)
    crowd = [make_record(f"x{k}", f"Otter number {k} seen at lock {k}", k) for k in range(3)]
    for seed in range(8):
        copy = way(base, Random(seed))
        assert copy is not None
        records = [base, replace(copy, name="copy", source="copy"), *crowd]
        assert together(records) == [{"base", "copy"}], (seed, copy.title, copy.excerpt)
