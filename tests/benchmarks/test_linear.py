"""Rules that were quadratic once, over the patterns that showed it; the benchmark has them all."""

from __future__ import annotations

import pytest

from tests.benchmarks.linear import MAX_EXPONENT, RULES, measure
from tests.benchmarks.patterns import PATTERNS, Pattern

SPACES = Pattern(" ", "Storm", "x")
DOTS = Pattern("...", "Storm ", "x")


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("read_names", SPACES),
        ("written_names", Pattern("Ab ", tail="|")),
        ("written_names", Pattern("ab, ", "By Ab Cd")),
        ("feed file", Pattern(" ", tail="x")),
        ("feed", Pattern("<!--", "Storm ")),
        ("feed", Pattern("<script>", "Storm ")),
        ("broken feed", Pattern("<style x='", "Storm ")),
        ("cut_word", DOTS),
        ("unwrap_title", DOTS),
        ("unwrap_text", DOTS),
        ("unwrap_title", Pattern("(", "Storm ")),
    ],
)
def test_time_grows_with_the_text(rule: str, pattern: Pattern) -> None:
    growth = measure(rule, pattern, (20_000, 160_000))
    assert not growth.is_too_fast, growth


def test_there_are_patterns_enough_and_each_grows() -> None:
    assert len(set(PATTERNS)) == len(PATTERNS) >= 60
    for pattern in PATTERNS:
        assert 19_000 < len(pattern.text(20_000)) < 21_000
    assert len(RULES) > 30
    assert MAX_EXPONENT <= 1.5
