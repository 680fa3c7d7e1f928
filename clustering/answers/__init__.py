"""What people said of pairs of articles: the file, what follows, what a run applies."""
