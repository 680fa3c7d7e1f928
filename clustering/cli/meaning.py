"""What commands do about languages: find the encoder, and tell who has several how they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustering.cli.streams import write_message

if TYPE_CHECKING:
    from clustering.result import Result
    from clustering.settings.model import Settings
    from clustering.vectors.meaning.source import MeaningSource

ACROSS = (
    "one event in two of them is two stories; --meaning across joins them "
    "(pip install 'samestory[languages]')."
)


def find_meaning(settings: Settings, *, no_cache: bool) -> MeaningSource | None:
    """Find the encoder before anything is read, so that a missing one is told at once."""
    if settings.meaning == "off":
        return None
    from clustering.system.user_cache import default_folder
    from clustering.vectors.meaning.source import meaning_source

    return meaning_source(settings, None if no_cache else default_folder())


def tell_languages(result: Result) -> None:
    """Say on stderr how articles in several languages can meet, where they cannot so far."""
    from clustering.vectors.meaning.encode import several_languages

    if result.settings.meaning == "off" and (told := several_languages(result.articles)):
        write_message(f"{told}: {ACROSS}")
