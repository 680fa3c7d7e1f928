"""Reads feed files and OPML lists of them; ``entries`` makes records of what they say.

Nothing is fetched here: a feed is a file, and an address in a list is skipped and named.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from clustering.model import Reading, Skip
from clustering.sources.base import MAX_FILE_BYTES, ReadOptions, Source, skipping
from clustering.sources.entries import Entries
from clustering.sources.folders import look_at, writable
from clustering.sources.lists import is_list, read_list, skip_listed
from clustering.sources.unpacked import unpacked, with_packing
from clustering.system.progress import Progress

FEED_SUFFIXES = with_packing((".rss", ".atom", ".rdf", ".xml", ".opml", ".jsonfeed"))
SURE_SUFFIXES = (".rss", ".atom", ".opml", ".jsonfeed")
"""Suffixes that nothing but feeds have."""


class FeedSource(Source):
    """A feed file, or a list of feed files."""

    takes: ClassVar[str] = (
        "a feed or a sitemap (.rss, .atom, .xml, .rdf, .jsonfeed) or a list of feeds (.opml)"
    )

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name has the suffix of a feed."""
        return Path(name).name.lower().endswith(FEED_SUFFIXES)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every entry with a title or a link into a record.

        A record is named by the id of its entry where no other entry has it, and by
        ``file#entry[i]`` otherwise. The outlet is the entry's own source, as aggregators
        name it, or else the title of the feed.
        """
        entries = Entries(options)
        pending, seen = [(Path(name), False)], set()
        while pending:
            file, is_listed = pending.pop(0)
            with skipping(_name(file), entries.skipped):
                real = file.resolve()
                if real in seen:
                    continue
                seen.add(real)
                data = _load(file, entries.skipped)
                if data is None:
                    continue
                if is_list(data):
                    if is_listed:
                        entries.skip(_name(file), "a list of feeds inside another list")
                        continue
                    listed = read_list(_name(file), data, file.parent)
                    entries.skipped.extend(listed.skipped)
                    if name not in options.followed:
                        entries.skipped.extend(skip_listed(_name(file), listed.addresses))
                    pending += [(one, True) for one in listed.files]
                    continue
                entries.add(_name(file), writable(file.name), data)
            if progress:
                progress("reading feeds", len(seen), len(seen) + len(pending))
        return entries.finish(_name(Path(name)), len(seen))


def _load(path: Path, skipped: list[Skip]) -> bytes | None:
    """Return what is in a file, unpacked; otherwise note why there is nothing."""
    found = look_at(path, path.name)
    fault = found.fault
    data = b""
    if not fault and found.size <= MAX_FILE_BYTES:
        try:
            with path.open("rb") as file:
                data = unpacked(file, _name(path)).read(MAX_FILE_BYTES + 1)
        except OSError as error:
            fault = f"cannot be read ({error.strerror or error})"
    if not fault and max(found.size, len(data)) > MAX_FILE_BYTES:
        fault = f"larger than the limit of {MAX_FILE_BYTES:,} bytes"
    if not fault:
        return data
    skipped.append(Skip(_name(path), fault))
    return None


def _name(path: Path) -> str:
    return writable(path.as_posix())
