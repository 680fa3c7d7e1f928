"""The encoders of the package index."""

from __future__ import annotations

from importlib import metadata

import pytest

from clustering.errors import UsageError
from clustering.settings.read import ENCODERS
from clustering.vectors.meaning.packaged import PACKAGES, open_package


def test_one_event_is_nearer_in_two_languages_than_two_events_in_one() -> None:
    rows = open_package("use").encode(
        ["Earthquake kills 37 in the north", "地震で37人が死亡", "Ferry runs aground, all saved"]
    )
    near = rows @ rows.T
    assert near[0, 1] > near[0, 2] + 0.2


def test_a_missing_encoder_is_named_with_the_way_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("clustering.vectors.meaning.packaged.version", missing)
    with pytest.raises(UsageError, match=r"pip install 'samestory\[languages-e5\]'"):
        open_package("e5")


def test_the_settings_know_the_same_encoders() -> None:
    assert tuple(PACKAGES) == ENCODERS
