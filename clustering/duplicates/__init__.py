"""Duplicates: which articles are copies of each other, of what kind, and which one to keep."""

from clustering.duplicates.find import find_duplicates
from clustering.duplicates.found import DuplicateGroup, DuplicatePair
from clustering.duplicates.kinds import KINDS
from clustering.graph.same_text import text_classes

__all__ = ["KINDS", "DuplicateGroup", "DuplicatePair", "find_duplicates", "text_classes"]
