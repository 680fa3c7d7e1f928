"""samestory: tell which news articles are the same story, and which are the same article.

>>> import samestory
>>> result = samestory.cluster(samestory.read("fixtures/posts"))
>>> result.stories[0].outlets
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustering import __all__ as __all__

if TYPE_CHECKING:
    from clustering import *  # noqa: F403 - type checkers follow it to each name
else:
    from clustering import __dir__ as __dir__
    from clustering import __getattr__ as __getattr__
    from clustering import __version__ as __version__
