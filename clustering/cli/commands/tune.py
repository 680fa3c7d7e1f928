"""The ``tune`` command: try every value of a setting at once, and say which to choose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clustering.cli.options import RunOptions, Sources, TextOrJson, fill_options, with_run_options
from clustering.cli.progress import progress_bars
from clustering.cli.read_and_run import choose_run_settings, first_on_disk, read_and_run
from clustering.cli.streams import print_result, results_stream, write_message
from clustering.errors import UsageError
from clustering.settings.beside import Beside

if TYPE_CHECKING:
    from clustering.answers.judged import JudgedPairs
    from clustering.evaluation.gold import GoldLabels

_EXAMPLES = """\b
Examples:
  samestory tune posts                              what joins and parts at each value?
  samestory tune posts --labels labels.yaml --write
  samestory tune articles.jsonl --gold story --sweep detail,link
  samestory tune posts --sweep window=3/7/14/30
  samestory tune posts --sweep duplicate_title=0.6:0.9:7
"""


@with_run_options
def tune_command(
    sources: Sources,
    *,
    over: Annotated[
        str | None,
        typer.Option(
            "--sweep",
            metavar="SETTINGS",
            help="One or two settings to try the values of: detail,link or window=3/7/14 or "
            "link=0.1:0.3:11 (lowest:highest:how many). When not given: detail, or cohesion "
            "where one is set.",
        ),
    ] = None,
    gold: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN|FILE",
            help="Labels of stories, as for `evaluate`: a column of the sources, or a file.",
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", help="Folder to write.")
    ] = Path("reports/tune"),
    write: Annotated[
        bool,
        typer.Option("--write", help="Put the choice into samestory.yaml; shows the difference."),
    ] = False,
    style: TextOrJson = "text",
    options: RunOptions,
) -> None:
    """Try every value of a setting in one pass and say which to choose, and why.

    Without labels the value stays as it is. With labels the value that agrees with them best is
    chosen, if it also agrees best on labels that were left out of the choice. A warning says
    when there are too few labels to tell. Writes tune.html (chart, table, and the merges to read
    at every value), tune.svg and tune.json.
    """
    from clustering.reporting.tuning.folder import check_folder, findings_rows, write_folder
    from clustering.reporting.tuning.terminal import findings_text
    from clustering.tuning.findings import sweep_and_choose
    from clustering.tuning.values import parse_sweep

    results_stream()  # a closed stdout is an error before the sources are read
    chosen = choose_run_settings(sources, options)
    options = fill_options(options, chosen.beside)
    chosen = replace(chosen, beside=Beside())
    over = chosen.settings.knob if over is None else over
    axes = parse_sweep(over, chosen.settings)  # as is a wrong value
    check_folder(out)
    known = _labels(gold, options.labels, sources, over)
    # The answers are to judge the sweep. Applied to the run, they would agree with every value.
    free = replace(options, labels=None)
    result = read_and_run(sources, chosen, free)
    if not result.articles:
        raise UsageError("there are no articles to tune on; name other sources.")
    with progress_bars(quiet=options.quiet) as progress:
        found = sweep_and_choose(result, chosen.settings, axes, known, progress)
    files = write_folder(found, out)
    if "tune.svg" not in files and not options.quiet:
        _say_why_no_chart()
    page = f"\n\nEvery value, and what changes at each: {out / 'tune.html'}"
    print_result(findings_rows(found), findings_text(found) + page, style)
    if write and found.sweep.is_other_cut and found.choice.step == found.present:
        raise UsageError("--write: no labels show that cohesion is better than detail.")
    if write:
        _write(sources, options, found.values, quiet=style == "json")


def _labels(
    gold: str | None, labels: Path | None, sources: list[str], over: str
) -> GoldLabels | JudgedPairs | None:
    from clustering.answers.file import is_answer_file, read_answers
    from clustering.evaluation.gold import read_gold
    from clustering.tuning.sweep import DUPLICATE_PREFIX

    if gold is not None and labels is not None:
        raise UsageError("give either --gold or --labels, not both.")
    if gold is not None:
        return read_gold(gold, sources)
    if labels is None:
        return None
    if not is_answer_file(labels):
        return read_gold(str(labels), sources)
    about_copies = all(part.strip().startswith(DUPLICATE_PREFIX) for part in over.split(","))
    answers = read_answers(labels)
    pairs = answers.about_copies() if about_copies else answers.about_stories()
    if not len(pairs) and about_copies and answers.entries:
        raise UsageError(
            f"{labels}: no answer says whether an article is a copy; write 'answer: copy' or "
            "'answer: different' for some pairs."
        )
    if not len(pairs):
        raise UsageError(f"{labels}: no answers yet; give some with `samestory label`.")
    return pairs


def _say_why_no_chart() -> None:
    from importlib.util import find_spec

    from clustering.reporting.tuning.chart import MISSING

    if find_spec("matplotlib") is None:
        write_message(MISSING)


def _write(
    sources: list[str], options: RunOptions, values: dict[str, object], *, quiet: bool
) -> None:
    """Show what would be different in the settings file, and write it."""
    from clustering.settings.write import config_path, plan_change

    source = first_on_disk(sources)
    if source is None and options.config is None:
        raise UsageError("--write: name the file to write with --config.")
    path = config_path(source or Path(), options.config)
    change = plan_change(path, values)
    if not change.is_needed:
        write_message(f"{path}: has these values already.")
        return
    if not quiet:
        typer.echo(f"\n{change.difference()}")
    change.write()
    write_message(f"{path}: written; the next run uses it.")
