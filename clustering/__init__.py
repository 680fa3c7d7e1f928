"""samestory: tell which news articles are the same story, and which are the same article.

>>> from clustering import cluster, read
>>> result = cluster(read("fixtures/posts"))
>>> result.stories[0].outlets
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from clustering.api import cluster, read
    from clustering.pipeline import Result
    from clustering.settings import Settings

__all__ = ["Result", "Settings", "cluster", "read"]

_HOMES = {
    "Result": "clustering.pipeline",
    "Settings": "clustering.settings",
    "cluster": "clustering.api",
    "read": "clustering.api",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first used, so that start-up stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'clustering' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
