"""Takes web addresses that were named as sources; they are not fetched yet, and it says so."""

from __future__ import annotations

from typing import ClassVar

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources.base import ReadOptions, Source
from clustering.system.files import is_on_web
from clustering.system.progress import Progress


class AddressSource(Source):
    """A page, a feed or a file on the web."""

    kind: ClassVar[str] = "address"
    takes: ClassVar[str] = "the file that an address gives, once you have saved it"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name is a web address."""
        return is_on_web(name)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Refuse the address.

        Raises
        ------
        UsageError
            Always, with what to do instead.
        """
        raise UsageError(
            f"{name}: nothing is fetched from the web; save what the address gives and name the "
            "file, with an ending that says what it is, such as feed.xml or articles.json."
        )
