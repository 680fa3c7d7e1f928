"""Reads feeds, lists of feeds and sitemaps."""
