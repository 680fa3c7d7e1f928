"""What the package promises: these names and no others."""

from __future__ import annotations

import inspect

import pytest

import clustering

PUBLIC = {"Result", "Settings", "__version__", "cluster", "read"}


def test_the_public_names_are_these() -> None:
    assert set(clustering.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(clustering, name) is not None


def test_the_doors_take_these_parameters() -> None:
    assert list(inspect.signature(clustering.read).parameters) == ["paths", "jobs", "columns"]
    assert list(inspect.signature(clustering.cluster).parameters) == ["records", "settings"]


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'clutser'"):
        clustering.clutser  # noqa: B018
