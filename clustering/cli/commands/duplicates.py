"""The ``duplicates`` command: copies on standard output, and a check for CI."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from clustering.cli.exits import CHECK_FAILED
from clustering.cli.options import RunOptions, Sources, parse_source, with_run_options
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.streams import results_stream, write_message
from clustering.errors import UsageError
from clustering.selection import copies, findings
from clustering.text.english import counted
from clustering.text.sentences import say

if TYPE_CHECKING:
    from clustering.result import Result

_EXAMPLES = """\b
Examples:
  samestory duplicates fixtures/posts
  samestory duplicates fixtures/posts --check
  samestory duplicates drafts --against posts --check
  samestory duplicates posts --check --baseline copies.json --update-baseline
  samestory duplicates posts --kinds same_page,repost --drop-list | xargs -d '\\n' ls -l
"""


_NAMED = 5
"""Files that are named before the rest is only counted."""


@with_run_options
def duplicates_command(
    sources: Sources,
    *,
    style: Annotated[
        Literal["table", "json", "jsonl", "csv", "md", "github", "sarif"],
        typer.Option("--format", "-f", help="github and sarif are for CI."),
    ] = "table",
    kinds: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="Only these kinds: same_page, update, retitled, rewritten, wire_copy, repost, "
            "near_copy, same_headline, labelled.",
            show_default=False,
        ),
    ] = "",
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            parser=parse_source,
            help="Only copies in SOURCE of what is in this folder.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE...",
            help="Only copies in these files.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the copies that this file lists."),
    ] = None,
    update_baseline: Annotated[
        bool,
        typer.Option("--update-baseline", help="Write all copies found into the baseline."),
    ] = False,
    keep_list: Annotated[
        bool,
        typer.Option("--keep-list", help="Print only the records to keep, one a line."),
    ] = False,
    drop_list: Annotated[
        bool,
        typer.Option(
            "--drop-list",
            help="Print only the copies, one a line.",
        ),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with code 1 when there are any.")
    ] = False,
    options: RunOptions,
) -> None:
    """Find articles that are copies of each other and print them in groups.

    Each group names the one to keep and why. With --check the exit code is 1 when there
    is a group and 0 when there is none, for a hook or a CI job before publishing. An equal
    headline alone (same_headline) fails no check, nor does what stands in related lists.
    Nothing is ever deleted or edited.
    """
    if (keep_list or drop_list) and (style != "table" or (keep_list and drop_list)):
        raise UsageError("give one of --keep-list, --drop-list and --format.")
    if update_baseline and (baseline is None or only):
        raise UsageError("--update-baseline needs --baseline FILE, and goes without --only.")
    wanted = copies.parse_kinds(kinds)
    stream = results_stream()
    read = list(sources) if against is None else copies.sources_to_read(sources, against)
    result = read_and_run(read, choose_run_settings(sources, options), options)
    result, new = _against(result, sources, against, wanted)
    if only:
        if not options.quiet:
            _name_unread(findings.without_records(result, only))
        result, new = findings.in_files(result, only)
    if baseline is not None:
        if update_baseline:
            listed = findings.write_baseline(result, baseline)
            write_message(f"{baseline}: {counted(listed, say('duplicate_group'))} may stay.")
            if style == "table" and not (keep_list or drop_list):
                return
        result, new = findings.beyond_baseline(result, baseline, new)
    sure = result if wanted else copies.sure(result)
    if keep_list or drop_list:
        named = copies.names_to_keep(sure) if keep_list else copies.names_to_drop(sure, new)
        _print_names(named, stream)
    else:
        from clustering.reporting.terminal import stream_duplicates

        stream_duplicates(result, style, stream, new)
    if check:
        _check(result, len(findings.of_own_records(sure).duplicate_groups))


def _name_unread(files: Sequence[str]) -> None:
    """Name the first files of ``--only`` from which nothing was read."""
    for name in files[:_NAMED]:
        write_message(f"--only: no article was read from {name}; it is not checked.")
    if len(files) > _NAMED:
        write_message(f"--only: nor from {len(files) - _NAMED:,} more.")


def _check(result: Result, failing: int) -> None:
    """Say how many of the groups fail the check, and end with its exit code."""
    listed = len(result.duplicate_groups)
    if failing < listed:
        write_message(
            f"duplicate groups that fail the check: {failing} of {listed}; an equal headline alone "
            "and what stands in related lists do not count."
        )
    elif failing:
        write_message(f"{counted(failing, say('duplicate_group'))}; the check fails.")
    if failing:
        raise typer.Exit(CHECK_FAILED)


def _against(
    result: Result, sources: Sequence[str], against: str | None, kinds: Collection[str]
) -> tuple[Result, frozenset[int] | None]:
    """Leave the copies of some kinds, and those of what is already in a folder."""
    new = None
    if against is not None:
        result, new = copies.new_against(result, sources, against)
    if kinds:
        result = copies.of_kinds(result, kinds)
    if against is not None and kinds:  # what is left of a group may be all new, or all old
        result, new = copies.new_against(result, sources, against)
    return result, new


def _print_names(names: Iterable[str], stream: TextIO) -> None:
    """Print one name a line, and none that holds a line break: it would read as two names."""
    for name in names:
        if name.splitlines() == [name]:
            stream.write(f"{name}\n")
        else:
            write_message(f"not listed, because the name holds a line break: {name!r}")
