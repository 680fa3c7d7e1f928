"""The languages of the stories that the page shows, where articles are compared across them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustering.text.languages import NAMES

if TYPE_CHECKING:
    from clustering.result import Result


def language_columns(result: Result, count: int) -> dict[str, Any] | None:
    """Return the names of all languages, and which the first stories are told in.

    Those of a story are numbers, the commonest first; ``None`` where nobody asked.

    Parameters
    ----------
    count
        How many stories.
    """
    if result.meaning is None:
        return None
    codes = result.meaning.codes
    listed = sorted(set(codes), key=lambda code: NAMES.get(code, code))
    number = {code: at for at, code in enumerate(listed)}
    of_stories = []
    for story in result.stories[:count]:
        told = [number[codes[member]] for member in story.members]
        of_stories.append(sorted(set(told), key=lambda one: (-told.count(one), one)))
    return {"name": [NAMES.get(code, code) for code in listed], "of": of_stories}
