"""Loads the modules and word lists of commands, in a process that others are copied from."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module

import clustering
from clustering import cluster
from tests.factories import make_record

_SELDOM = ("estimator", "public", "serve", "__main__")
"""Parts that load large libraries which few commands need."""

for _found in pkgutil.walk_packages(clustering.__path__, "clustering."):
    if _found.name.split(".")[1] not in _SELDOM and not _found.name.endswith(".spark"):
        import_module(_found.name)
# Titles in several languages: to read the lists of all takes longer than to group a few posts.
cluster(
    [
        make_record("one", "The harbour is shut and the ferry waits for a tug"),
        make_record("two", "Der Hafen ist zu und die Fähre wartet auf den Schlepper"),
        make_record("three", "Le port est fermé et le bac attend un remorqueur"),
    ],
    jobs=1,
)
gc.freeze()
