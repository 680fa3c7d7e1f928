"""Whole-array tools that know nothing of articles."""
