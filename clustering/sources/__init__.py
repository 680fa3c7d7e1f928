"""The way into the corridor: picks a reader for each source and joins what they read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from clustering.arrays.columns import RoomForTexts, column_of, joined, replaced, with_columns
from clustering.arrays.keys import repeated_texts
from clustering.errors import NothingReadable, UsageError
from clustering.model import Reading, Record, Skip
from clustering.sources.addresses import AddressSource
from clustering.sources.base import (
    DEFAULT_OPTIONS,
    ReadOptions,
    Source,
    skipping,
    without_login,
)
from clustering.sources.dates.ahead import without_dates_ahead
from clustering.sources.documents import DocumentSource
from clustering.sources.feeds import reader as feeds
from clustering.sources.feeds.reader import FeedSource
from clustering.sources.folders import find_files, writable
from clustering.sources.headers.suffixes import USUAL_SUFFIXES
from clustering.sources.mojibake import mend_records
from clustering.sources.posts.reader import PostSource
from clustering.sources.standard_input import StandardInput
from clustering.sources.tables import reader as tables
from clustering.sources.tables.cluster_folders import ClusterFolderSource
from clustering.sources.tables.parquet import ParquetFolderSource
from clustering.sources.tables.reader import TableSource
from clustering.sources.taken import left_out_in_words
from clustering.system.files import (
    STANDARD_INPUT,
    has_path,
    is_on_cluster,
    is_on_web,
    is_sqlite,
    real_path,
)
from clustering.system.garbage import garbage_collection_paused
from clustering.system.progress import Progress
from clustering.text.english import counted

READERS: tuple[type[Source], ...] = (
    StandardInput,
    AddressSource,
    ClusterFolderSource,
    ParquetFolderSource,
    PostSource,
    TableSource,
    DocumentSource,
    FeedSource,
)

MAX_REASONS_NAMED = 3


def read_sources(
    sources: Sequence[Path | str],
    options: ReadOptions = DEFAULT_OPTIONS,
    progress: Progress | None = None,
) -> Reading:
    """Read sources into records with names that are unique among them.

    Parameters
    ----------
    sources
        Folders, posts, tables, feeds, web addresses where ``options.fetch`` is given, and ``-``
        for JSON lines on standard input. A source that is named twice, or lies in a folder that is
        named as well, is read once.
    options
        How to read them.
    progress
        Called while reading.

    Returns
    -------
    Reading
        Records in the order of the sources and, inside them, of path or line. Where two
        sources give the same name, the names of both are preceded by the source.

    Raises
    ------
    UsageError
        For no source, a kind of file that is not read, or a table without a title or URL
        column.
    NothingReadable
        For a path that is not there, and when there is no record in all of the sources, unless
        all of these are lists that are followed.
    """
    given = [str(source) for source in sources]
    if not given:
        raise UsageError(f"No source is named. {_kinds()}")
    for name in given:
        _check(name)
    names = _leave_out_repeats(given)
    readers = [reader() for reader in READERS]
    picked = [_pick_reader(name, readers) for name in names]
    readings = []
    with garbage_collection_paused():
        for name, reader in zip(names, picked, strict=True):
            if progress:
                path = Path(name)
                progress(
                    "reading posts" if isinstance(reader, PostSource) else f"reading {path.name}",
                    0,
                    None,
                )
            reading = Reading([], [], 1)
            with skipping(_shown(name), reading.skipped):
                reading = reader.read(name, options, progress)
            readings.append(_mended(reading))
    for name, reading in zip(names, readings, strict=True):
        if not (reading.records or reading.skipped or name in options.followed):
            reading.skipped.append(Skip(_shown(name), _explain_nothing(name, reading)))
    skipped = [skip for reading in readings for skip in reading.skipped]
    readings = _align_extras(readings)
    records = without_dates_ahead(_name_apart(names, readings, options.room))
    if skipped and not records:  # a list that is followed may have nothing of its own
        raise NothingReadable(_sum_up(skipped))
    files = sum(reading.files for reading in readings)
    taken = tuple(taken for reading in readings for taken in reading.taken)
    return Reading(records, skipped, files, readings[0].extra_columns, taken)


def _mended(reading: Reading) -> Reading:
    """Mend what was decoded wrongly before it came here, and say so."""
    records, changed = mend_records(reading.records)
    if not changed:
        return reading
    told = f"{counted(changed, 'record')} had text that was decoded wrongly before; it is mended"
    taken = tuple(replace(taken, notes=(*taken.notes, told)) for taken in reading.taken[:1])
    return replace(reading, records=records, taken=(*taken, *reading.taken[1:]))


def _check(name: str) -> None:
    """Refuse a wrong path; a link to nothing is a broken file, which its reader skips."""
    if not has_path(name):
        return
    path = Path(name)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if not path.is_symlink():
            raise NothingReadable(f"{path}: no such file or folder; check the path.") from None
    except OSError as error:
        raise NothingReadable(f"{path}: not readable ({error.strerror}); check the path.") from None
    except ValueError:  # a null character
        raise NothingReadable(f"{name!r}: no path can be so; check it.") from None


def _shown(name: str) -> str:
    return writable(Path(name).as_posix()) if has_path(name) else without_login(name)


def _leave_out_repeats(names: Sequence[str]) -> list[str]:
    """Leave out sources named before, and posts that a folder among them holds as well."""
    real_paths = {name: real_path(name) for name in names}
    folders = {real for real in real_paths.values() if real.is_dir()}
    kept: dict[Path, str] = {}
    for name, real in real_paths.items():
        if not (PostSource.accepts(name) and _lies_in(real, folders)):
            kept.setdefault(real, name)
    return list(kept.values())


def _lies_in(path: Path, folders: set[Path]) -> bool:
    for folder in path.parents:
        if folder in folders:
            inside = path.relative_to(folder).parts
            return not any(part.startswith(".") for part in inside)  # hidden ones are not read
    return False


def _pick_reader(name: str, readers: Sequence[Source]) -> Source:
    for reader in readers:
        if reader.accepts(name):
            return reader
    if is_sqlite(Path(name)):
        raise UsageError(
            f"{Path(name)}: an SQLite file is no source. A store is for `samestory news`, "
            "`serve`, `label` and `explain`; `samestory report SOURCE --store FILE` shows its open "
            "stories."
        )
    raise UsageError(f"{Path(name)}: this kind of file is not read. {_kinds()}")


def _kinds() -> str:
    return f"What is read: {'; '.join(reader.takes for reader in READERS)}."


def _name_apart(
    names: Sequence[str], readings: Sequence[Reading], room: RoomForTexts
) -> Sequence[Record]:
    """Join the records; where readings share a name, precede theirs by the source."""
    if len(readings) > 1:
        used = [set(column_of(reading.records, "name")) for reading in readings]
        uses = Counter(chain.from_iterable(used))
        readings = [
            _qualify(name, reading) if any(uses[own] > 1 for own in some) else reading
            for name, reading, some in zip(names, readings, used, strict=True)
        ]
    records = joined([reading.records for reading in readings], room)
    own_names = column_of(records, "name")
    seen: Counter[str] = Counter()
    changes = {}
    for position in repeated_texts(own_names).tolist():
        name = own_names[position]
        seen[name] += 1
        if seen[name] > 1:
            changes[position] = {"name": f"{name} ({seen[name]})"}
    return replaced(records, changes)


def _align_extras(readings: Sequence[Reading]) -> list[Reading]:
    """Give the records of all readings the same extra columns, in the order of the sources."""
    columns = tuple(dict.fromkeys(name for r in readings for name in r.extra_columns))
    return [
        reading if reading.extra_columns == columns else _widen(reading, columns)
        for reading in readings
    ]


def _widen(reading: Reading, columns: tuple[str, ...]) -> Reading:
    places = {name: place for place, name in enumerate(reading.extra_columns)}

    def widened(extra: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(extra[places[name]] if name in places else "" for name in columns)

    extra = list(map(widened, column_of(reading.records, "extra")))
    records = with_columns(reading.records, {"extra": extra})
    return replace(reading, records=records, extra_columns=columns)


def _qualify(given: str, reading: Reading) -> Reading:
    path = Path(given)

    def qualified(name: str) -> str:
        if is_on_web(given) and name.startswith(source):
            return name
        if path.is_dir():
            return f"{source}/{name}"
        if name.startswith(file_name):
            return source + name.removeprefix(file_name)
        return f"{source}#{name}"  # the id of a row

    source, file_name = _shown(given), writable(path.name)
    related_to = column_of(reading.records, "related_to")
    columns = {
        "name": list(map(qualified, column_of(reading.records, "name"))),
        "related_to": [post and qualified(post) for post in related_to],
    }
    return replace(reading, records=with_columns(reading.records, columns))


def _explain_nothing(name: str, reading: Reading) -> str:
    if left_out := [pair for taken in reading.taken for pair in taken.left_out]:
        return f"holds no published post ({', '.join(left_out_in_words(left_out))})"
    if name == STANDARD_INPUT:
        return "nothing came in on standard input"
    if is_on_web(name) or FeedSource.accepts(name):
        return "the feed has no entries"
    if DocumentSource.accepts(name):
        return "the list of articles is empty"
    path = Path(name)
    if is_on_cluster(name) or not path.is_dir() or ParquetFolderSource.accepts(name):
        return "the table has no rows"
    reason = f"holds no posts ({USUAL_SUFFIXES})"
    for kind, suffixes in (("table", tables.TABLE_SUFFIXES), ("feed", feeds.SURE_SUFFIXES)):
        if found := find_files(path, suffixes):
            return f"{reason}; to read a {kind} name the file: {found[0].path}"
    return reason


def _sum_up(skipped: Sequence[Skip]) -> str:
    first = "; ".join(str(skip) for skip in skipped[:MAX_REASONS_NAMED])
    if len(skipped) == 1:
        return f"{first}."
    more = (
        f"; and {len(skipped) - MAX_REASONS_NAMED:,} more"
        if len(skipped) > MAX_REASONS_NAMED
        else ""
    )
    return f"Nothing could be read, {len(skipped):,} skipped: {first}{more}."
