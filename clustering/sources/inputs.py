"""Which files a run over some sources reads, as they are now: what has changed shows in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from clustering.sources.feeds import SURE_SUFFIXES, FeedSource
from clustering.sources.folders import File, find_files, look_at
from clustering.sources.headers.suffixes import POST_SUFFIXES
from clustering.sources.lists import is_list
from clustering.sources.tables import TABLE_SUFFIXES
from clustering.sources.unpacked import unpacked
from clustering.system.files import has_path

_START_BYTES = 10_000
"""In which a list of feeds says that it is one."""


def find_inputs(sources: Sequence[str]) -> list[File] | None:
    """Return all files that bear on what is read from the sources, those that are ignored as well.

    ``None`` where files do not tell it: of standard input, of web addresses, and of lists of
    feeds, which name further files.
    """
    if not all(map(has_path, sources)) or any(map(_may_name_others, sources)):
        return None
    return [file for source in sources for file in _files_of(Path(source))]


def _files_of(path: Path) -> Iterator[File]:
    yield look_at(path, path.name)
    if path.is_dir():
        yield from find_files(path, (*POST_SUFFIXES, *TABLE_SUFFIXES, *SURE_SUFFIXES))


def _may_name_others(source: str) -> bool:
    path = Path(source)
    if not FeedSource.accepts(source) or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return is_list(unpacked(stream, source).read(_START_BYTES))
    except Exception:  # its reader says what is wrong with it
        return True
