"""Which files lie in the sources: all that bear on what is read, and those that are ignored.

What has changed since a run shows in the first. The others, tables and feeds in a folder of posts,
are no skips: the folder was read as it was meant, so ``--strict`` has nothing against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from clustering.sources.feeds.lists import is_list
from clustering.sources.feeds.reader import SURE_SUFFIXES, FeedSource
from clustering.sources.folders import File, find_files, look_at, writable
from clustering.sources.headers.suffixes import POST_SUFFIXES
from clustering.sources.posts.reader import PostSource
from clustering.sources.sites import configurations
from clustering.sources.tables.parquet import ParquetFolderSource
from clustering.sources.tables.reader import TABLE_SUFFIXES
from clustering.sources.unpacked import unpacked
from clustering.system.files import has_path, real_path

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
    if PostSource.accepts(str(path)):
        yield from configurations(path)
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


def find_ignored(sources: Sequence[Path | str]) -> list[str]:
    """Return the tables and feeds in folders among the sources that are not sources themselves.

    Files that only may be feeds (``.json``, ``.xml``) are not among them, nor is a report
    that this tool wrote below the folder.
    """
    named = {real_path(source) for source in sources}
    found: dict[Path, str] = {}
    for folder in filter(Path.is_dir, map(Path, sources)):
        is_read = ParquetFolderSource.accepts(str(folder))
        for file in find_files(folder, (*TABLE_SUFFIXES, *SURE_SUFFIXES)):
            if is_read and file.name.lower().endswith(".parquet"):
                continue
            real = real_path(file.path)
            if real not in named and not file.fault:
                found.setdefault(real, writable(file.path.as_posix()))
    return list(found.values())
