"""What every command does first: choose settings, read, report what was skipped, run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from clustering.cli.meaning import find_meaning, tell_languages
from clustering.cli.options import RunOptions, fill_options
from clustering.cli.progress import progress_bars
from clustering.cli.spilled import memory_watched, tell_spilled
from clustering.cli.streams import write_detail, write_message
from clustering.errors import NothingReadable
from clustering.settings.model import Chosen, choose_settings
from clustering.settings.outlet_groups import OutletGroups
from clustering.system.files import has_path, is_on_web
from clustering.text.time_zones import use_time_zone

if TYPE_CHECKING:
    from clustering.cli.stored import StoredRun
    from clustering.model import Reading, Skip
    from clustering.result import Result
    from clustering.sources.base import ReadOptions
    from clustering.system.progress import Progress

MAX_SKIPS_SHOWN = 10
MAX_SOURCES_TOLD = 20
MAX_SHARE_SKIPPED = 0.1
"""Of what was read; more is told even to who wants to hear of errors alone."""

MAX_ALARMS_SHOWN = 3
MAX_UNKNOWN_SHOWN = 10
SLOW_FROM = 50_000
"""Records from which the search for pairs takes a good part of the time."""

FASTER_SEARCH = (
    "pip install 'samestory[fast]' makes the search of so many articles several times faster."
)
IGNORED = "tables and feeds in a folder of posts are read only when you name the file"
SEE_REPORT = "which `samestory report` lists in run.json"


def choose_run_settings(sources: Sequence[str], options: RunOptions) -> Chosen:
    """Choose the settings: defaults, the file beside the first source on disk, then flags."""
    return choose_settings(options.flags, options.config, first_on_disk(sources))


def first_on_disk(sources: Sequence[str]) -> Path | None:
    """Return the path of the first source that has one; its settings file is in or beside it."""
    return next((Path(source) for source in sources if has_path(source)), None)


def read_and_run(
    sources: Sequence[str],
    chosen: Chosen,
    options: RunOptions,
    *,
    full_list: str = SEE_REPORT,
    keep_columns: bool = False,
    store: StoredRun | None = None,
) -> Result:
    """Read the sources and run the corridor over them.

    Parameters
    ----------
    full_list
        Where the user finds the list of everything that was skipped, in words.
    keep_columns
        Whether to keep the columns of tables that hold no field of a record.
    store
        The store to bring the articles into; ``None`` for a run of its own.

    Raises
    ------
    NothingReadable
        When no source can be read, or under ``--strict`` when anything was skipped or a date
        cannot be read.
    """
    from clustering.answers.file import read_answers
    from clustering.engines.choose import keep_memory_for, prepare_engine
    from clustering.sources.inputs import find_ignored
    from clustering.system.cores import usable_cores
    from clustering.system.garbage import keep_what_there_is
    from clustering.system.memory import peak_memory_mb

    options = fill_options(options, chosen.beside)
    use_time_zone(options.time_zone)
    labels = read_answers(options.labels) if options.labels else None
    how = reading_options(chosen, options, keep_columns=keep_columns)
    meaning = find_meaning(chosen.settings, no_cache=options.no_cache)
    prepare_engine(chosen.settings.engine, usable_cores(chosen.settings.jobs))
    began = perf_counter()
    with progress_bars(quiet=options.quiet) as progress:
        reading = _read(sources, how, progress, follow=options.follow)
    spent, peak = perf_counter() - began, peak_memory_mb()
    from clustering.pipeline import run

    keep_memory_for(len(reading.records))
    if options.strict and (reading.skipped or reading.unread_dates):
        tell_unread(reading, shown=len(reading.skipped), full_list=full_list)
        lost = f"{len(reading.skipped)} skipped"
        if reading.unread_dates:
            from clustering.text.english import counted

            lost += f", {counted(len(reading.unread_dates), 'date')} not read"
        raise NothingReadable(f"{lost}, and --strict allows none.")
    is_promised = False
    if options.quiet:
        tell_many_skipped(reading)
    else:
        tell_taken(reading)
        tell_unread(reading, shown=MAX_SKIPS_SHOWN, full_list=full_list)
        tell_ignored(find_ignored(sources))
        tell_faster_search(reading)
        is_promised = tell_spilled(reading, chosen.settings)
    watching = memory_watched(chosen.settings, is_promised=is_promised)
    keep_what_there_is()
    with watching, progress_bars(quiet=options.quiet) as progress:
        if store is None:
            result = run(reading, chosen.settings, progress, labels, meaning=meaning)
        else:
            result = store.update(reading, chosen.settings, labels, sources, progress, meaning)
    result = replace(
        result,
        seconds={"reading": spent, **result.seconds},
        memory={"reading": peak, **result.memory} if peak else result.memory,
        outlet_groups=OutletGroups(chosen.beside.groups),
    )
    if not options.quiet:
        tell_unknown_outlets(result)
        tell_labels(result)
        tell_languages(result)
        tell_alarms(result)
    return result


def tell_unknown_outlets(result: Result) -> None:
    """Name on stderr, in one line, the outlets of groups that nothing was read from."""
    outlets = {article.outlet for article in result.articles} if result.outlet_groups.groups else ()
    unknown = [
        f"{entry!r} ({', '.join(labels)})"
        for entry, labels in result.outlet_groups.unknown(outlets).items()
    ]
    if unknown:
        more = len(unknown) - MAX_UNKNOWN_SHOWN
        listed = ", ".join(unknown[:MAX_UNKNOWN_SHOWN]) + (f" and {more} more" if more > 0 else "")
        write_message(
            f"groups: no article is from {listed}; name outlets by their domain, or by their name "
            "as the report shows it."
        )


def tell_faster_search(reading: Reading) -> None:
    """Say on stderr what makes the search of so many records faster, where it is missing."""
    if len(reading.records) >= SLOW_FROM and find_spec("numba") is None:
        write_message(FASTER_SEARCH)


def _read(
    sources: Sequence[str], how: ReadOptions, progress: Progress | None, *, follow: bool
) -> Reading:
    """Read sources; what fetches web addresses is loaded where there are some."""
    if follow or any(map(is_on_web, sources)):
        from clustering.fetching import fetch_and_read

        return fetch_and_read(sources, how, progress, follow=follow)
    from clustering.sources import read_sources

    return read_sources(sources, how, progress)


def tell_taken(reading: Reading) -> None:
    """Tell on stderr what of each source was taken for what, and what was not found."""
    from clustering.reporting.taken import missing_in_words, taken_in_words

    for taken in reading.taken[:MAX_SOURCES_TOLD]:
        write_message(taken_in_words(taken))
        for sentence in missing_in_words(taken):
            write_message(sentence)
    if len(reading.taken) > MAX_SOURCES_TOLD:
        write_message(f"… and {len(reading.taken) - MAX_SOURCES_TOLD} sources more, {SEE_REPORT}")


def reading_options(
    chosen: Chosen, options: RunOptions, *, keep_columns: bool = False
) -> ReadOptions:
    """Return how to read, as the user said; refuse columns or a form of dates that cannot be."""
    from clustering.cli.ahead import load_ahead
    from clustering.engines.choose import room_for_texts
    from clustering.sources.base import ReadOptions
    from clustering.sources.dates import check_form, order_of
    from clustering.sources.tables.columns import parse_mapping
    from clustering.system.user_cache import default_folder

    return ReadOptions(
        jobs=chosen.settings.jobs,
        columns=parse_mapping(options.columns),
        outlet=options.outlet,
        date_format=check_form(options.date_format, "--date-format"),
        date_order=order_of(options.day_first),
        keep_columns=keep_columns,
        cache=None if options.no_cache else default_folder(),
        room=room_for_texts(chosen.settings.engine, chosen.settings.memory),
        meanwhile=load_ahead,
    )


def tell_unread(reading: Reading, *, shown: int, full_list: str) -> None:
    """Report on stderr what was skipped, and which dates cannot be read."""
    if reading.skipped:
        tell_skipped(reading.skipped, shown=shown, full_list=full_list)
    if reading.unread_dates:
        from clustering.reporting.wording import unread_dates_in_words

        write_message(unread_dates_in_words(reading.unread_dates))


def tell_many_skipped(reading: Reading) -> None:
    """Say on stderr that more than a tenth was skipped, and why most of it was."""
    from clustering.reporting.taken import many_skipped_in_words

    everything = len(reading.skipped) + len(reading.records)
    if len(reading.skipped) > MAX_SHARE_SKIPPED * everything:
        write_message(many_skipped_in_words(reading.skipped, everything))


def tell_skipped(skipped: Sequence[Skip], *, shown: int, full_list: str) -> None:
    """List the first skips on stderr, one a line, and say where the others are."""
    write_message(f"skipped {len(skipped)}:")
    for skip in skipped[:shown]:
        write_detail(f"  {skip}")
    if len(skipped) > shown:
        write_detail(f"  … and {len(skipped) - shown} more, {full_list}")


def tell_ignored(ignored: Sequence[str]) -> None:
    """Name the first table or feed in a folder of posts, and say how many more there are."""
    if ignored:
        more = f" and {len(ignored) - 1:,} more" if len(ignored) > 1 else ""
        write_message(f"ignored {ignored[0]}{more}: {IGNORED}.")


def tell_labels(result: Result) -> None:
    """Report on stderr which of the labels could not be applied, and why."""
    constraints = result.constraints
    if constraints is None:
        return
    missing = constraints.answer_count - constraints.matched_count
    if missing:
        from clustering.text.english import counted

        verb = "is" if missing == 1 else "are"
        told = counted(missing, "answer")
        write_message(f"{constraints.origin}: {told} {verb} about articles that were not read.")
    for clash in constraints.contradictions:
        first, last = (result.articles[end].title for end in (clash.left, clash.right))
        write_message(
            f"{constraints.origin}: one answer says that '{first}' and '{last}' are different, "
            f"{len(clash.chain) - 1} other answers make them the same; they count as the same."
        )


def tell_alarms(result: Result) -> None:
    """Name on stderr the first stories that look merged by accident."""
    from clustering.text.sentences import say

    if not result.alarms:
        return
    write_message(f"{len(result.alarms)} {say('second_look').lower()} (may be merged by accident):")
    headlines = {story.id: story.headline for story in result.stories}
    for alarm in result.alarms[:MAX_ALARMS_SHOWN]:
        write_detail(f"  {headlines[alarm.story]}: {alarm.sentence}")
    if len(result.alarms) > MAX_ALARMS_SHOWN:
        write_detail(f"  … and {len(result.alarms) - MAX_ALARMS_SHOWN} more, all in the report")
