"""Puts figures on corpora of one kind into tables: crowds, boilerplate, links, languages."""

from __future__ import annotations

from statistics import fmean

from tests.benchmarks.labelled import ALSO, EIGHT, PAIRS
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.missing_dates import SHARES, SOURCES, WAYS
from tests.benchmarks.quality_results import Measured
from tests.benchmarks.related import INVENTED, REAL, RelatedLinks
from tests.benchmarks.steadiness import Additions


def crowd(measured: Measured) -> str:
    """Return the section on stories alone and among strangers."""
    by_set = [measured.found["crowd", "", labelled] for labelled in EIGHT]
    rows = [
        [way, *(figure(found[way]) for found in by_set), f"**{fmean(f[way] for f in by_set):.3f}**"]
        for way in by_set[0]
    ]
    return "\n".join(
        [
            "About 200 articles of each set (whole stories) grouped alone and among 20,000 "
            "unlabelled ones: adjusted Rand index (ARI) and BCubed F1 of the two partitions of the "
            "200, mean of five draws. *In one crowd, and in another* are the same 200 among the "
            "20,000 and among the other 19,000: what comes and goes with the company, whatever "
            "its size. *With the word weights of the 20,000* the few are grouped alone by what a "
            "run counted over the many, as a store does it: what is left is the work of their "
            "neighbours. Of allsides_2020 most articles stand alone, and its crowd is of the same "
            "weeks and outlets: the index counts a few pairs only.\n",
            *table(("how", *EIGHT, "mean"), rows),
        ]
    )


def additions(measured: Measured) -> str:
    """Return the section on the old articles when some more come."""
    names = [*EIGHT, *(name for name in ALSO if name != PAIRS), *SOURCES]
    rows: list[list[str]] = []
    for name in names:
        one: Additions | None = measured.found.get(("additions", "", name))
        if one is not None:
            newest, wide, held_wide = (
                "" if value is None else figure(value)
                for value in (one.newest, one.wide, one.held_wide)
            )
            drawn = map(figure, (fmean(one.any), min(one.any)))
            held = map(figure, (fmean(one.held), min(one.held)))
            rows.append([name, f"{one.articles:,}", *drawn, newest, wide, *held, held_wide])
    heads = (
        *("set", "articles", "any 5 % added", "the worst of five draws"),
        *("the newest 5 % added", "wide stories, the worst"),
        *("held over: any 5 % added", "the worst of five draws", "wide stories, the worst"),
    )
    return "\n".join(
        [
            "Each set is grouped without a twentieth of its records, and then with all of them: "
            "BCubed F1 of the stories of the old articles after against before. *Wide stories* "
            "are those that had twenty articles or more: F1 over their articles alone, the worst "
            "of the five draws. The newest are added only where nine tenths have dates. *Held "
            "over* are the stories of before where the later run knows them, as in a store: word "
            "weights stay, and a story changes only where that is clearly better.\n",
            *table(heads, rows),
        ]
    )


def missing_dates(measured: Measured) -> str:
    """Return the section on dates that are not known."""
    rows = [
        [source, f"{share:.0%}", f"{one.articles:,}", *(figure(one.agreement[way]) for way in WAYS)]
        for source in SOURCES
        for share in SHARES
        if (one := measured.found.get(("missing", f"{share:.0%}", source)))
    ]
    return "\n".join(
        [
            "The same articles grouped with all their dates, and with the dates of some records "
            "taken away: BCubed F1 of the second grouping against the first. Nothing but the "
            "dates changes, so 1 is as good as knowing them all; a day in a URL still counts.\n",
            *table(("articles", "dates taken", "number", *WAYS), rows),
        ]
    )


def related_links(measured: Measured) -> str:
    """Return the section on what related links add, and that they join no strangers."""
    found: dict[str, RelatedLinks] = {
        corpus: measured.found["related", "", corpus]
        for corpus in (INVENTED, REAL)
        if ("related", "", corpus) in measured.found
    }
    rows = [
        [
            f"{corpus}, {mode}",
            *(f"{n:,}" for n in (one.stories, one.coverage, one.largest, one.together)),
        ]
        for corpus, links in found.items()
        for mode, one in links.groupings.items()
    ]
    alone = [
        [
            corpus,
            *(f"{n:,}" for n in (one.pairs, one.gained, one.lost, one.strangers)),
            f"{one.gained_strangers:,}",
            f"{one.joined_alone:,}",
            figure(one.strongest_alone),
        ]
        for corpus, one in found.items()
    ]
    heads = ("posts, related", "stories", "coverage stories", "largest story", "pairs in one story")
    heads_alone = (
        *("posts", "related pairs", "brought together", "parted", "share no word"),
        *("of these brought together", "joined by the link alone", "strongest such edge"),
    )
    missing = "" if REAL in found else "The real posts were not here and are left out.\n"
    return "\n".join(
        [
            "Posts name others as related. Pairs are of a post and one it names; coverage are "
            "stories of several outlets.\n",
            *table(heads, rows),
            "\n*Brought together* are pairs in one story under `evidence` and apart under "
            "`ignore`, *parted* the other way round: what a link makes stronger sets its "
            "surroundings apart. *Share no word* are pairs of likeness 0, whose neighbours share "
            "none either; such a pair may meet through other articles, and is *joined by the link "
            "alone* if its own edge under `evidence` reaches the link floor.\n",
            *table(heads_alone, alone),
            "",
            *filter(None, [missing]),
        ]
    )
