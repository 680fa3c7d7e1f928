"""samestory: tell which news articles are the same story, and which are the same article.

>>> from clustering import cluster, read
>>> result = cluster(read("fixtures/posts"))
>>> result.stories[0].outlets
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from clustering.version import __version__

if TYPE_CHECKING:
    from clustering.api import cluster, read
    from clustering.result import Result
    from clustering.settings.model import Settings

__all__ = ["Result", "Settings", "__version__", "cluster", "read"]

_HOMES = {
    "Result": "clustering.result",
    "Settings": "clustering.settings.model",
    "cluster": "clustering.api",
    "read": "clustering.api",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first used, so that start-up stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'clustering' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
