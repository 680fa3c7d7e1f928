"""Remembers what posts said, so that a second run parses only the files that changed.

One file for each folder of posts, in the user's cache folder (``system/user_cache.py``). It holds
plain JSON and a checksum: what reads it can be given wrong values by whoever may write there, but
nothing to run.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from clustering.sources.base import MAX_FILE_BYTES, ReadOptions
from clustering.sources.fields import Fault, Fields, Post, Used
from clustering.sources.folders import File
from clustering.system import user_cache

MIN_BYTES_TO_CACHE = 1_000_000
"""Bytes of posts from which remembering pays: less is parsed in 0.1 s."""

_PACKAGE = Path(__file__).resolve().parents[1]
_READERS = ("sources", "text")
"""The folders of the modules that decide how a post is read."""


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
            remembered = json.loads(body)
            self._held = len(remembered["posts"])
            return dict(self._unpack(remembered))
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return {}

    def save(self, posts: Mapping[str, Post], *, is_changed: bool) -> None:
        """Remember posts; a disk that is full or read-only only costs the next run time."""
        if not is_changed and len(posts) >= self._held:
            user_cache.touch_kept(self._store)
            return
        body = json.dumps(self._pack(posts), ensure_ascii=False, separators=(",", ":")).encode()
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
            packed[name] = [file.size, file.modified, own, related, use, post.encoding]
        said = [_pack_one(one) for one in places]
        return {"said": said, "used": list(used), "posts": packed}

    def _unpack(self, remembered: Mapping[str, Any]) -> Iterator[tuple[str, Post]]:
        said = [_unpack_one(one) for one in remembered["said"]]
        used = [_unpack_used(*one) for one in remembered["used"]]
        for name, (size, modified, place, related, use, encoding) in remembered["posts"].items():
            file = self._files.get(name)
            if file is None or (file.size, file.modified) != (size, modified):
                continue
            own = said[place]
            if not isinstance(own, Fields):
                raise TypeError("a post that says nothing")
            if isinstance(related[0] if related else 0, str):
                yield name, Post(own, Fault(*related), used[use], encoding)
            else:
                yield name, Post(own, [said[one] for one in related], used[use], encoding)


def _pack_one(said: Fields | Fault) -> list[object]:
    if isinstance(said, Fault):
        return [said.reason, said.line]
    published = said.published.isoformat() if said.published else None
    return list(said._replace(published=published))  # type: ignore[arg-type]


def _unpack_one(values: list[Any]) -> Fields | Fault:
    if len(values) == len(Fault._fields):
        return Fault(*values)
    fields = Fields(*values)
    return fields._replace(
        urls=tuple(fields.urls),
        published=datetime.fromisoformat(values[5]) if values[5] else None,
        topics=tuple(fields.topics),
    )


def _unpack_used(fields: list[list[str]], others: list[str]) -> Used:
    return Used(tuple((field, key) for field, key in fields), tuple(others))


@cache
def _reader_version() -> str:
    """Return a mark that changes with whatever decides how a post is read."""
    import yaml

    digest = blake2b(f"{sys.version} {yaml.__version__}".encode(), digest_size=20)
    for folder in _READERS:
        for module in sorted((_PACKAGE / folder).rglob("*.py")):
            with contextlib.suppress(OSError):  # a link to nowhere, as editors leave
                digest.update(module.read_bytes())
    return digest.hexdigest()
