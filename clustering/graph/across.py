"""Links between articles in different languages: meaning, and the evidence beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import FloatArray, IntArray
from clustering.graph.discounts import ROUNDUP, outlet_discount
from clustering.graph.edges import Graph
from clustering.graph.shared_evidence import SharedEvidence
from clustering.model import Corpus
from clustering.pairs.across import AcrossPairs, Meaning
from clustering.pairs.borrowed_dates import days_and_decay
from clustering.settings.model import Settings
from clustering.text.roundups import which_are_roundups
from clustering.vectors.base import Vectors

# Deviations above which a cosine in meaning says something, of an article that is compared with
# _USUAL_COMPARED others; among more, chance reaches further: a factor of e costs _PER_FACTOR.
BASE_DEVIATIONS = 2.2
_USUAL_COMPARED, _LEAST_COMPARED, _PER_FACTOR = 200.0, 150.0, 0.4
# Deviations from there to certainty. A report told anew in another language never comes near a
# cosine of 1: with that as the measure the links were half as strong as those of words, and the
# cut left four of five of them out. F1 of E5 is flat from 3 to 4 and lower at 5.
_SPAN = 4.0
# What other evidence is worth, in deviations: a country, a name or a number that one in e
# unrelated articles has, too, and each day from the first half day on.
_PER_COUNTRY, _MAX_COUNTRIES = 0.5, 6.0
_PER_NAME, _MAX_NAMES = 0.25, 15.0
_PER_NUMBER, _MAX_NUMBERS = 0.1, 8.0
_PER_DAY, _MAX_DAYS = 0.75, 7.0


def reach_of_unrelated(meaning: Meaning, left: IntArray, right: IntArray) -> FloatArray:
    """How near in meaning unrelated articles are at most, for each pair."""
    compared = np.maximum(meaning.compared[left], meaning.compared[right])
    chance = _PER_FACTOR * np.log(np.maximum(compared, _LEAST_COMPARED) / _USUAL_COMPARED)
    reach: FloatArray = meaning.deviations(left, right) * (BASE_DEVIATIONS + chance)
    return reach


def strength_across(
    meaning: Meaning,
    pairs: AcrossPairs,
    corpus: Corpus,
    days_apart: FloatArray,
) -> FloatArray:
    """Return how strongly each pair is linked: by meaning, countries, names, numbers and time.

    It is how far the cosine is above what unrelated articles reach, where other evidence adds
    deviations to the cosine, or takes some away; at ``_SPAN`` of them it is 1.
    """
    left, right = pairs.left, pairs.right
    evidence = SharedEvidence(corpus.articles, meaning.codes)
    worth = _PER_COUNTRY * np.minimum(evidence.countries_shared(left, right), _MAX_COUNTRIES)
    worth += _PER_NAME * np.minimum(evidence.names_shared(left, right), _MAX_NAMES)
    worth += _PER_NUMBER * np.minimum(evidence.numbers_shared(left, right), _MAX_NUMBERS)
    worth -= _PER_DAY * np.clip(np.nan_to_num(days_apart, nan=0.5) - 0.5, 0.0, _MAX_DAYS)
    above = meaning.cosines(left, right) - reach_of_unrelated(meaning, left, right)
    strength: FloatArray = above / meaning.deviations(left, right) + worth
    return np.clip(strength / _SPAN, 0.0, 1.0)


def ends_by_words(graph: Graph) -> tuple[IntArray, IntArray]:
    """Return the ends of the edges whose articles are compared by words alone."""
    if graph.meaning is None:
        return graph.left, graph.right
    by_words = np.isnan(graph.meaning)
    return graph.left[by_words], graph.right[by_words]


def link_by_meaning(
    graph: Graph,
    meaning: Meaning | None,
    pairs: AcrossPairs,
    corpus: Corpus,
    vectors: Vectors,
    same_text: IntArray,
    settings: Settings,
) -> Graph:
    """Link articles in different languages by what they mean, where words do not do it better.

    With ``meaning: all`` the links of words inside a language are weighed by it as well.
    """
    if meaning is None:
        return graph
    if settings.meaning == "all":
        graph = _weighed_within(graph, meaning)
    ends, size = (pairs.left, pairs.right), len(corpus)
    similarity = np.minimum(vectors.similarities(*ends, settings.jobs), 1.0)
    days, decay = days_and_decay(corpus.days, graph.borrowed, *ends, settings.window)
    is_roundup = which_are_roundups(column_of(corpus.articles, "title"))
    discount = outlet_discount(corpus, *ends, similarity)
    discount[is_roundup[pairs.left] | is_roundup[pairs.right]] *= ROUNDUP
    strength = strength_across(meaning, pairs, corpus, days) * decay * discount
    cosine = meaning.cosines(*ends)
    keys, found = graph.left * size + graph.right, pairs.left * size + pairs.right
    place = np.searchsorted(keys, found)
    is_old = np.append(keys, -1)[place] == found
    stronger, told = graph.strength.copy(), np.full(len(graph), np.nan)
    if graph.meaning is not None:
        told = graph.meaning.copy()
    old = place[is_old]
    stronger[old] = np.maximum(stronger[old], strength[is_old])
    told[old] = cosine[is_old]
    is_new = ~is_old & (strength >= settings.link)
    left, right = pairs.left[is_new], pairs.right[is_new]
    return replace(graph, strength=stronger, meaning=told).with_edges(
        left=left,
        right=right,
        similarity=similarity[is_new],
        strength=strength[is_new],
        same_text=same_text[left] == same_text[right],
        days_apart=days[is_new],
        discount=discount[is_new],
        meaning=cosine[is_new],
    )


def _weighed_within(graph: Graph, meaning: Meaning) -> Graph:
    """Let half the strength of the links inside a language be meaning; what counts for less does.

    Parts of a series stay apart: nothing of their strength counts.
    """
    within = np.flatnonzero(~meaning.differ(graph.left, graph.right))
    ends = graph.left[within], graph.right[within]
    cosine, told = meaning.cosines(*ends), np.full(len(graph), np.nan)
    told[within] = cosine
    similarity, strength = graph.similarity[within], graph.strength.copy()
    counts = np.divide(
        strength[within], similarity, out=np.zeros(len(within)), where=similarity > 0
    )
    reach = reach_of_unrelated(meaning, *ends)
    by_meaning = np.clip((cosine - reach) / (1.0 - reach), 0.0, 1.0) * np.minimum(counts, 1.0)
    strength[within] = (strength[within] + by_meaning) / 2
    return replace(graph, strength=strength, meaning=told)
