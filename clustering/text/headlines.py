"""Headlines that say what happened, and those that say only what kind of piece stands under them.

A story is named after one of its reports. An opinion piece, a live page, a list, a gallery, a
question or an explainer may be nearer to all others than any report is, and still names no event.
They are told by the form of the headline, in English and the names of sections in some other
languages, and by the sections in the address.
"""

from __future__ import annotations

import re

from clustering.text.roundups import is_roundup

# A pattern that begins at the first letter, at a sign or at a word is tried only there: all of them
# as alternatives of one pattern, which is tried at every letter, take twice as long.
_BEGINS_AS_NO_REPORT = re.compile(
    r"""
    # The kind of the piece, before a sign.
    \W*(?:opinion|op-?ed|editorial|column|comment(?:ary)?|letters?|analysis|explainer|explained
      |fact[ -]check|review|podcast|video|watch|listen|gallery|photos|pictures|live|interview|recap
      |timeline|quiz|newsletter|obituary|profile|transcript|full\ text|hands[ -]on|preview|q\s?&\s?a
      |first\ (?:look|impressions?|drive|take)|tested|unboxing|essay|feature|long\ ?read|in\ depth
      |backgrounder|hintergrund
      |kommentar|meinung|analyse|opini[oó]n|an[aá]lisis|tribune|chronique|commento|opinione
      |v[ií]d[eé]o|fotos|en\ direct(?:o)?|liveblog|live-?ticker)\s*(?:[:|\u2013\u2014]|\ -\ )
    | [^\w'"\u2018\u201c\u00ab]*(?:(?-i:[Ww]ho)\ (?:is|was|are)|what\ (?:is|are|does|it)|why|how
      |(?:meet|inside)\ (?:the|a|an|your|my|our)|here(?:'|\u2019)s|here\ (?:is|are)
      |(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)
      \ (?:\w+\ )?(?:things|ways|reasons|takeaways|questions|lessons|facts|charts|numbers))\b
    | \W*(?:warum|wieso|weshalb|wie|was\ (?:ist|sind|war|wir|bisher|bedeutet)|wer\ (?:ist|war)
      |(?:darum|deshalb|so)\ (?:geht|funktioniert|wird|will|kann)|pourquoi|qui\ (?:est|sont)
      |(?:ce|tout\ ce)\ (?:que|qu['\u2019]il|qui)|que\ sait-on
      |por\ qu[eé]|cómo|qu(?:é|i[eé]n)\ (?:es|son)|(?:todo\ )?lo\ que|as[ií]\ (?:es|fue|funciona)
      |perch[eé]|chi\ è|(?:che\ )?cosa\ (?:è|sappiamo)
      |por\ que|o\ que|quem\ é|waarom|hoe|wie\ is|wat\ (?:is|we|weten))\b
    | \W*the\ (?:(?:real|hidden|true)\ (?:\w+\ )?(?:reason|story|cost|problem|danger
      |scandal|question)|(?:case|trouble|problem)\ (?:for|against|with)\b)
    | (?-i:As|AS)\ [^,]+,\s  # what stands behind the news: "As rivals gather, the city waits"
    | meet\ [^,:]+[,:]\s*(?:the|a|an|\w+['\u2019]s)\b[^,]*$  # an introduction
    | (?:we|i|let['\u2019]s|my|our)\ \w  # somebody speaks, in no quotation marks
    | \W*['"\u2018\u201c\u00ab].*\?\W*$  # a question that is quoted, and nothing before it
    """,
    re.I | re.X,
)
_SIGN_OF_NO_REPORT = re.compile(
    r"""
    # The kind of the piece, behind a sign.
    [|\u2013\u2014:]\s*(?:opinion|editorial|comment|analysis|explainer|review|preview|hands[ -]on
      |podcast|video|live|live\ updates|as\ it\ happened|in\ pictures|the\ latest|explained
      |letters)\W*$
    | [:|\u2013\u2014]\s*(?:how|why|what|warum|wieso|wie|pourquoi|por\ qu[eé]|waarom)\b
    | ,\ explained\b
    | [?\uff1f\u061f](?:[^\w'"\u2019\u201d\u00bb]*$|\ (?=\w))  # a question, and what comes of it
    | (?:\u2026|\.\.\.)$  # cut
    """,
    re.I | re.X,
)
_WORDS_OF_NO_REPORT = re.compile(
    r"""
    \b(?:live\s*[:|\u2013\u2014]
    | live\ (?:updates|blog|coverage|ticker)\b|as\ it\ happened\b
      |(?:life|world|week)\ in\ pictures\b
    | in\ (?:pictures|photos)\b|key\ (?:moments|results|points)\b|takeaways\b
    | everything\ (?:you\ need|we\ know|to\ know)\b|what\ (?:we|you|they)\ (?:know|need|should)\b
    | (?:what|things|things\ we\ learned|reasons)\ to\ (?:know|expect|watch)\b|how\ to\ watch\b
    | where\ to\ (?:watch|stream)\b|need\ to\ know\b
    | fragen\ und\ antworten|was\ (?:wir|bisher|bekannt)[ ]
    | (?:das|was)\ (?:müssen|sollten)\ sie\b
    | im\ überblick\W*$)
    """,
    re.I | re.X,
)
_NO_REPORT_SECTION = re.compile(
    r"/(?:opinions?|op-?ed|editorials?|commentisfree|comment|commentary|columns?|columnists?|letters"
    r"|live|live-?blog|videos?|av|gallery|galleries|pictures?|photos|in-pictures|podcasts?"
    r"|audio|newsletters?|reviews?|explainers?|quiz|kommentar|meinung|opinion(?:es|i)?|tribunes?)/",
    re.I,
)


def is_report(title: str, url: str = "") -> bool:
    """Whether a headline has the form of a report, and its address names no other section.

    >>> is_report("Defense rests in harbour trial"), is_report("Harbour trial: five takeaways")
    (True, False)
    """
    return bool(title) and not (
        _BEGINS_AS_NO_REPORT.match(title)
        or _SIGN_OF_NO_REPORT.search(title)
        or _WORDS_OF_NO_REPORT.search(title)
        or _NO_REPORT_SECTION.search(url)
        or is_roundup(title)
    )
