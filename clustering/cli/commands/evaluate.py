"""The ``evaluate`` command: score the stories against labels people gave."""

from __future__ import annotations

from typing import Annotated

import typer

from clustering.cli.options import RunOptions, Sources, TextOrJson, fill_options, with_run_options
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.streams import print_result, results_stream

_EXAMPLES = """\b
Examples:
  samestory evaluate articles.jsonl --gold story
  samestory evaluate fixtures/posts --gold fixtures/gold.jsonl
  samestory evaluate articles.jsonl --gold pairs.jsonl --format json
"""


@with_run_options
def evaluate_command(
    sources: Sources,
    *,
    gold: Annotated[
        str,
        typer.Option(
            metavar="COLUMN|FILE",
            help="The labels: a column of the sources, or a table (.jsonl, .csv, …) with 'record' "
            "(or 'id') and 'story', or with 'a', 'b' and 'same_story'.",
            show_default=False,
        ),
    ],
    style: TextOrJson = "text",
    show: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many of the worst mistakes to list.")
    ] = 5,
    options: RunOptions,
) -> None:
    """Score the stories against gold labels: which belong together, as people say.

    Prints BCubed, pairwise, V-measure, ARI and AMI, and the splits and merges that cost the
    most. Only labelled articles count. The labels play no part in finding the stories.
    """
    from clustering.answers.judged import JudgedPairs
    from clustering.evaluation.evaluate import evaluate_pairs
    from clustering.evaluation.evaluate import evaluate_stories as against_stories
    from clustering.evaluation.gold import read_gold
    from clustering.reporting.evaluation import scores_rows, scores_text
    from clustering.sources.tables.columns import parse_mapping

    results_stream()  # a closed stdout is an error before the sources are read
    chosen = choose_run_settings(sources, options)
    options = fill_options(options, chosen.beside)
    labels = read_gold(gold, sources, parse_mapping(options.columns))
    result = read_and_run(sources, chosen, options)
    found = (
        evaluate_pairs(result, labels, show)
        if isinstance(labels, JudgedPairs)
        else against_stories(result, labels, show)
    )
    print_result(scores_rows(found), scores_text(found), style)
