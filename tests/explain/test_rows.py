"""Explanations as plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from clustering.result import Result


def test_times_are_shown_in_utc(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.as_dict()["a"]["published"] == "2025-03-10T09:00:00Z"
    eastern = datetime(2025, 3, 10, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=-5)))
    why = replace(why, left=replace(why.left, published=eastern))
    assert why.as_dict()["a"]["published"] == "2025-03-10T14:00:00Z"
    assert "2025-03-10 14:00 UTC" in why.text()
    why = replace(why, left=replace(why.left, published=None))
    assert why.as_dict()["a"]["published"] is None


def test_text_and_json_say_the_same(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.sentence in why.text()
    values = json.loads(json.dumps(why.as_dict()))
    assert values["sentence"] == why.sentence
    assert values["together"] is True
    assert values["edge"]["strength"] > 0
