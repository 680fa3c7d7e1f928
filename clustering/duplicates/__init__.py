"""Duplicates: which articles are copies of each other, of what kind, and which one to keep."""

from clustering.duplicates.find import find_duplicates
from clustering.duplicates.found import DuplicateGroup, DuplicatePair
from clustering.duplicates.kinds import DUPLICATE_KINDS

__all__ = [
    "DUPLICATE_KINDS",
    "DuplicateGroup",
    "DuplicatePair",
    "find_duplicates",
]
