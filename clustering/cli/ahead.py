"""Loads the modules and word lists that a run needs later, while other processes read sources."""

from __future__ import annotations

from importlib import import_module

# The pipeline imports all stages; courlan and ftfy are imported by the first call that needs them.
_LATE = ("clustering.pipeline", "courlan", "ftfy")


def load_ahead() -> None:
    """Load what nearly every run over many posts needs once they are read.

    It takes 0.5 s of the processor, in which another process reads (measured with 4,958 posts).
    """
    for name in _LATE:
        import_module(name)
    from clustering.reporting import load_writers
    from clustering.reporting.page.html import load_templates
    from clustering.text.frequencies import word_frequencies
    from clustering.text.languages import languages_of_texts

    load_writers()
    load_templates()
    word_frequencies(["storm"])  # reads the word list of English
    languages_of_texts(["Storm"])  # reads the word lists of the other languages
