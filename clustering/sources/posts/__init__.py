"""Reads folders of posts with front matter."""
