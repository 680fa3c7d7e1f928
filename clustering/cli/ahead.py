"""Loads what a run comes to need, in the time in which other processes read its sources."""

from __future__ import annotations

from importlib import import_module

_LATE = ("clustering.pipeline", "courlan", "ftfy")  # the two others where they are needed first


def load_ahead() -> None:
    """Load what nearly every run over many posts comes to need once these are read.

    Of 4,958 posts it takes .5 s of the processor, in which another process reads.
    """
    for name in _LATE:
        import_module(name)
    from clustering.reporting import load_writers
    from clustering.reporting.html import load_templates
    from clustering.text.frequencies import word_frequencies
    from clustering.text.languages import languages_of_texts

    load_writers()
    load_templates()
    word_frequencies(["storm"])  # reads the list of words of English
    languages_of_texts(["Storm"])  # and those of the other languages
