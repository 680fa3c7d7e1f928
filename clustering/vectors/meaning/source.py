"""Where the vectors of a run come from: an encoder by name, a folder, a function, or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from clustering.errors import UsageError
from clustering.model import Corpus, Reading
from clustering.settings.model import Settings
from clustering.system.progress import Tell
from clustering.vectors.meaning.base import (
    ArticleMeanings,
    DenseArray,
    Embed,
    Encoder,
    FunctionEncoder,
)
from clustering.vectors.meaning.encode import article_languages, encode_articles, with_languages
from clustering.vectors.meaning.given import read_vectors
from clustering.vectors.meaning.packaged import PACKAGES, open_package


@dataclass(frozen=True)
class MeaningSource:
    """Where vectors come from: an encoder, or a file that gives them by ids of records.

    ``folder`` is where they are remembered, ``None`` to remember none; ``origin`` is the file.
    """

    encoder: Encoder | None
    folder: Path | None = None
    given: Mapping[str, DenseArray] | None = None
    origin: str = ""

    def meanings(
        self, reading: Reading, corpus: Corpus, tell: Tell | None = None, *, within: bool = False
    ) -> ArticleMeanings | None:
        """Tell the languages and the vectors of all articles; ``None`` where nothing is compared.

        Raises
        ------
        UsageError
            When none of the given vectors is of a record that was read.
        """
        if self.encoder is not None:
            return encode_articles(corpus.articles, self.encoder, self.folder, tell, within=within)
        assert self.given is not None
        size = len(next(iter(self.given.values())))
        rows = np.zeros((len(corpus), size), dtype=np.float32)
        found = 0
        for article, known in enumerate(corpus.articles):
            names = (reading.records[at].name for at in (known.text_from, *known.records))
            row = next((self.given[name] for name in names if name in self.given), None)
            if row is not None:
                rows[article] = row
                found += 1
        if not found and len(corpus):
            example = reading.records[0].name
            raise UsageError(
                f"{self.origin}: no vector is of a record that was read; ids are as {example!r}."
            )
        codes = article_languages(corpus.articles)
        if len(set(codes)) < 2 and not within:
            return None
        return with_languages(rows, rows[:0], codes, self.origin)


def meaning_source(
    settings: Settings, folder: Path | None, embed: Embed | None = None
) -> MeaningSource | None:
    """Find what the settings ask for; ``None`` where meaning is off.

    Raises
    ------
    UsageError
        When an encoder is not installed, or a folder or file is not what it has to be.
    """
    if settings.meaning == "off":
        return None
    if find_spec("anyascii") is None:
        raise UsageError(
            "--meaning compares names across scripts with anyascii, which is not installed; "
            "install it with: pip install 'samestory[languages]'."
        )
    if embed is not None:
        return MeaningSource(FunctionEncoder(embed))
    if settings.vectors:
        return MeaningSource(None, None, read_vectors(Path(settings.vectors)), settings.vectors)
    if settings.model in PACKAGES:
        return MeaningSource(open_package(settings.model), folder)
    return MeaningSource(_in_folder(Path(settings.model)), folder)


def _in_folder(path: Path) -> Encoder:
    from clustering.vectors.meaning.folders import open_folder

    if not path.is_dir():
        raise UsageError(
            f"model: {str(path)!r} is neither {' nor '.join(PACKAGES)} nor a folder with a model."
        )
    return open_folder(path)
