"""Threads: stories of one running matter."""
