"""Tries every threshold in one pass, says what changes at each, and which to choose."""
