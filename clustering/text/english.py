"""Figures with their noun: 1 story, 1,204 stories."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 story``, ``1,204 stories``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
