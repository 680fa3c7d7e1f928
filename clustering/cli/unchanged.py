"""Leaves a report as it is whose sources, settings and files have not changed since it was made."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from clustering.cli.options import RunOptions, fill_options
from clustering.errors import UsageError
from clustering.system import user_cache
from clustering.version import __version__

if TYPE_CHECKING:
    from clustering.settings.model import Chosen

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = (".dist-info", ".egg-info")
_HASHING_THREADS = 2  # the largest file is most of a report


@dataclass
class RememberedReport:
    """What a report is made from, and where it is remembered that it was made.

    ``made_from`` is a digest of all that bears on the report, ``place`` the file in the user's
    cache that remembers it; ``is_settled`` says that all its files are old enough to be known by
    their times.
    """

    place: Path
    made_from: str
    is_settled: bool
    _files: dict[str, str] = field(default_factory=dict)

    def summary_if_unchanged(self, out: Path) -> str | None:
        """Return what was said of the report in ``out``; ``None`` when it is to be made anew.

        It is where anything that it was made from, or any of its files, is not as it was.
        """
        try:
            remembered = json.loads(user_cache.read_kept(self.place))
            if remembered["made_from"] != self.made_from:
                return None
            summary, files = str(remembered["summary"]), remembered["files"]
            if not files or _names_in(out) != sorted(files) or _digests(out, files) != files:
                return None
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return None
        user_cache.touch_kept(self.place)
        return summary

    def take_files(self, folder: Path) -> None:
        """Note what the files of a report hold, before it takes its place."""
        if self.is_settled:
            self._files = _digests(folder, _names_in(folder))

    def save(self, summary: str) -> None:
        """Remember the report, unless a file that it was made from has only just changed."""
        if self.is_settled:
            said = {"made_from": self.made_from, "summary": summary, "files": self._files}
            user_cache.write_kept(self.place, json.dumps(said).encode())


def remembered_report(
    sources: Sequence[str],
    chosen: Chosen,
    options: RunOptions,
    out: Path,
    how: Sequence[object],
) -> RememberedReport | None:
    """Look at all that bears on a report; ``None`` for one that is always made.

    That is without the cache, and where files do not tell what is read: see
    ``sources/inputs.py``. ``how`` is what else the user asked for.
    """
    home = user_cache.default_folder()
    if options.no_cache or options.follow or home is None:
        return None
    from clustering.sources.folders import look_at
    from clustering.sources.inputs import find_inputs

    began = time.time_ns()
    options = replace(fill_options(options, chosen.beside), quiet=False, debug=False)
    try:
        inputs = find_inputs(sources)
        if inputs is None:
            return None
        if options.labels:
            inputs.append(look_at(options.labels, str(options.labels)))
    except (OSError, ValueError, UsageError):  # the run says what is wrong with them
        return None
    digest = sha256()
    places = [os.path.realpath(source) for source in sources]
    settings = chosen.settings.model_dump(), sorted(chosen.origins.items())
    for part in (list(sources), places, settings, options, list(how), *_versions(), *inputs):
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    newest = max((max(file.modified, file.touched) for file in inputs), default=0)
    return RememberedReport(
        user_cache.place_of(home, Path(os.path.realpath(out)), user_cache.REPORT),
        digest.hexdigest(),
        is_settled=newest < began - user_cache.MIN_AGE,
    )


def _versions() -> Iterator[object]:
    """Tell this program from others: its files, its Python and the libraries installed."""
    yield __version__, sys.version
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with suppress(OSError):  # a link to nowhere, as editors leave
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - half as long
                yield folder, name, status.st_size, status.st_mtime_ns
    for place in sys.path:
        with suppress(OSError):  # nothing is imported from what cannot be listed
            if os.path.isdir(place):  # noqa: PTH112 - the empty text stands for no folder
                yield sorted(name for name in os.listdir(place) if name.endswith(_INSTALLED))  # noqa: PTH208


def _names_in(folder: Path) -> list[str]:
    """Return the names of what is in a folder, but for what file managers hide there."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    def digest_of(path: Path) -> str:
        if not path.is_file():  # opening a pipe would wait for ever
            return ""
        with path.open("rb") as stream:
            return file_digest(stream, sha256).hexdigest()

    listed = list(names)
    with ThreadPoolExecutor(_HASHING_THREADS) as pool:
        digests = pool.map(digest_of, [folder / name for name in listed])
        return dict(zip(listed, digests, strict=True))
