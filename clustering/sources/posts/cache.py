"""Remembers what posts said, so that a second run parses only the files that changed.

One file for each folder of posts, in the user's cache folder (``system/user_cache.py``). It holds
MessagePack and a checksum: what reads it can be given wrong values by whoever may write there, but
nothing to run.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgpack import packb, unpackb

from clustering.sources.base import MAX_FILE_BYTES, ReadOptions
from clustering.sources.fields import Fault, Fields, Post, Used
from clustering.sources.folders import File
from clustering.system import user_cache

MIN_BYTES_TO_CACHE = 1_000_000
"""Bytes of posts from which remembering pays: less is parsed in 0.1 s."""

_PACKAGE = Path(__file__).resolve().parents[2]
_READERS = ("sources", "text")
"""The folders of the modules and tables that decide how a post is read."""


class PostCache:
    """What is remembered of one folder.

    Parameters
    ----------
    store
        The file to remember it in.
    files
        The files of the folder as they are now.
    how
        The limit and the mapping they are read with.
    """

    def __init__(self, store: Path, files: Sequence[File], how: object) -> None:
        self._store = store
        self._how = how
        self._started = time.time_ns()
        self._held = 0
        # A backslash stands for bytes that are no UTF-8: two files may share such a name.
        self._files = {file.name: file for file in files if "\\" not in file.name}

    @classmethod
    def of(cls, folder: Path, files: Sequence[File], options: ReadOptions) -> PostCache | None:
        """Return the cache of a folder; ``None`` where there is none to be used."""
        if options.cache is None or not folder.is_dir():
            return None
        if sum(file.size for file in files) < MIN_BYTES_TO_CACHE:
            return None
        real, home = Path(os.path.realpath(folder)), Path(os.path.realpath(options.cache))
        if home.is_relative_to(real):  # never among the sources
            return None
        store = user_cache.place_of(home, real, user_cache.POSTS)
        return cls(store, files, (MAX_FILE_BYTES, options.columns))

    def load(self) -> dict[str, Post]:
        """Return the posts that have not changed since they were remembered, by file name.

        A cache that is damaged, of another version or not this user's counts as none.
        """
        try:
            header, _, body = user_cache.read_kept(self._store).partition(b"\n")
            if header != self._header(body):
                return {}
            remembered = unpackb(body, use_list=False, timestamp=3)
            self._held = len(remembered["posts"])
            return dict(self._unpack(remembered))
        except (OSError, ValueError, TypeError, LookupError):
            return {}

    def save(self, posts: Mapping[str, Post], *, is_changed: bool) -> None:
        """Remember posts; a disk that is full or read-only only costs the next run time."""
        if not is_changed and len(posts) >= self._held:
            user_cache.touch_kept(self._store)
            return
        body = packb(self._pack(posts), datetime=True)
        user_cache.write_kept(self._store, self._header(body) + b"\n" + body)

    def _header(self, body: bytes) -> bytes:
        digest = blake2b(body, digest_size=20)
        digest.update(repr((_reader_version(), self._how)).encode())
        return b"samestory posts " + digest.hexdigest().encode()

    def _pack(self, posts: Mapping[str, Post]) -> dict[str, Any]:
        """Write equal entries once: 161,000 related entries of azure are 7,000 different ones."""
        places: dict[Fields | Fault, int] = {}
        used: dict[Used, int] = {}
        packed: dict[str, Any] = {}
        for name, post in posts.items():
            file = self._files.get(name)
            if file is None or file.modified > self._started - user_cache.MIN_AGE:
                continue
            own = places.setdefault(post.own, len(places))
            related: object = post.related
            if not isinstance(post.related, Fault):
                related = [places.setdefault(entry, len(places)) for entry in post.related]
            use = used.setdefault(post.used, len(used))
            packed[name] = [file.size, file.modified, own, related, use, post.encoding, post.path]
        return {"said": list(places), "used": list(used), "posts": packed}

    def _unpack(self, remembered: Mapping[str, Any]) -> Iterator[tuple[str, Post]]:
        said = [
            Fault(*one) if len(one) == len(Fault._fields) else Fields(*one)
            for one in remembered["said"]
        ]
        used = [Used(*one) for one in remembered["used"]]
        for name, (size, modified, place, related, use, *last) in remembered["posts"].items():
            file = self._files.get(name)
            if file is None or (file.size, file.modified) != (size, modified):
                continue
            own = said[place]
            if not isinstance(own, Fields):
                raise TypeError("a post that says nothing")
            if isinstance(related[0] if related else 0, str):
                yield name, Post(own, Fault(*related), used[use], *last)
            else:
                yield name, Post(own, [said[one] for one in related], used[use], *last)


@cache
def _reader_version() -> str:
    """Return a mark that changes with whatever decides how a post is read."""
    import yaml

    digest = blake2b(f"{sys.version} {yaml.__version__}".encode(), digest_size=20)
    for folder in _READERS:
        written = [*(_PACKAGE / folder).rglob("*.py"), *(_PACKAGE / folder).rglob("*.txt")]
        for path in sorted(written):
            with contextlib.suppress(OSError):  # a link to nowhere, as editors leave
                digest.update(path.read_bytes())
    return digest.hexdigest()
