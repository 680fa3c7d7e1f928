"""What answers imply: as the slow, obvious merging of sets says."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from clustering.answers.implied import ImpliedAnswers

answers = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()).filter(lambda x: x[0] != x[1]),
    max_size=12,
)


@given(answers)
def test_inference_is_what_every_agreeing_partition_says(told: list[tuple[int, int, bool]]) -> None:
    implied = ImpliedAnswers()
    for answer in told:
        implied.add(*answer)
    group = {article: {article} for article in range(7)}
    for a, b, is_same in told:  # the slow, obvious way: merge sets until nothing changes
        if is_same:
            whole = group[a] | group[b]
            group |= dict.fromkeys(whole, whole)
    for a, b in combinations(range(7), 2):
        expected: bool | None = None
        if b in group[a]:
            expected = True
        elif any(
            not is_same
            and {x in group[a], x in group[b], y in group[a], y in group[b]} == {True, False}
            and ((x in group[a] and y in group[b]) or (y in group[a] and x in group[b]))
            for x, y, is_same in told
        ):
            expected = False
        assert implied.implied_for(a, b) is expected
        assert implied.implied_for(b, a) is expected
    clashes = {(min(a, b), max(a, b)) for a, b, is_same in told if not is_same and b in group[a]}
    assert {(clash.left, clash.right) for clash in implied.contradictions()} == clashes
    for clash in implied.contradictions():
        assert (clash.chain[0], clash.chain[-1]) == (clash.left, clash.right)
