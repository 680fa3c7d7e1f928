"""Sentences that both Python and the page say: one table, which each fills with its figures.

The page's templates fill it, or the page gets the table with its data and fills it in
``reporting/assets/text.js``. A sentence that only one of the two says is in that one's own code.
"""

from __future__ import annotations

SENTENCES = {
    # Why two articles are in one story.
    "one_story": (
        "One story: the groups around the two ({mine} and {theirs} articles) stay together up to "
        "{knob} {height}; {knob} is {cut_at:g}."
    ),
    "one_story_answered": "One story: a person said so.",
    "parts_them": "A {knob} above {height} parts them.",
    "never_parts_them": "They stay together at every {knob}.",
    "another_answer": "Only another answer in the labels would change this.",
    # A story against its surroundings.
    "contrast": (
        "The {articles:,} articles {where} are linked with an average strength of "
        "{inside:.2f}; with the nearest story, “{nearest}”, it is {outside:.2f}."
    ),
    "of_the_story": "of this story",
    "of_the_core": "that this story is surely about",
    "nothing_outside": (
        "The {articles:,} articles {where} are linked with an average strength of "
        "{inside:.2f}; nothing outside is linked to them."
    ),
    "alone": (
        "Alone in its story; the average strength to the nearest story, “{nearest}”, is "
        "{outside:.2f}."
    ),
    "nothing_linked": "Alone in its story; nothing is linked to it.",
    # The evidence between two articles.
    "similarity": "Similarity {similarity:.3f}:",
    "between": "Between them: {evidence}",
    "other_names": "Different names in the titles: {mine} against {theirs}.",
    "path": "Path of {steps} links, the weakest {strength:.3f}:",
    "no_link": "no direct link.",
    "no_words": "no shared words",
    "strength": "strength {strength:.3f}",
    "days_apart": "{days:.1f} days apart",
    "borrowed_date": "{days:.1f} days apart (by a borrowed date)",
    "borrowed_in_part": "{days:.1f} days apart (by a borrowed date; {part} of the date counts)",
    "percent": "{percent}%",
    "under_a_percent": "less than 1%",
    "similar_in_meaning": "similar in meaning {meaning:.2f}",
    "related": "a related list joins them",
    "same_text": "the same text",
    "answered": "a person said: {answer}",
    # Dates.
    "no_date": "no date",
    # Of a story.
    "independent": "Copies of one text count once",
    "outlets": "Outlets, in the order of their first articles",
    "perhaps_related": "Perhaps related",
    "and_perhaps": "{articles} and {fringe:,} perhaps related",
    "several_outlets": "carried by several outlets",
    "one_outlet": "in one outlet only",
    "articles_alone": "articles alone",
    "running_matter": "Running matter:",
    "second_look": "Worth a second look",
    "same_thread": "Also in this running matter:",
    # Of the user's groups of outlets.
    "not_by_us": "not covered by us",
    "blind_spots": "Blind spots",
    "blind_spot": "{group} carried these, {other} did not",
    "who_follows": "Who follows us",
    "who_follows_about": ("Outlets that carried stories after us, where we are known to be first."),
    # Of copies.
    "copies_title": "Copies",
    "duplicate_group": "duplicate group",
    "reprint": "reprint",
    "copies": "The same article more than once: which record to keep, and why.",
    "no_copies": "No copies were found.",
}


def say(name: str, **values: object) -> str:
    """Return a sentence of the table with its figures.

    >>> say("days_apart", days=0.25)
    '0.2 days apart'
    """
    return SENTENCES[name].format(**values)
