"""What both Python and the page say: one table of sentences, which each fills with its figures.

The page gets the table with its data and fills it in ``reporting/assets/text.js``. A sentence
that only one of the two says stands where it is said.
"""

from __future__ import annotations

SENTENCES = {
    # Why two articles are in one story.
    "one_story": (
        "One story: the halves that hold them ({mine} and {theirs} articles) stay together up to "
        "{knob} {height}, and it is {cut_at:g}."
    ),
    "one_story_answered": "One story: a person said so.",
    "parts_them": "A {knob} above {height} parts them.",
    "never_parts_them": "No {knob} parts them.",
    "another_answer": "Another answer in the labels.",
    # A story against its surroundings.
    "contrast": (
        "These {articles:,} hold together at {inside:.2f}; the nearest thing outside, “{nearest}”, "
        "reaches {outside:.2f}."
    ),
    "nothing_outside": (
        "These {articles:,} hold together at {inside:.2f}, and nothing outside is linked to them."
    ),
    "alone": "Alone: the nearest thing, “{nearest}”, reaches {outside:.2f}.",
    "nothing_linked": "Alone: nothing is linked to it.",
    # The evidence between two articles.
    "similarity": "Similarity {similarity:.3f}:",
    "between": "Between them: {evidence}",
    "other_names": "Other names: {mine} against {theirs}.",
    "path": "Path of {steps} steps, the weakest {strength:.3f}:",
    "no_link": "no link of their own.",
    "no_words": "no shared words",
    "strength": "strength {strength:.3f}",
    "days_apart": "{days:.1f} days apart",
    "borrowed_date": "{days:.1f} days apart (by a borrowed date)",
    "borrowed_in_part": "{days:.1f} days apart (by a borrowed date; {part} of the date counts)",
    "percent": "{percent}%",
    "under_a_percent": "less than 1%",
    "related": "a related list joins them",
    "same_text": "the same text",
    "answered": "a person said: {answer}",
    # When, and how long.
    "no_date": "no date",
    "within_an_hour": "within an hour",
    "within_hours": "within {hours} hours",
    "over_a_day": "over 1 day",
    "over_days": "over {days:,} days",
    # Of a story, and of copies.
    "independent": "Copies of one text count once",
    "outlets": "Outlets, in the order of their first articles",
    "perhaps_related": "Perhaps related",
    "and_perhaps": "{articles} and {fringe:,} perhaps related",
    "same_thread": "Also in this running matter:",
    "copies": "The same article more than once: which record to keep, and why.",
    "no_copies": "No copies were found.",
}


def say(name: str, **values: object) -> str:
    """Return a sentence of the table with its figures.

    >>> say("days_apart", days=0.25)
    '0.2 days apart'
    """
    return SENTENCES[name].format(**values)
