"""Word lists of the search for duplicates: spellings, figures, function words, column titles."""

from __future__ import annotations


def _listed(words: str) -> list[str]:
    return words.split()


# Spellings that desks change freely when they copy, by the one that stands for all.
_SPELLINGS = {
    "billion": "bn bln mrd",
    "million": "mn mln mio",
    "trillion": "tn trln",
    "percent": "% pct pc",
    "government": "govt gov",
    "us": "usa",
    "versus": "v vs",
    "organization": "organisation",
    "labor": "labour",
    "defense": "defence",
    "center": "centre",
    "program": "programme",
    "color": "colour",
}
_NUMBERS = _listed("zero one two three four five six seven eight nine ten eleven twelve")
_MONTHS = _listed(
    "january february march april may june july august september october november december"
)

# Directions, the words for each standing for one, so that "rise" and "climb" are the same and
# "rise" and "fall" tell two stories apart.
_DIRECTIONS = {
    "\u2191": """
    up rise rises rose rising gain gains gained climb climbs climbed jump jumps jumped surge surges
    surged soar soars soared higher increase increases increased rally rallies rallied""",
    "\u2193": """
    down fall falls fell falling drop drops dropped slip slips slipped slide slides slid lower
    tumble tumbles tumbled decline declines declined plunge plunges plunged dip dips dipped
    decrease decreases decreased sink sinks sank""",
    "+": "win wins won beat beats beaten",
    "-": "lose loses lost",
}

SAME_WORDS = {
    **{other: word for word, others in _SPELLINGS.items() for other in _listed(others)},
    **{word: str(number) for number, word in enumerate(_NUMBERS)},
    **{month[:3]: month for month in _MONTHS},
    "sept": "september",
    **{word: sign for sign, words in _DIRECTIONS.items() for word in _listed(words)},
}
"""Spellings and the word each stands for."""

MONTHS_OR_VERBS = frozenset(_listed("march may"))
"""Months only with a capital."""

FIGURES = (
    frozenset(_MONTHS)
    | frozenset(_DIRECTIONS)
    | frozenset(
        _listed(
            """
    monday tuesday wednesday thursday friday saturday sunday
    first second third fourth fifth sixth seventh eighth ninth tenth
    morning evening midday afternoon quarterly annual weekly spring summer autumn winter
    men women boys girls north south east west
    aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces"""
        )
    )
)
"""Words that make another story of the same frame, as a number does."""

ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate(_listed("I II III IV V VI VII VIII IX X XI XII"), start=1)
}

PARTICLES = frozenset(
    _listed("by and the of de del la le les el in am der die von y e et du da do")
)
"""Small words inside names, places and bylines."""

FUNCTION_WORDS = frozenset(
    _listed(
        """
    a about after again against all also am an and any are around as at back be because been
    before being but by can could day did do does during for from get gets go goes had has have
    he her here him his how i if in into is it its just latest know like make makes may me more
    most my new news no not now of off on one or our out over own really report reports said say
    saying says see set she should so some still take takes than that the their them then there
    these they this those through time to today too two under up us was we week were what when
    where which while who why will with would year you your
    le la les un une des du de et en que qui est sur dans pour par au aux
    der die das den dem ein eine und ist im von zu mit auf nach bei aus
    el los las una del al y por para con se su como"""
    )
)
"""Words that any headline can share with any other."""

GENERIC_WORDS = frozenset(
    _listed(
        """
    letter letters editor daily briefing briefings morning evening afternoon night midday noon
    news newsletter headline headlines top stories story digest roundup wrap brief briefs
    bulletin update updates weather forecast outlook horoscope horoscopes astrology zodiac star
    signs lottery lotto powerball millions mega numbers winning result results crossword sudoku
    puzzle puzzles wordle answer answers hint hints quiz trivia cartoon cartoons comic comics
    photo photos picture pictures gallery images week weekend weekly month monthly today
    tomorrow yesterday year review preview editorial editorials opinion opinions column comment
    comments commentary views obituary obituaries death deaths notice notices birth births
    marriages anniversaries police blotter log court courts crime calls report reports traffic
    calendar events event community thing things happening happenings listen podcast episode
    video videos live blog coverage stock market markets stocks watch watchlist recap highlights
    score scores scoreboard standings fixtures schedule schedules listings guide correction
    corrections clarification clarifications classifieds jobs public press release releases
    announcements announcement sport sports business politics entertainment world national local
    regional front page pages paper papers edition issue diary agenda history quote word recipe
    deals sale picks mailbag readers reader feedback inbox minute minutes facts essential
    essentials starts watching reading call global quarter"""
    )
)
"""Words that the titles of columns are made of: the same every day over another text."""
