"""Puts what is new in a store into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clustering.reporting.wording import one_line, shown_date
from clustering.store.changes import MERGED, MOVED, SPLIT
from clustering.store.news_items import GROWN, MOVED_ON, NEW, QUIET, SECTIONS
from clustering.text.english import counted

if TYPE_CHECKING:
    from clustering.store.news_items import News, NewsItem

SECTION_TITLES = {
    NEW: "New",
    MOVED_ON: "Moved on: new in a running matter",
    GROWN: "Grown",
    MERGED: "Merged",
    SPLIT: "Split",
    MOVED: "Moved",
    QUIET: "Quiet",
}
_MAX_NAMED = 4
# Stories of a section that a person is shown, and those among them that one outlet has alone.
_MAX_SHOWN = 50
_MAX_ALONE = 10


def item_in_words(item: NewsItem) -> str:
    """Say in one line what changed for a story."""
    other = one_line(item.other_headline)
    gone = f"{counted(item.left, 'article')} left" if item.left else ""
    if item.section == SPLIT and item.left:
        gone += f" for “{other}”" if item.other else " for other stories"
    from_other = f"{counted(item.came, 'article')} from {_others_in_words(item)}"
    sentence = {
        GROWN: "; ".join(part for part in (_came_in_words(item), gone) if part),
        MERGED: f"took in {_others_in_words(item)} ({counted(item.came, 'article')})",
        SPLIT: f"{gone}; {_came_in_words(item)}" if item.left else from_other,
        MOVED: from_other,
        QUIET: f"nothing new since {shown_date(item.last_published)}",
    }.get(item.section, "")
    why = "word weights were measured anew" if item.by_renewal else ""
    return "; ".join(part for part in (sentence, why) if part)


def _others_in_words(item: NewsItem) -> str:
    """Name the stories that articles came from; of a headline that is the story's own only that."""
    own = one_line(item.headline)
    heads = dict.fromkeys(one_line(other.headline) for other in item.others)
    named = ["a story so named" if head == own else f"“{head}”" for head in heads][:_MAX_NAMED]
    more = len(item.others) - len(named)
    if more:
        named.append(f"{more:,} more")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def badge_in_words(item: NewsItem) -> str:
    """Say in a word or two what a list of stories shows beside the story; empty for nothing."""
    if item.section == GROWN:
        return f"grown +{item.came:,}"
    return item.section if item.section in (NEW, MOVED_ON, MERGED, SPLIT, QUIET) else ""


def badges(news: News | None) -> dict[str, tuple[str, str]]:
    """Return the section and the badge of stories, by id; none of a first run, with all new."""
    found: dict[str, tuple[str, str]] = {}
    for item in news.items if news and news.since else ():
        if word := badge_in_words(item):
            found.setdefault(item.story, (item.section, word))
    return found


def _came_in_words(item: NewsItem) -> str:
    """Say how many articles came, which is the newest, and which outlets are new."""
    came = f"+{counted(item.came, 'article')}"
    if item.new_outlets:
        named = ", ".join(one_line(name) for name in item.new_outlets[:_MAX_NAMED])
        more = len(item.new_outlets) - _MAX_NAMED
        rest = f" and {more} more" if more > 0 else ""
        came += f", {counted(len(item.new_outlets), 'new outlet')}: {named}{rest}"
    newest = one_line(item.newest) if item.newest else ""
    if newest and newest != one_line(item.headline):
        by = f" ({one_line(item.newest_outlet)})" if item.newest_outlet else ""
        came += f"; newest: “{newest}”{by}"
    return came


def size_in_words(item: NewsItem) -> str:
    """Say how wide a story is and when it began."""
    facts = [
        counted(item.outlets, "outlet"),
        counted(item.articles, "article"),
        f"since {shown_date(item.first_published)}" if item.first_published else "",
        item.mark,
    ]
    return " · ".join(fact for fact in facts if fact)


def since_in_words(news: News) -> str:
    """Say which runs the news is between."""
    if not news.since:
        return f"From the beginning to run {news.until} ({shown_date(news.until_time)})."
    runs = counted(news.until - news.since, "run")
    return (
        f"{runs} since run {news.since} ({shown_date(news.since_time)}), "
        f"the last {shown_date(news.until_time)}."
    )


def shown_items(news: News) -> dict[str, tuple[list[NewsItem], int]]:
    """Return what people are shown of each section, and how many stories are left out.

    Of stories that a single outlet has and that are new or split off, fewer are shown.
    """
    shown: dict[str, tuple[list[NewsItem], int]] = {}
    for section in SECTIONS:
        items = news.of(section)
        is_many = section in (NEW, SPLIT)
        wide = [item for item in items if item.outlets > 1 or not is_many]
        alone = [item for item in items if item.outlets <= 1 and is_many]
        kept = [*wide, *alone[:_MAX_ALONE]][:_MAX_SHOWN]
        if items:
            shown[section] = kept, len(items) - len(kept)
    return shown


IN_TEMPLATES = {
    "titles": SECTION_TITLES,
    "since": since_in_words,
    "size": size_in_words,
    "change": item_in_words,
}
"""What pages say of the news with."""
