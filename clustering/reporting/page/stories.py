"""The stories that the page shows, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clustering.arrays.columns import column_of
from clustering.reporting import wording
from clustering.reporting.page.figures import outlet_key
from clustering.reporting.page.values import MAX_TITLE_CHARS, hundredths
from clustering.reporting.plain_values import moments
from clustering.reporting.tables.rows import story_row, thread_row
from clustering.text.languages import NAMES
from clustering.text.tokenizer import Numbering

if TYPE_CHECKING:
    from clustering.result import Result


def story_columns(
    result: Result, count: int, words: Numbering, outlets: Mapping[str, int]
) -> dict[str, Any]:
    """Return what is told of the first ``count`` stories: one column a kind of value.

    A nearest story that is not among them is given by its title. ``words`` numbers the keywords;
    new ones are added. ``outlets`` gives the number of each outlet in the page, by its key.
    """
    stories = result.stories[:count]
    spans = [moments(column_of(stories, name)) for name in ("first_published", "last_published")]
    place = {story.id: at for at, story in enumerate(stories)}
    nearest = [result.nearest_to(story) for story in stories]
    threads = [result.thread_of(story) for story in stories]
    return {
        "id": [story.id for story in stories],
        "size": [len(story.members) for story in stories],
        "lead": [
            next(at for at, one in enumerate(story.articles) if one.id == story.lead.id)
            for story in stories
        ],
        "outlets": [[outlets[outlet_key(one)] for one in story.outlets] for story in stories],
        "independent": [story.independent_outlets for story in stories],
        "first": [
            outlets[outlet_key(first)] if (first := story.first_outlet) else -1 for story in stories
        ],
        "first_words": [
            wording.first_in_words(story_row(result, story)) if len(story.outlets) > 1 else ""
            for story in stories
        ],
        "span_words": list(map(wording.span_in_words, *spans)),
        "mark": list(map(result.mark_of, stories)),
        "inside": [hundredths(story.inside) for story in stories],
        "outside": [hundredths(story.outside) for story in stories],
        "nearest": [place.get(one.id, -1) if one else -1 for one in nearest],
        "nearest_titles": {
            at: wording.shortened(one.headline, MAX_TITLE_CHARS)
            for at, one in enumerate(nearest)
            if one and one.id not in place
        },
        "thread": [
            [place[one.id] for one in thread.stories if one.id in place] for thread in threads
        ],
        "thread_words": {
            at: ", ".join(wording.thread_facts(thread_row(thread)))
            for at, thread in enumerate(threads)
            if len(thread.stories) > 1
        },
        "keywords": [[words[word] for word in story.keywords] for story in stories],
        "alarms": [
            [wording.one_line(sign) for sign in result.alarms_of(story)] for story in stories
        ],
    }


def language_columns(result: Result, count: int) -> dict[str, Any] | None:
    """Return the names of all languages, and which the first ``count`` stories are told in.

    Those of a story are numbers, the commonest first; ``None`` where nobody asked.
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
