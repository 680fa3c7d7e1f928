"""The ``--store`` of ``report``: a run that brings its articles into a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clustering.cli.streams import write_message
from clustering.text.english import counted

if TYPE_CHECKING:
    from clustering.answers.file import Answers
    from clustering.model import Reading
    from clustering.result import Result
    from clustering.settings.model import Settings
    from clustering.store.news_items import News
    from clustering.system.progress import Progress
    from clustering.vectors.meaning.source import MeaningSource

RENEWED = "word weights were measured anew; some stories may have moved."


class StoredRun:
    """One run over a store.

    When it is done, ``news`` tells what is new by it, and ``renewed`` whether the word weights were
    measured anew.
    """

    def __init__(self, path: Path, *, renew: bool, quiet: bool) -> None:
        self.news: News | None = None
        self.renewed = False
        self._path, self._renew, self._quiet = path, renew, quiet

    def update(
        self,
        reading: Reading,
        settings: Settings,
        labels: Answers | None,
        sources: Sequence[str],
        progress: Progress | None,
        meaning: MeaningSource | None = None,
    ) -> Result:
        """Run, and return the stories with the ids that they keep."""
        from clustering.sources.base import without_login
        from clustering.store import open_store, update
        from clustering.store.news import collect_news

        with open_store(self._path, create=True) as store:
            done = update(
                store,
                reading,
                settings,
                answers=labels,
                sources=list(map(without_login, sources)),
                renew=self._renew,
                progress=progress,
                meaning=meaning,
            )
            self.news = collect_news(store, "last")
            self.renewed = done.renewed
        if not self._quiet:
            if done.settled:
                told = counted(done.settled, "record")
                write_message(
                    f"{told} of stories to which nothing came for two windows or more: in the "
                    "store, and not in this report; a report without --store shows them."
                )
            if done.renewed:
                write_message(RENEWED)
        return done.result
