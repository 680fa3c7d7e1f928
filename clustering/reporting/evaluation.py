"""Shows an evaluation on a terminal, or gives it as plain rows for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from clustering.evaluation.evaluate import Evaluation, PairEvaluation, PairMismatch
from clustering.evaluation.intervals import Interval
from clustering.evaluation.metrics import Score
from clustering.evaluation.mismatches import Discrepancy
from clustering.reporting.plain_values import rounded
from clustering.reporting.run_document import DOCUMENTS_SCHEMA_VERSION
from clustering.reporting.wording import one_line, shortened
from clustering.text.english import counted

_short = partial(shortened, most=80)  # characters of a headline
_HEADING = f"{'metric':<10}{'precision':>10}{'recall':>10}{'F1':>8}   95% interval of F1"
_MAX_PIECES = 4  # pieces of a split or merge; the others are counted


def scores_text(found: Evaluation | PairEvaluation) -> str:
    """Return an evaluation as the lines a person reads."""
    lines = _story_lines(found) if isinstance(found, Evaluation) else _pair_lines(found)
    return "\n".join(lines)


def scores_rows(found: Evaluation | PairEvaluation) -> dict[str, Any]:
    """Return an evaluation as plain rows, figures rounded to six digits."""
    if isinstance(found, PairEvaluation):
        rows: dict[str, Any] = asdict(found)
    else:
        scores = found.scores
        rows = {
            "counts": found.counts,
            "bcubed": {**asdict(scores.bcubed), "interval": asdict(found.bcubed)},
            "pairwise": {**asdict(scores.pairwise), "interval": asdict(found.pairwise)},
            "v_measure": {
                "homogeneity": scores.v_measure.precision,
                "completeness": scores.v_measure.recall,
                "v": scores.v_measure.f1,
            },
            "ari": scores.ari,
            "ami": scores.ami,
            "splits": [asdict(split) for split in found.splits],
            "merges": [asdict(merge) for merge in found.merges],
        }
    return {"schema_version": DOCUMENTS_SCHEMA_VERSION, **rounded(rows)}


def _story_lines(found: Evaluation) -> Iterator[str]:
    counts = found.counts
    share = counts["labelled_articles"] / counts["articles"]
    yield (
        f"{counted(counts['records'], 'record')}, {counted(counts['articles'], 'article')}, "
        f"{counts['labelled_articles']:,} of them labelled ({share:.0%})"
    )
    yield (
        f"{counted(counts['gold_stories'], 'gold story', 'gold stories')}, "
        f"{counted(counts['found_stories'], 'found story', 'found stories')}"
    )
    unmatched = counts["labels"] - counts["matched_labels"]
    if unmatched:
        verb = "matches" if unmatched == 1 else "match"
        yield f"{counted(unmatched, 'label')} {verb} no record that was read"
    if counts["disputed_articles"]:
        yield (
            f"{counted(counts['disputed_articles'], 'article')} whose records carry different "
            "labels; the most frequent counts"
        )
    scores = found.scores
    yield ""
    yield _HEADING
    yield _line("BCubed", scores.bcubed, found.bcubed.f1)
    yield _line("pairwise", scores.pairwise, found.pairwise.f1)
    yield _line("V-measure", scores.v_measure) + "   homogeneity, completeness, V"
    yield f"{'ARI':<10}{'':>20}{scores.ari:>8.3f}"
    yield f"{'AMI':<10}{'':>20}{scores.ami:>8.3f}"
    if found.splits:
        yield from ("", "Worst splits: gold stories in several found ones")
        for split in found.splits:
            yield from _discrepancy(split, "recall")
    if found.merges:
        yield from ("", "Worst merges: found stories that mix several gold ones")
        for merge in found.merges:
            yield from _discrepancy(merge, "precision")


def _pair_lines(found: PairEvaluation) -> Iterator[str]:
    counts = found.counts
    yield (
        f"{counted(counts['records'], 'record')}, {counted(counts['pairs'], 'judged pair')}, "
        f"{counts['matched']:,} of them among the records"
    )
    yield (
        f"{counts['same_story']:,} judged one story, {counts['found_together']:,} found "
        "in one story"
    )
    yield ""
    yield _HEADING
    yield _line("pairs", found.score, found.interval.f1)
    yield f"{'accuracy':<10}{'':>20}{found.accuracy:>8.3f}{_range(found.accuracy_interval)}"
    for title, pairs in (
        ("Judged one story, found apart; the most alike first", found.missed),
        ("Judged two stories, found together; the least alike first", found.joined),
    ):
        if pairs:
            yield from ("", title)
            for pair in pairs:
                yield from _pair_mismatch(pair)


def _line(name: str, score: Score, interval: Interval | None = None) -> str:
    figures = f"{name:<10}{score.precision:>10.3f}{score.recall:>10.3f}{score.f1:>8.3f}"
    return figures + (_range(interval) if interval else "")


def _range(interval: Interval) -> str:
    return f"   {interval.low:.3f} to {interval.high:.3f}"


def _discrepancy(shown: Discrepancy, lost: str) -> Iterator[str]:
    pieces = counted(len(shown.parts), "piece")
    yield (
        f"  {one_line(shown.story)}: {counted(shown.articles, 'article')} in {pieces}, "
        f"costs {shown.loss:.4f} {lost}"
    )
    for part in shown.parts[:_MAX_PIECES]:
        yield f"  {part.articles:>7,}  {_short(part.headline)}  [{_short(part.story)}]"
    hidden = shown.parts[_MAX_PIECES:]
    if hidden:
        rest = counted(sum(part.articles for part in hidden), "article")
        yield f"           … and {counted(len(hidden), 'more piece')} with {rest}"


def _pair_mismatch(pair: PairMismatch) -> Iterator[str]:
    yield f"  similarity {pair.similarity:.2f}  {_short(pair.left)}  {_short(pair.right)}"
    yield f"    {_short(pair.left_headline)}"
    yield f"    {_short(pair.right_headline)}"
