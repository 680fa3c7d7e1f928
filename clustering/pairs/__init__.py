"""Near pairs of articles: the search, how likeness fades with time, and what neighbours add."""
