"""Reads front-matter posts and the entries of their related lists into records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any, ClassVar

from clustering.arrays.columns import Columnar, column_of
from clustering.model import Reading, Record, Skip
from clustering.sources.base import ReadOptions, Source, why_unread
from clustering.sources.cache import PostCache
from clustering.sources.columns import ColumnMapping, find_named
from clustering.sources.dates.order import settle_dates
from clustering.sources.fields import Fields, Post, Used
from clustering.sources.folders import File, find_files, look_at, writable
from clustering.sources.frontmatter import Fault
from clustering.sources.headers.suffixes import POST_SUFFIXES, USUAL_SUFFIXES
from clustering.sources.post_files import FLAGS, LeftOut, Lists, make_lists, read_post
from clustering.sources.taken import Tally
from clustering.system.processes import count_piece, map_in_processes, usable_processes
from clustering.system.progress import Progress
from clustering.text.limits import Unreadable

MIN_SECONDS_FOR_PROCESSES = 4.0
"""Processor time that is left to read, from which other processes pay. Starting one takes 0.5 s,
handing over what it read as long as reading it where posts list the same entries: 4,958 such posts
take one process 1.7 s, and two 3 s together."""

_SHARE_TRIED = 1 / 8  # of this time, after which what is left is told from what was read

_Found = Post | Fault | LeftOut


class PostSource(Source):
    """A folder of posts, searched with its subfolders, or a single post.

    One instance may read many paths, and remembers related entries from one to the next.
    """

    takes: ClassVar[str] = f"a folder of posts or one post ({USUAL_SUFFIXES})"

    def __init__(self) -> None:
        self._lists: dict[ColumnMapping, Lists] = {}

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
        lists = self._lists.setdefault(options.columns, make_lists(options.columns))
        posts = _read_changed(path, files, lists, options, progress)
        tally, left_out, used = Tally("file"), Counter[str](), Counter[Used]()
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
            if isinstance(post, LeftOut):
                left_out[post.reason] += 1
                continue
            used[post.used] += 1
            tally.encodings[post.encoding] += 1
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
        place = writable(path.as_posix())
        _note(used, tally)
        if not fields:
            return Reading([], skipped, len(files), taken=(tally.sum_up(place, left_out),))
        columns |= {"name": names, "source": sources, "related_to": related_to}
        records = settle_dates(list(Columnar(Record, len(names), columns)), options)
        published = column_of(records, "published")
        dated = [date for post, date in zip(related_to, published, strict=True) if not post]
        tally.set_count("published", len(dated) - dated.count(None))
        taken = tally.sum_up(place, left_out, _tell_mapping(options.columns, tally))
        return Reading(records, skipped, len(files), taken=(taken,))


def _note(used: Mapping[Used, int], tally: Tally) -> None:
    """Count which keys gave what; most posts have the same."""
    for (fields, others), posts in used.items():
        tally.records += posts
        for field, key in fields:
            tally.count(field, (key,), posts)
        tally.note_others(key for key in others if key.lower() not in FLAGS)
    del tally.encodings[""]


def _tell_mapping(mapping: ColumnMapping, tally: Tally) -> list[str]:
    """Say which of the keys that the user named no post has; another source may have them."""
    names = sorted(tally.names)
    return [
        f"no post has {key!r} to take the {field} from"
        for field, key in mapping
        if tally.records and not find_named(((field, key),), names)
    ]


def _read_changed(
    path: Path,
    files: Sequence[File],
    lists: Lists,
    options: ReadOptions,
    progress: Progress | None,
) -> Iterator[_Found]:
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
) -> Generator[_Found, None, None]:
    """Read files in order, in this process or, where it pays, the later ones in several."""
    mapping = options.columns
    most = 0

    def tell(done: int) -> None:
        nonlocal most
        most = max(most, done)
        if progress:
            progress("reading posts", most, len(files))

    processes = usable_processes(options.jobs)
    began = process_time()
    size, left = 0, sum(file.size for file in files)
    for done, (file, post) in enumerate(
        zip(files, _read_in_turn(files, lists, mapping), strict=True), start=1
    ):
        yield post
        tell(done)
        size, left = size + file.size, left - file.size
        if processes > 1 and _pays(process_time() - began, size, left):
            break
    else:
        return
    # One chunk each: 16 chunks of the real posts share so few entries that twice as many have to be
    # parsed as in 4.
    chunks = _cut_evenly(files[done:], left // processes + 1)
    read_chunk = partial(_read_chunk, mapping=mapping)
    watch = (lambda pieces: tell(done + pieces)) if progress else None
    posts = chain.from_iterable(map_in_processes(read_chunk, chunks, processes, watch))
    for position, post in enumerate(posts, start=done + 1):
        yield post
        tell(position)


def _pays(seconds: float, size: int, left: int) -> bool:
    """Whether what is left takes long, at the speed so far, which only grows."""
    least = MIN_SECONDS_FOR_PROCESSES
    return left > 0 and seconds >= least * _SHARE_TRIED and seconds * left >= least * size


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


def _read_chunk(files: Sequence[File], mapping: ColumnMapping) -> list[_Found]:
    posts = []
    for post in _read_in_turn(files, make_lists(mapping), mapping):
        posts.append(post)
        count_piece()
    return posts


def _read_in_turn(files: Sequence[File], lists: Lists, mapping: ColumnMapping) -> Iterator[_Found]:
    for file in files:
        try:
            yield read_post(file, lists, mapping)
        except Unreadable as error:
            yield Fault(error.reason, error.line)
        except Exception as error:
            yield Fault(why_unread(error))
