"""The contract of a source: what each reader takes and gives. One reader, one file."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

from clustering.arrays.columns import RoomForTexts, in_lists
from clustering.errors import SamestoryError
from clustering.model import Reading, Skip
from clustering.system.files import is_on_cluster
from clustering.system.progress import Progress

MAX_FILE_BYTES = 10_000_000
"""Size of the largest post and feed, and of the longest row of a table, that are read.

The largest of 5,632 real posts has 143 kB; 10 MB of the worst YAML take about 1.5 GB to parse.
"""


class Document(NamedTuple):
    """What a web address holds.

    Attributes
    ----------
    content
        Its bytes, decompressed.
    kind
        The ``Content-Type`` of the answer.
    url
        Where it was found in the end.
    """

    content: bytes
    kind: str
    url: str


class NotFetched(Exception):
    """Why there is no document."""


@dataclass(frozen=True)
class ReadOptions:
    """How to read, beside what to read.

    Attributes
    ----------
    jobs
        Processes to use; 0 for one for each core.
    columns
        For tables: pairs of a field and the column to take it from, instead of the column
        with a usual name.
    keep_columns
        Keep the columns of tables that hold no field, in ``Record.extra``.
    cache
        Folder to remember parsed posts in; ``None`` for no cache.
    date_format
        Form in which dates are tried first, such as ``%d.%m.%Y``; empty for none.
    date_order
        What comes first in dates such as ``3/10/2024``, ``day`` or ``month``; empty where the
        other dates of a source are to tell.
    outlet
        Who published the posts and rows that name no outlet; empty where nobody says it.
    fetch
        What gives the document at a web address, or raises ``NotFetched``; ``None`` where
        addresses are not read.
    followed
        The lists of feeds, by name, whose addresses are sources as well.
    room
        Where the texts of so many rows of tables are kept.
    meanwhile
        Called where other processes have begun to read, and this one has not: what it loads for
        later does not hold them up.
    """

    jobs: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    keep_columns: bool = False
    cache: Path | None = None
    date_format: str = ""
    date_order: Literal["", "day", "month"] = ""
    outlet: str = ""
    fetch: Callable[[str], Document] | None = None
    followed: tuple[str, ...] = ()
    room: RoomForTexts = in_lists
    meanwhile: Callable[[], object] | None = None


DEFAULT_OPTIONS = ReadOptions()

_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_SECRET = re.compile(r"(?<=://)[^/?#@:]*:[^/?#]*@")
"""In the storage of a cluster a name before the host may be that of a container."""


def without_login(address: str) -> str:
    """Return an address as it may be shown: without the name and the password in it."""
    return (_SECRET if is_on_cluster(address) else _LOGIN).sub("", address, count=1)


def why_unread(error: Exception) -> str:
    """Say why a file, or a part of it, could not be read: the reason of a skip.

    The one answer to whatever a library raises over what a file holds. An error of ours and a
    lack of memory are no fault of the file, and are raised again.
    """
    if isinstance(error, SamestoryError | MemoryError):
        raise error
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror})"
    return f"cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:200]})"


@contextmanager
def skipping(place: str, skipped: list[Skip]) -> Iterator[None]:
    """Note a skip for whatever the block raises over a file, and go on behind it."""
    try:
        yield
    except Exception as error:
        skipped.append(Skip(place, why_unread(error)))


class Source(ABC):
    """One kind of input; subclasses read a source of their kind into records.

    A source goes by the name the user gave it, which need not be the path of a file.

    Attributes
    ----------
    takes
        What it reads, in words a user can act on, for messages.
    """

    takes: ClassVar[str]

    @classmethod
    @abstractmethod
    def accepts(cls, name: str) -> bool:
        """Whether this reader is the one for a source (by its name, without opening it)."""

    @abstractmethod
    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read everything a source holds; broken pieces are skipped and named, never raised."""
