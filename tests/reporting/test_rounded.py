"""Figures are rounded wherever they stand among plain values."""

from __future__ import annotations

from clustering.reporting.rounded import rounded


def test_figures_are_rounded_at_any_depth_and_nothing_else_changes() -> None:
    values = {"a": 2 / 3, "b": [1, (0.12345678, "0.12345678")], "c": {"d": None, "e": True}}
    assert rounded(values) == {
        "a": 0.666667,
        "b": [1, [0.123457, "0.12345678"]],
        "c": {"d": None, "e": True},
    }
