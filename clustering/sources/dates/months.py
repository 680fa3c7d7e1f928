"""Names of months in the languages of news, as far as each name means one month alone."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import product
from pathlib import Path

SHORTEST = 3
"""Letters of the shortest abbreviation: the beginning of a name, if no other month has it."""


@cache
def month_names() -> dict[str, list[list[str]]]:
    """Return the forms of the name of each month, for each language, English first."""
    table = Path(__file__).with_name("months.txt").read_text(encoding="utf-8")
    rows = (line.split(": ") for line in table.splitlines() if not line.startswith("#"))
    return {language: [forms.split("/") for forms in names.split()] for language, names in rows}


@cache
def months() -> dict[str, int]:
    """Return the number of each name and abbreviation, spelled as :func:`fold` spells it.

    English comes first. A name of another language, or the beginning of one, counts where it
    means one month in all of them: ``listopada`` is November in Polish and October in Croatian,
    and therefore none.
    """
    rows = list(month_names().values())
    whole: dict[str, set[int]] = {}
    begun: dict[str, set[int]] = {}
    for row, number in product(rows, range(12)):
        for name in map(fold, row[number]):
            whole.setdefault(name, set()).add(number + 1)
            for end in range(SHORTEST, len(name)):
                begun.setdefault(name[:end], set()).add(number + 1)
    found = {name: min(said) for name, said in (begun | whole).items() if len(said) == 1}
    english = ((name, number) for number, names in enumerate(rows[0], 1) for name in names)
    for name, number in english:
        found[name] = found[name[:SHORTEST]] = number
    return found


def fold(text: str) -> str:
    """Spell a text in lower case, without accents and vowel signs, and with plain digits."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join([sign for sign in apart if unicodedata.category(sign)[0] != "M"])
