"""What people said of pairs of articles: the file, what it implies, what a run applies."""
