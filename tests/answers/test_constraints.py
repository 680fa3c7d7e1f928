"""Must-link and cannot-link pairs: honoured whatever the settings, in any order, and reported."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clustering.arrays.types import FloatArray, IntArray
from clustering.errors import UsageError
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.stories.linkage.agglomerate import LinkConstraints
from clustering.stories.linkage.tree import renumber
from tests.answers.seven import FLOOD, NAMES, READING, are_together, clustered, duplicates
from tests.factories import make_reading, make_record
from tests.stories.trees import average_linkage


@pytest.mark.parametrize("knob", ["cohesion", "detail"])
@pytest.mark.parametrize("cut_at", [0.01, 0.1, 0.7, 1.0])
def test_answers_hold_wherever_the_tree_is_cut(knob: str, cut_at: float) -> None:
    answers = (("otter", "quay", "same"), ("gazette", "tern", "different"))
    result = clustered(*answers, **{knob: cut_at})
    assert are_together(result, "otter", "quay")
    assert not are_together(result, "gazette", "tern")


def test_a_related_link_without_shared_words_joins_nothing_even_at_link_0() -> None:
    posts = [
        make_record("gazette", FLOOD, 0.0, urls=("https://gazette.example/flood",)),
        make_record(
            "otter", "A lentil recipe", 0.1, related_urls=("https://gazette.example/flood",)
        ),
    ]
    result = run(make_reading(posts), Settings(jobs=1, link=0.0, cohesion=0.0))
    assert result.graph.related.any()
    assert len(result.stories) == 2


def test_without_answers_nothing_changes() -> None:
    assert clustered().story_of.tolist() == run(READING, Settings(jobs=1)).story_of.tolist()


def test_the_verdict_names_the_answer() -> None:
    result = clustered(("otter", "gazette", "same"), ("gazette", "tern", "different"))
    assert result.why("gazette", "otter").sentence == "One story: a person said so."
    assert "a person said: different" in result.why("tern", "gazette").text()
    assert result.why("otter", "tern").sentence.startswith("Not one story")


def test_contradictions_are_dropped_and_kept_for_the_report() -> None:
    answers = [
        ("gazette", "otter", "same"),
        ("otter", "quay", "same"),
        ("quay", "gazette", "different"),
    ]
    for order in (answers, answers[::-1]):
        result = clustered(*order)
        assert are_together(result, "quay", "gazette")
        assert result.constraints is not None
        (clash,) = result.constraints.contradictions
        ends = {result.find("quay"), result.find("gazette")}
        assert {clash.left, clash.right} == ends
        assert len(clash.chain) == 3


def test_answers_that_do_not_tell_change_nothing() -> None:
    result = clustered(("gazette", "tern", "unsure"))
    assert are_together(result, "gazette", "tern")
    assert result.graph.labelled is None


def test_answers_about_other_articles_are_counted() -> None:
    result = clustered(("gazette", "tern", "same"), ("gone", "tern", "same"))
    assert result.constraints is not None
    assert (result.constraints.answer_count, result.constraints.matched_count) == (2, 1)
    with pytest.raises(UsageError, match="none of the labels names a record"):
        clustered(("gone", "lost", "same"))


pairs = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["same", "different"])
    ),
    min_size=1,
    max_size=6,
).filter(lambda told: all(a != b for a, b, _ in told))


@given(pairs, st.randoms())
@hypothesis_settings(max_examples=25)
def test_the_order_of_answers_changes_nothing(
    told: list[tuple[str, str, str]], random: object
) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = [(b, a, said) for a, b, said in shuffled]
    first, again = clustered(*told), clustered(*turned)
    assert first.story_of.tolist() == again.story_of.tolist()
    assert duplicates(first) == duplicates(again)


@given(pairs, st.sampled_from([0.0, 0.05, 0.5]))
@example(  # the equal texts of gazette and mirror would join what is told apart
    [("gazette", "ledger", "same"), ("tern", "ledger", "different"), ("tern", "mirror", "same")],
    0.0,
)
@hypothesis_settings(max_examples=25)
def test_every_answer_that_is_not_denied_holds(
    told: list[tuple[str, str, str]], cut: float
) -> None:
    result = clustered(*told, cohesion=cut)
    assert result.constraints is not None
    denied = {frozenset((clash.left, clash.right)) for clash in result.constraints.contradictions}
    for a, b, said in told:
        pair = frozenset((result.find(a), result.find(b)))
        if said == "same" or pair in denied:
            assert are_together(result, a, b)
        else:
            assert not are_together(result, a, b)


def slow_linkage(strength: FloatArray, together: IntArray, apart: IntArray, cut: float) -> IntArray:
    """Merge the closest two groups one at a time, skipping what is forbidden."""
    groups = [{at} for at in range(len(strength))]
    for a, b in together.tolist():
        one = next(group for group in groups if a in group)
        other = next(group for group in groups if b in group)
        if one is not other:
            groups.remove(other)
            one |= other
    while True:
        best, found = -1.0, None
        for i, one in enumerate(groups):
            for other in groups[i + 1 :]:
                if any((a in one and b in other) or (b in one and a in other) for a, b in apart):
                    continue
                average = float(np.mean([[strength[a, b] for b in other] for a in one]))
                if average > best:
                    best, found = average, (one, other)
        if found is None or best < max(cut, 1e-300):
            break
        groups.remove(found[1])
        found[0].update(found[1])
    labels_of = np.zeros(len(strength), dtype=np.int64)
    for number, group in enumerate(groups):
        labels_of[list(group)] = number
    return renumber(labels_of)


@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.integers(2, 9),
    density=st.floats(0.2, 1.0),
    cut=st.sampled_from([0.0, 0.1, 0.3, 0.6]),
)
def test_bounded_linkage_equals_merging_the_closest_two_that_may(
    seed: int, size: int, density: float, cut: float
) -> None:
    generator = np.random.default_rng(seed)
    left, right = np.triu_indices(size, 1)
    kept = generator.random(len(left)) < density
    values = generator.uniform(0.01, 1.0, int(kept.sum()))
    full = np.zeros((size, size))
    full[left[kept], right[kept]] = full[right[kept], left[kept]] = values
    every = np.stack([left, right], axis=1)
    generator.shuffle(every)
    together, apart = every[: size // 4], every[size // 4 : size]
    group = np.arange(size)
    for a, b in together.tolist():
        group[group == group[b]] = group[a]
    apart = apart[group[apart[:, 0]] != group[apart[:, 1]]]
    tree = average_linkage(
        left[kept], right[kept], values, size, constraints=LinkConstraints(together, apart)
    )
    assert tree.cut(cut).tolist() == slow_linkage(full, together, apart, cut).tolist()
