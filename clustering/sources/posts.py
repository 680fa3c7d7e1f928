"""Reads front-matter posts and the entries of their related lists into records."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

from clustering.arrays.build import build_frozen
from clustering.model import Reading, Record, Skip
from clustering.sources.base import Limits, ReadOptions, Source, why_unread
from clustering.sources.cache import PostCache
from clustering.sources.fields import Fields, Post, read_fields
from clustering.sources.folders import File, find_files, look_at, writable
from clustering.sources.frontmatter import Fault, Unreadable, decode, find_front_matter, load
from clustering.sources.names import RELATED
from clustering.sources.related import RelatedLists
from clustering.sources.values import type_name
from clustering.system.processes import count_piece, map_in_processes, usable_processes
from clustering.system.progress import Progress

POST_SUFFIXES = (".md", ".markdown", ".txt")

MIN_BYTES_FOR_PROCESSES = 20_000_000
"""Bytes from which other processes pay: one needs 0.3 to 2 s for so many, and starting
others about 0.5 s."""

Lists = RelatedLists[Fields | Fault]


class PostSource(Source):
    """A folder of posts, searched with its subfolders, or a single post.

    One instance may read many paths, and remembers related entries from one to the next.
    """

    kind: ClassVar[str] = "posts"
    takes: ClassVar[str] = "a folder of posts or one post (.md, .markdown, .txt)"

    def __init__(self) -> None:
        self._lists: dict[Limits, Lists] = {}

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the source is a folder or its name has the suffix of a post."""
        path = Path(name)
        return path.is_dir() or path.suffix.lower() in POST_SUFFIXES

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every post and every entry of its related list into a record.

        Records are named by their path inside the folder, as in ``2023/x.md#related[3]``,
        so that a result does not depend on where the folder lies. Of a key that occurs
        twice the last value counts, as in site generators. A post that cannot be read is
        skipped together with its related list.
        """
        path = Path(name)
        files = (
            find_files(path, POST_SUFFIXES)
            if path.is_dir()
            else [look_at(path, writable(path.name))]
        )
        lists = self._lists.setdefault(options.limits, _make_lists(options.limits))
        posts = _read_changed(path, files, lists, options, progress)
        names: list[str] = []
        sources: list[str] = []
        fields: list[Fields] = []
        related_to: list[str] = []
        skipped: list[Skip] = []
        for file, post in zip(files, posts, strict=True):
            source = writable(file.path.as_posix())
            if isinstance(post, Fault):
                skipped.append(Skip(source, post.reason, post.line))
                continue
            names.append(file.name)
            fields.append(post.own)
            related_to.append("")
            if isinstance(post.related, Fault):
                skipped.append(Skip(f"{source}#related", post.related.reason))
            else:
                for position, entry in enumerate(post.related):
                    if isinstance(entry, Fault):
                        skipped.append(Skip(f"{source}#related[{position}]", entry.reason))
                    else:
                        names.append(f"{file.name}#related[{position}]")
                        fields.append(entry)
                        related_to.append(file.name)
            sources += [source] * (len(names) - len(sources))
        columns: dict[str, Any] = dict(zip(Fields._fields, zip(*fields, strict=True), strict=False))
        if not fields:
            return Reading([], skipped, len(files))
        columns |= {"name": names, "source": sources, "related_to": related_to}
        return Reading(build_frozen(Record, len(names), columns), skipped, len(files))


def _read_changed(
    path: Path,
    files: Sequence[File],
    lists: Lists,
    options: ReadOptions,
    progress: Progress | None,
) -> Iterator[Post | Fault]:
    """Read files in order; those of a folder that an earlier run has read, out of the cache."""
    cache = PostCache.of(path, files, options)
    if cache is None:
        yield from _read_all(files, lists, options, progress)
        return
    known = cache.load()
    changed = [file for file in files if file.name not in known]
    posts: dict[str, Post] = {}
    with closing(_read_all(changed, lists, options, progress)) as fresh:
        for file in files:
            post = known.get(file.name) or next(fresh)
            if isinstance(post, Post):
                posts[file.name] = post
            yield post
    cache.save(posts, is_changed=bool(changed))


def _read_all(
    files: Sequence[File], lists: Lists, options: ReadOptions, progress: Progress | None
) -> Generator[Post | Fault, None, None]:
    """Read files in order, in this process or, where it pays, in several."""
    posts: Iterator[Post | Fault]
    most = 0

    def tell(done: int) -> None:
        nonlocal most
        most = max(most, done)
        if progress:
            progress("reading posts", most, len(files))

    size = sum(file.size for file in files)
    processes = usable_processes(options.jobs) if size >= MIN_BYTES_FOR_PROCESSES else 1
    if processes > 1:
        # One chunk each: 16 chunks of the real posts share so few entries that twice as
        # many have to be parsed as in 4.
        chunks = _cut_evenly(files, size // processes + 1)
        read_chunk = partial(_read_chunk, limits=options.limits)
        watch = tell if progress else None
        posts = chain.from_iterable(map_in_processes(read_chunk, chunks, processes, watch))
    else:
        posts = _read_in_turn(files, lists, options.limits)
    for done, post in enumerate(posts, start=1):
        yield post
        tell(done)


def _cut_evenly(files: Sequence[File], size: int) -> list[list[File]]:
    """Cut a list of files into pieces of about ``size`` bytes each, in order."""
    chunks: list[list[File]] = []
    room = 0
    for file in files:
        if room <= 0:
            chunks.append([])
            room = size
        chunks[-1].append(file)
        room -= file.size
    return chunks


def _make_lists(limits: Limits) -> Lists:
    return RelatedLists(lambda text: read_fields(load(text, limits)))


def _read_chunk(files: Sequence[File], limits: Limits) -> list[Post | Fault]:
    posts = []
    for post in _read_in_turn(files, _make_lists(limits), limits):
        posts.append(post)
        count_piece()
    return posts


def _read_in_turn(files: Sequence[File], lists: Lists, limits: Limits) -> Iterator[Post | Fault]:
    for file in files:
        try:
            yield _read_post(file, lists, limits)
        except Unreadable as error:
            yield error.fault
        except Exception as error:
            yield Fault(why_unread(error))


def _read_post(file: File, lists: Lists, limits: Limits) -> Post | Fault:
    if file.fault:
        return Fault(file.fault)
    if file.size > limits.file_bytes:
        return Fault(f"larger than the limit of {limits.file_bytes:,} bytes")
    front_matter = find_front_matter(decode(file.path.read_bytes()))
    return _read_cut(front_matter, lists, limits) or _read_whole(front_matter, limits)


def _read_cut(front_matter: str, lists: Lists, limits: Limits) -> Post | Fault | None:
    """Read a plain post in parts; ``None`` where it has to be read as a whole."""
    cut = lists.cut(front_matter)
    if cut is None:
        return None
    try:
        values = load(cut.rest, limits)
    except Unreadable:
        return None
    if not isinstance(values, dict) or RELATED in values:
        return None
    own = read_fields(values)
    return own if isinstance(own, Fault) else Post(own, cut.entries)


def _read_whole(front_matter: str, limits: Limits) -> Post | Fault:
    values = load(front_matter, limits)
    own = read_fields({} if values is None else values)
    if isinstance(own, Fault):
        return own
    related = values.get(RELATED) if isinstance(values, dict) else None
    if related is None:
        return Post(own, [])
    if not isinstance(related, list):
        return Post(own, Fault(f"{type_name(related)}, not a list"))
    return Post(own, [read_fields(entry) for entry in related])
