"""Names of places and the adjectives made of them: "Ukraine" and "Ukrainian" name one place.

They are told by how English makes the one of the other, and by a short list where it does not.
"""

from __future__ import annotations

from clustering.text.words import singular

# What the name ends in, and what the adjective has in its place.
_ENDINGS = (
    *(("", "an"), ("a", "an"), ("e", "an"), ("o", "an"), ("um", "an"), ("as", "an")),
    *(("", "ian"), ("a", "ian"), ("e", "ian"), ("y", "ian"), ("", "ean"), ("e", "ean")),
    *(("", "i"), ("ia", "i"), ("", "ese"), ("a", "ese"), ("on", "ese")),
    *(("en", "ish"), ("and", "ish"), ("ain", "ish"), ("ey", "ish"), ("and", "ander")),
    *(("ia", ""), ("istan", ""), ("any", "an")),
)
_OTHERS = {
    singular(name): adjective
    for name, adjective in (
        *(("cyprus", "cypriot"), ("denmark", "danish"), ("finland", "finnish")),
        *(("france", "french"), ("greece", "greek"), ("iceland", "icelandic")),
        *(("ireland", "irish"), ("netherlands", "dutch"), ("norway", "norwegian")),
        *(("peru", "peruvian"), ("philippines", "filipino"), ("portugal", "portuguese")),
        *(("scotland", "scottish"), ("slovakia", "slovak"), ("spain", "spanish")),
        *(("switzerland", "swiss"), ("thailand", "thai"), ("wales", "welsh")),
    )
}
_NAMES_OF = {adjective: name for name, adjective in _OTHERS.items()}
_MIN_LETTERS = 3  # of what both have in common


def same_place(name: str) -> set[str]:
    """Return what may name the same place as a name, as a noun or an adjective.

    Parameters
    ----------
    name
        As it counts (see :func:`clustering.text.words.features`). What is returned is formed by
        rule, and most of it is no word.

    >>> sorted({"ukraine", "italy"} & same_place("ukrainian"))
    ['ukraine']
    >>> "polish" in same_place("poland")
    True
    """
    if not (name.isascii() and name.isalpha()):
        return set()
    found = {
        name.removesuffix(old) + new
        for ending in _ENDINGS
        for old, new in (ending, ending[::-1])
        if name.endswith(old) and len(name) - len(old) >= _MIN_LETTERS
    }
    found |= {known[name] for known in (_OTHERS, _NAMES_OF) if name in known}
    return found - {name}
