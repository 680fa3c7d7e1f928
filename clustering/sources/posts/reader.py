"""Reads front-matter posts and the entries of their related lists into records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from clustering.arrays.columns import Columnar, column_of
from clustering.arrays.compact import picked
from clustering.arrays.compact_values import Coded
from clustering.model import Reading, Record, Skip
from clustering.sources.base import ReadOptions, Source, why_unread
from clustering.sources.dates.order import settle_dates
from clustering.sources.fields import Fault, Fields, Post, Used, read_fields
from clustering.sources.folders import File, find_files, look_at, writable
from clustering.sources.headers.suffixes import POST_SUFFIXES, USUAL_SUFFIXES
from clustering.sources.posts.cache import PostCache
from clustering.sources.posts.post_files import FLAGS, LeftOut, Lists, read_post
from clustering.sources.posts.related import RelatedLists
from clustering.sources.sites import Site, find_site, posts_of_site
from clustering.sources.tables.columns import ColumnMapping, find_named
from clustering.sources.taken import Tally
from clustering.system.cores import usable_cores
from clustering.system.forks import beside_in_copy, map_in_copies
from clustering.system.progress import Progress
from clustering.text.parsing.limits import Unreadable

MIN_BYTES_FOR_COPIES = 1_000_000
"""Bytes of posts from which copies of this process pay: less is read in 0.02 s, and a copy and
what it hands over take as long."""

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
        mapping = options.columns
        if mapping not in self._lists:
            self._lists[mapping] = RelatedLists(partial(read_fields, mapping=mapping))
        read = partial(_read_one, lists=self._lists[mapping], mapping=mapping)
        with _read_changed(path, files, read, options, progress) as posts:
            return _joined(path, files, posts, options, find_site(path, options.outlet))


def _joined(
    path: Path, files: Sequence[File], found: Sequence[_Found], options: ReadOptions, site: Site
) -> Reading:
    """Put what files say together as records."""
    posts = iter(posts_of_site([post for post in found if isinstance(post, Post)], site))
    tally, left_out, used = Tally("file"), Counter[str](), Counter[Used]()
    names: list[str] = []
    sources: list[str] = []
    fields: list[Fields] = []
    posts_at: list[int] = []  # where the record of each post stands, before those of its list
    skipped: list[Skip] = []
    for file, said in zip(files, found, strict=True):
        source = writable(file.path.as_posix())
        if isinstance(said, Fault):
            skipped.append(Skip(source, said.reason, said.line))
            continue
        if isinstance(said, LeftOut):
            left_out[said.reason] += 1
            continue
        post = next(posts)
        used[post.used] += 1
        tally.encodings[post.encoding] += 1
        sources.append(source)
        posts_at.append(len(names))
        names.append(file.name)
        fields.append(post.own)
        if isinstance(post.related, Fault):
            skipped.append(Skip(f"{source}#related", post.related.reason))
            continue
        kept = [entry for entry in post.related if isinstance(entry, Fields)]
        places: Iterable[int] = range(len(kept))
        if len(kept) < len(post.related):
            told = list(enumerate(post.related))
            places = [at for at, one in told if isinstance(one, Fields)]
            faults = [(at, one) for at, one in told if isinstance(one, Fault)]
            skipped += [Skip(f"{source}#related[{at}]", one.reason) for at, one in faults]
        names += [f"{file.name}#related[{at}]" for at in places]
        fields += kept
    place = writable(path.as_posix())
    _note(used, tally)
    if not fields:
        return Reading([], skipped, len(files), taken=(tally.sum_up(place, left_out),))
    own = np.array(posts_at)
    post_of = np.repeat(np.arange(len(own)), np.diff(own, append=len(names)))
    related_to = post_of.copy()
    related_to[own] = len(own)
    columns = _columns(fields) | {
        "name": names,
        "source": Coded(post_of, sources),
        "related_to": Coded(related_to, [*map(names.__getitem__, posts_at), ""]),
    }
    records = settle_dates(Columnar(Record, len(names), columns), options)
    dated = list(picked(column_of(records, "published"), own))
    tally.set_count("published", len(dated) - dated.count(None))
    notes = [*_tell_mapping(options.columns, tally), *([site.fault] if site.fault else [])]
    posts_own = map(fields.__getitem__, posts_at)
    unnamed = sum(not (one.outlet_name or one.outlet_domain or one.urls) for one in posts_own)
    taken = replace(tally.sum_up(place, left_out, notes), without_outlet=unnamed)
    return Reading(records, skipped, len(files), taken=(taken,))


def _columns(fields: Sequence[Fields]) -> dict[str, Sequence[Any]]:
    """Return columns of what records say; related lists repeat entries, which are kept once."""
    said = dict(zip(map(id, fields), fields, strict=True))
    code = dict(zip(said, range(len(said)), strict=True))
    codes = np.fromiter(map(code.__getitem__, map(id, fields)), np.int32, len(fields))
    by_name = zip(Fields._fields, zip(*said.values(), strict=True), strict=True)
    return {name: Coded(codes, values) for name, values in by_name}


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


@contextmanager
def _read_changed(
    path: Path,
    files: Sequence[File],
    read: Callable[[File], _Found],
    options: ReadOptions,
    progress: Progress | None,
) -> Iterator[Sequence[_Found]]:
    """Read files, and give what they say; those of a folder that are known, out of the cache.

    What is new is remembered while the body runs.
    """
    cache = PostCache.of(path, files, options)
    if cache is None:
        yield _read_all(files, read, options, progress)
        return
    known = cache.load()
    changed = [file for file in files if file.name not in known]
    fresh = iter(_read_all(changed, read, options, progress))
    found = [known.get(file.name) or next(fresh) for file in files]
    pairs = zip(files, found, strict=True)
    posts = {file.name: post for file, post in pairs if isinstance(post, Post)}
    save = partial(cache.save, posts, is_changed=bool(changed))
    with beside_in_copy(save, usable_cores(options.jobs) if changed else 1):
        yield found


def _read_all(
    files: Sequence[File],
    read: Callable[[File], _Found],
    options: ReadOptions,
    progress: Progress | None,
) -> list[_Found]:
    """Read files in this process and, where they are many, in copies of it."""
    is_much = sum(file.size for file in files) >= MIN_BYTES_FOR_COPIES
    tell = (lambda done: progress("reading posts", done, len(files))) if progress else None
    cores = usable_cores(options.jobs) if is_much else 1
    return map_in_copies(read, files, cores, tell, options.meanwhile)


def _read_one(file: File, lists: Lists, mapping: ColumnMapping) -> _Found:
    try:
        return read_post(file, lists, mapping)
    except Unreadable as error:
        return Fault(error.reason, error.line)
    except Exception as error:
        return Fault(why_unread(error))
