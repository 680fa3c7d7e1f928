"""Titles and texts as duplicates are compared by: trimmed, cut into words, numbered."""
