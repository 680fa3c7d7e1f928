"""Vectors of what texts mean, which articles in different languages can be compared by."""
