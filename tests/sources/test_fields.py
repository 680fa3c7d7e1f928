"""What a post says: its YAML values as fields, and what makes it no post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clustering.sources.fields import Fault, Fields, read_fields


def fields(**values: object) -> Fields:
    found = read_fields({"title": "Kelp wins", **values})
    assert isinstance(found, Fields)
    return found


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (["title", "Kelp"], "a list, not lines of 'key: value'"),
        (None, "empty, not lines of 'key: value'"),
        ({"excerpt": "Only that."}, "neither a title nor a URL"),
        ({"title": ["Kelp"]}, "title is a list, not text"),
        ({"title": "Kelp", "webUrl": {"a": 1}}, "webUrl is a mapping, not text"),
        ({"title": "Kelp", "excerpt": {"a": "b"}}, "excerpt is a mapping, not text"),
        ({"title": "Kelp", "provider": ["a"]}, "provider is a list, not text"),
    ],
)
def test_what_is_no_post_is_a_fault_in_words(values: object, fault: str) -> None:
    assert read_fields(values) == Fault(fault)


def test_every_address_is_kept_once_the_preferred_first() -> None:
    web, amp = "https://a.example/1", "https://a.example/amp/1"
    found = fields(cdnAmpWebUrl=amp, originalUrl=web, ampWebUrl=amp, webUrl=web)
    assert found.urls == (web, amp)
    assert read_fields({"webUrl": web}) == fields(title="", webUrl=web)


def test_a_date_that_cannot_be_read_is_kept_as_it_is_written() -> None:
    read = fields(publishedDateTime="2025-03-10T09:00:00Z")
    assert (read.published, read.unread_date) == (datetime(2025, 3, 10, 9, tzinfo=UTC), "")
    unread = fields(publishedDateTime="the 45th of May")
    assert (unread.published, unread.unread_date) == (None, "the 45th of May")


def test_a_number_or_a_topic_that_cannot_be_read_is_missing() -> None:
    found = fields(quality="good", topics={"a": 1})
    assert (found.quality, found.topics) == (None, ())
    found = fields(quality="0.5", topics=["Sea", "Food"])
    assert (found.quality, found.topics) == (0.5, ("Sea", "Food"))
