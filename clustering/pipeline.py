"""Runs all stages in order, from records to stories and duplicates."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from clustering.answers.constraints import locate_answers
from clustering.answers.file import Answers
from clustering.arrays.columns import column_of
from clustering.arrays.time_blocks import ROWS, blocks_of_days
from clustering.articles.merge import merge
from clustering.duplicates import DuplicateGroup, find_duplicates
from clustering.duplicates.answered import apply_answers_to_duplicates
from clustering.duplicates.found import copy_classes, with_articles, without_articles
from clustering.engines.base import Engine
from clustering.engines.choose import characters_that_count, choose_engine
from clustering.epoch import Before, Epoch
from clustering.graph.across import ends_by_words, link_by_meaning
from clustering.graph.answered import apply_answers_to_edges
from clustering.graph.discounts import decay_of_pairs
from clustering.graph.edges import build_graph
from clustering.graph.same_text import same_text_classes
from clustering.graph.series import without_series
from clustering.model import Corpus, Reading
from clustering.pairs.across import NO_PAIRS, AcrossPairs, Meaning, pairs_across
from clustering.pairs.answered import apply_answers_to_pairs
from clustering.pairs.borrowed_dates import borrow_dates_from_neighbours, days_with_borrowed
from clustering.pairs.nearest import candidate_floor, comparisons_per_article, nearest_pairs
from clustering.pairs.smoothing import smooth
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.stories.carry import carry, keep_ids
from clustering.stories.contrast import cut_by_contrast
from clustering.stories.describe import describe_stories
from clustering.stories.linkage.agglomerate import merge_tree
from clustering.stories.linkage.slices import slices_of_days
from clustering.stories.settled import keep_settled
from clustering.stories.surroundings import surroundings
from clustering.stories.threads.find import find_threads
from clustering.system.cores import usable_cores
from clustering.system.forks import answered_in_copy
from clustering.system.garbage import garbage_collection_paused
from clustering.system.memory import give_back_memory
from clustering.system.progress import Progress
from clustering.system.stopwatch import Stopwatch
from clustering.system.user_cache import default_folder
from clustering.text.tokenizer import SpelledTexts
from clustering.vectors.meaning.source import MeaningSource, meaning_source
from clustering.vectors.words import vectorize

# Articles from which duplicates are found in a copy of this process, beside smoothing and graph: to
# make it takes 0.01 s; and from which not: both at once would hold 400 MB more of a million.
_BESIDE_FROM, _ALONE_FROM = 2_000, 400_000
_BLOCKS_IN_SLICE = 4


@garbage_collection_paused()
def run(
    reading: Reading,
    settings: Settings,
    progress: Progress | None = None,
    answers: Answers | None = None,
    before: Before | None = None,
    meaning: MeaningSource | None = None,
) -> Result:
    """Run all stages: articles, vectors, pairs, graph, stories and duplicates.

    Parameters
    ----------
    reading
        What :func:`clustering.sources.read_sources` returned, or records of your own, whose times
        have a time zone.
    progress
        Called with the name of each stage when it begins, and with the progress of a long one.
    answers
        What people said of pairs of articles; the run applies it to stories and duplicates.
    before
        What the run before found, so that stories stay as they were where nothing is clearly
        better.
    meaning
        Where the vectors of what articles mean come from; ``None`` for what the settings say.
    """
    engine = _engine(reading, settings)
    watch = Stopwatch(progress, engine.rest)
    frozen = before.epoch if before else None
    with watch.stage("articles"):
        corpus = engine.hold_arrays_of(merge(reading.records, engine))
        engine.hold_columns_of(reading.records)
        engine.hold_columns_of(corpus.articles)
        if before:
            seen, main = before.seen_days(corpus.articles), frozen.main_outlets if frozen else None
            corpus = replace(corpus, seen=seen, main_outlets=main)
        constraints = locate_answers(reading, corpus, answers) if answers else None
    with watch.stage("vectors"):
        titles = SpelledTexts.of(column_of(corpus.articles, "title"), engine)
        counted = frozen.statistics if frozen else None
        own = vectorize(corpus.articles, settings, counted, titles, engine)
        texts = engine.hold(same_text_classes(corpus.articles, titles, engine))
        # To keep the table for the copies would hold more than to read it again.
        read = None if engine.is_sliced else titles.alone()
        del titles
        own = engine.hold_arrays_of(own)
    with watch.stage("pairs"):
        comparisons = comparisons_per_article(corpus.days, settings.window)
        pairs = nearest_pairs(
            own.matrix,
            corpus.days,
            neighbours=settings.neighbours,
            floor=min(settings.link, candidate_floor(comparisons)),
            window=settings.window,
            jobs=settings.jobs,
            tell=watch.teller("pairs"),
            limits=frozen.limits(own.features) if frozen else None,
            engine=engine,
        )
        limits = pairs.limits
        pairs = engine.hold_arrays_of(pairs)
    across = _compare_meaning(reading, corpus, settings, meaning, watch)
    find_copies = partial(_copies_told, reading, corpus, pairs, settings, engine, read)
    del read
    blocks = blocks_of_days(corpus.days, engine.block_rows) if engine.is_sliced else None
    is_alone = engine.is_sliced or len(corpus) >= _ALONE_FROM
    cores = usable_cores(settings.jobs) if len(corpus) >= _BESIDE_FROM else 1
    with _copies(find_copies, watch, cores, is_alone) as copies_found:
        del find_copies  # which holds the titles
        with watch.stage("smoothing"):
            borrowed = None
            if settings.borrow_dates:
                near = pairs
                if constraints:
                    near = apply_answers_to_pairs(pairs, constraints, len(corpus))
                borrowed = borrow_dates_from_neighbours(corpus.days, near, settings.window)
                del near
                borrowed = engine.hold_arrays_of(borrowed)
            (decay,) = engine.gather(decay_of_pairs(corpus, pairs, borrowed, settings.window))
            vectors = smooth(own, pairs, decay, settings.smoothing, settings.jobs, engine, blocks)
            del decay
            engine.hold_told_of(corpus)
        with watch.stage("graph"):
            graph = build_graph(
                corpus, own, vectors, pairs, texts, settings, borrowed, engine, blocks
            )
        with watch.stage("duplicates"):
            groups = with_articles(copies_found(), corpus.articles)
            if constraints:
                groups = apply_answers_to_duplicates(reading, corpus, groups, constraints, settings)
    with watch.stage("series"):
        copies = copy_classes(groups, len(corpus))
        graph = without_series(graph, corpus, texts, copies, settings, engine)
        graph = link_by_meaning(graph, *across, corpus, vectors, texts, settings)
        if constraints:
            graph = apply_answers_to_edges(
                graph, constraints, corpus, vectors, texts, settings.window
            )
        # Of a million headlines 300 MB; what finds the copies holds the pairs, too.
        del pairs, texts, copies, copies_found
        graph = engine.hold_arrays_of(graph)
    with watch.stage("stories"):
        judged_by = engine.hold(days_with_borrowed(corpus.days, borrowed))
        rows = _BLOCKS_IN_SLICE * (engine.block_rows or ROWS) if engine.is_sliced else len(corpus)
        slices = partial(slices_of_days, judged_by, settings.window, rows)  # no longer than merges
        tree = merge_tree(graph, settings.link, watch.teller("merging"), engine, slices())
        tree = engine.hold_arrays_of(tree)
        give_back_memory()
        ids, yesterday = before.stories_of(corpus.articles) if before else ([], None)
        if settings.cohesion is None:
            held = before.held_over(ids, yesterday) if before and yesterday is not None else None
            group_of = cut_by_contrast(tree, own.word_counts, settings.detail, held, engine)
        else:
            group_of = tree.cut(settings.cohesion)
        if before and yesterday is not None:
            is_kept = before.kept(ids, yesterday, group_of)
            group_of = keep_settled(group_of, yesterday, is_kept)
        group_of = engine.hold(group_of)
        engine.hold_told_of(own)
        measure = partial(surroundings, tree, group_of, engine=engine)
        led = before.led(corpus.articles) if before else None
        languages = across[0].codes if across[0] else None
        stories, story_of = describe_stories(
            corpus, vectors, own, group_of, measure, groups, led, languages, constraints, engine
        )
        if before and yesterday is not None:
            stories = keep_ids(stories, ids, carry(yesterday, story_of), before.taken)
        engine.hold_columns_of(stories)
        engine.hold_told_of(corpus)
    with watch.stage("threads"):
        thread_numbers, thread_likeness = find_threads(
            vectors,
            judged_by,
            story_of,
            *ends_by_words(graph),  # a country in common makes no running matter
            corpus.outlets,
            settings.smoothing,
            settings.jobs,
            frozen.thread_likeness if frozen else None,
            engine,
        )
        carried: tuple[str, ...] = ()
        if before and yesterday is not None:
            carried = before.carried_threads(ids, yesterday, thread_numbers[story_of])
    engine.finish()
    return Result(
        reading=reading,
        corpus=corpus,
        settings=settings,
        own=own,
        vectors=vectors,
        graph=graph,
        tree=tree,
        stories=stories,
        thread_numbers=thread_numbers,
        story_of=story_of,
        duplicate_groups=groups,
        seconds=watch.seconds,
        memory=watch.memory,
        constraints=constraints,
        meaning=across[0],
        carried_threads=carried,
        epoch=replace(frozen, statistics=own.statistics)  # with the words that came
        if frozen
        else Epoch(
            own.statistics,
            limits.floor,
            frozenset(own.features[at] for at in limits.left_out.tolist()),
            thread_likeness,
            corpus.told_main_outlets,
        ),
    )


@contextmanager
def _copies(
    find: Callable[[], list[DuplicateGroup]], watch: Stopwatch, cores: int, is_alone: bool
) -> Iterator[Callable[[], list[DuplicateGroup]]]:
    """Look for copies in a copy of this process, or before the body; give what waits for them."""
    if is_alone:
        with watch.stage("duplicates"):
            find = partial(list, find())
    # Other threads of a program that calls this from one may hold locks.
    is_main = threading.current_thread() is threading.main_thread()
    with answered_in_copy(find, cores if is_main and not is_alone else 1) as found:
        yield found


def _copies_told(*of: Any) -> list[DuplicateGroup]:  # noqa: ANN401 - as find_duplicates takes them
    return without_articles(find_duplicates(*of))


def _engine(reading: Reading, settings: Settings) -> Engine:
    """Choose what keeps the arrays and texts of a run over these records."""
    texts = column_of(reading.records, "excerpt")
    characters = characters_that_count(texts, settings.excerpt_chars)
    size = len(reading.records), characters, usable_cores(settings.jobs)
    return choose_engine(settings.engine, settings.memory, *size, settings.resume)


def _compare_meaning(
    reading: Reading,
    corpus: Corpus,
    settings: Settings,
    source: MeaningSource | None,
    watch: Stopwatch,
) -> tuple[Meaning | None, AcrossPairs]:
    """Encode the articles, and find pairs across languages; nothing where meaning is off."""
    source = source or meaning_source(settings, default_folder())
    if source is None or settings.meaning == "off":
        return None, NO_PAIRS
    with watch.stage("encoding"):
        within = settings.meaning == "all"
        told = source.meanings(reading, corpus, watch.teller("encoding"), within=within)
        if told is None:
            return None, NO_PAIRS
        return pairs_across(told, corpus.days, settings.window, watch.teller("meaning"))
