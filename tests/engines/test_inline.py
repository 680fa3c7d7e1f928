"""The inline engine keeps what it is given, not a copy of it."""

from __future__ import annotations

import numpy as np

from clustering.engines.inline import InlineEngine


def test_nothing_is_copied() -> None:
    array, texts = np.arange(9), ["a", "b"]
    assert InlineEngine().hold(array) is array
    assert InlineEngine().hold_texts(texts) is texts
