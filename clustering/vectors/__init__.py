"""Articles as unit vectors."""
