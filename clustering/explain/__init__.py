"""Why two articles are, or are not, in one story."""
