"""The package behind ``import samestory``: its public names, each loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from clustering.version import __version__

if TYPE_CHECKING:
    from clustering.api import cluster, read, stories_of
    from clustering.duplicates import DuplicateGroup
    from clustering.errors import NothingReadable, SamestoryError, UsageError
    from clustering.estimator import StoryClusterer
    from clustering.explain.explanation import Explanation
    from clustering.model import Article, Outlet, Reading, Record, Skip
    from clustering.public_result import PublicResult as Result
    from clustering.settings.model import Settings
    from clustering.stories.story import Story
    from clustering.stories.threads.stories import Thread

__all__ = [
    "Article",
    "DuplicateGroup",
    "Explanation",
    "NothingReadable",
    "Outlet",
    "Reading",
    "Record",
    "Result",
    "SamestoryError",
    "Settings",
    "Skip",
    "Story",
    "StoryClusterer",
    "Thread",
    "UsageError",
    "__version__",
    "cluster",
    "read",
    "stories_of",
]

_HOMES = {
    "Article": "clustering.model",
    "DuplicateGroup": "clustering.duplicates",
    "Explanation": "clustering.explain.explanation",
    "NothingReadable": "clustering.errors",
    "Outlet": "clustering.model",
    "Reading": "clustering.model",
    "Record": "clustering.model",
    "Result": "clustering.public_result",
    "SamestoryError": "clustering.errors",
    "Settings": "clustering.settings.model",
    "Skip": "clustering.model",
    "Story": "clustering.stories.story",
    "StoryClusterer": "clustering.estimator",
    "Thread": "clustering.stories.threads.stories",
    "UsageError": "clustering.errors",
    "cluster": "clustering.api",
    "read": "clustering.api",
    "stories_of": "clustering.api",
}

_OWN_NAMES = {"Result": "PublicResult"}
"""What is called otherwise where it is defined."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first used, so that start-up stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"samestory has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), _OWN_NAMES.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
