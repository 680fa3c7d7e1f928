"""Rounds the figures in JSON files to six digits; further digits differ between machines."""

from __future__ import annotations

from typing import Any

DIGITS = 6


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Return plain values with every number rounded, at whatever depth; tuples become lists."""
    return {key: _round(value) for key, value in values.items()}


def _round(value: object) -> object:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return rounded(value)
    if isinstance(value, list | tuple):
        return [_round(item) for item in value]
    return value
