"""Which files that `watch` reads have changed since the last round that read them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from clustering.system.user_cache import MIN_AGE
from clustering.version import __version__

if TYPE_CHECKING:
    from datetime import datetime

    from clustering.cli.options import RunOptions
    from clustering.fetching import Known
    from clustering.settings.model import Chosen


class OwnFiles:
    """The sources on this machine, and the file of labels, as they are at one moment.

    ``changed`` are the sources to read; ``has_new_labels`` says whether the labels have changed.
    """

    def __init__(
        self,
        sources: Sequence[str],
        chosen: Chosen,
        options: RunOptions,
        known: Mapping[str, Known],
    ) -> None:
        how = (
            __version__,  # a newer reader may read more
            chosen.settings,
            options.columns,
            options.outlet,
            options.date_format,
            options.day_first,
        )
        labels = str(options.labels) if options.labels else ""
        self._digests = {source: _digest_of(source, how) for source in [*sources, labels] if source}
        self._known = known
        self.changed = [source for source in sources if self._is_new(source)]
        self.has_new_labels = bool(labels) and self._is_new(labels)

    def _is_new(self, source: str) -> bool:
        before, now = self._known.get(source), self._digests[source]
        return not now or before is None or before.digest != now

    def learned(self, now: datetime) -> list[Known]:
        """Return what is to be remembered once all that changed is in the store."""
        from clustering.fetching import Known

        return [
            Known(source, digest=digest, checked=now)
            for source, digest in self._digests.items()
            if digest and self._is_new(source)
        ]


def _digest_of(source: str, how: object) -> str:
    """Return what a source is known by; empty where files do not tell it, or not yet."""
    from clustering.sources.inputs import find_inputs

    began = time.time_ns()
    try:
        files = find_inputs([source])
    except (OSError, ValueError):
        return ""
    if files is None or any(max(f.modified, f.touched) > began - MIN_AGE for f in files):
        return ""
    return sha256(repr((how, files)).encode("utf-8", "surrogatepass")).hexdigest()
