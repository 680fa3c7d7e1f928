"""Names what a folder holds beside posts: tables and feeds, which are read by name only.

They are no skips: the folder was read as it was meant, so ``--strict`` has nothing against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clustering.sources import feeds, tables
from clustering.sources.folders import find_files, writable
from clustering.sources.parquet_folders import ParquetFolderSource
from clustering.system.files import real_path


def find_ignored(sources: Sequence[Path | str]) -> list[str]:
    """Return the tables and feeds in folders among the sources that are not sources themselves.

    Files that only may be feeds (``.json``, ``.xml``) are not among them, nor is a report
    that this tool wrote below the folder.
    """
    named = {real_path(source) for source in sources}
    found: dict[Path, str] = {}
    for folder in filter(Path.is_dir, map(Path, sources)):
        is_read = ParquetFolderSource.accepts(str(folder))
        for file in find_files(folder, (*tables.TABLE_SUFFIXES, *feeds.SURE_SUFFIXES)):
            if is_read and file.name.lower().endswith(".parquet"):
                continue
            real = real_path(file.path)
            if real not in named and not file.fault:
                found.setdefault(real, writable(file.path.as_posix()))
    return list(found.values())
