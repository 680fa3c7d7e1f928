"""Every kind of file that may be a post is one of the kinds whose body is understood."""

from __future__ import annotations

from clustering.sources.headers import suffixes


def test_messages_name_suffixes_that_there_are() -> None:
    named = set(suffixes.USUAL_SUFFIXES.split(", "))
    assert named < set(suffixes.POST_SUFFIXES)
    assert {".mdx", ".qmd"} < set(suffixes.POST_SUFFIXES)
