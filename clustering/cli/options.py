"""The options that commands share: every setting as a flag, and --strict, --quiet and the like.

The help shows those that people use; ``--help-all`` shows all.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import typer

from clustering.cli.typer_parts import MORE_PANEL, SETTINGS_PANEL, show_all_help
from clustering.settings.accepted import limits_of, metavar_of
from clustering.settings.beside import Beside
from clustering.settings.model import Settings
from clustering.settings.read import CONFIG_NAME

RUN_PANEL = "Shared options"
_HELP_ALL = "help_all"
HOW_TO_PRINT = "How to print it."
SHOW_TRACEBACK = "Show the traceback of an error."


def parse_source(name: str) -> str:
    """Return the name of a source; refuse an empty one."""
    if not name:  # an unset variable of a script; as a path it would be the current folder
        raise typer.BadParameter("an empty name is no source.")
    return name


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        parser=parse_source,
        help="Folders of posts, tables, feeds, or web addresses of these.",
        show_default=False,
    ),
]
Format = Annotated[
    Literal["table", "json", "jsonl", "csv", "md"],
    typer.Option("--format", "-f", help=HOW_TO_PRINT),
]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", "-f", help=HOW_TO_PRINT)]
StoreFile = Annotated[
    Path, typer.Argument(metavar="STORE", help="The store that report --store or watch writes.")
]
TimeZone = Annotated[
    str,
    typer.Option(
        metavar="ZONE", help="Show times in this zone, such as Europe/Berlin. [default: UTC]"
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help=SHOW_TRACEBACK)]


def _shared(text: str, *flags: str, metavar: str | None = None, panel: str = RUN_PANEL) -> Any:  # noqa: ANN401 - Typer's own
    return typer.Option(
        *flags, metavar=metavar, help=text, show_default=False, rich_help_panel=panel
    )


_rare = functools.partial(_shared, panel=MORE_PANEL)


@dataclass(frozen=True)
class RunOptions:
    """The values of the options that all commands share; see the help of each.

    ``flags`` are settings given as flags; ``None`` for those that were not given.
    """

    config: Annotated[
        Path | None,
        _shared(f"Settings file. [default: {CONFIG_NAME} beside the sources]", metavar="FILE"),
    ] = None
    columns: Annotated[
        str, _shared("Columns with names of their own: title=HEADLINE,url=LINK.", metavar="LIST")
    ] = ""
    outlet: Annotated[
        str, _rare("Who published the posts and rows that name no outlet.", metavar="NAME")
    ] = ""
    date_format: Annotated[
        str,
        _rare("Form of dates that are read wrongly or not at all, as in %d%m%Y.", metavar="FORM"),
    ] = ""
    day_first: Annotated[
        bool | None,
        _rare(
            "Read 3/10/2024 as 3 October, or as March 10; "
            "otherwise the other dates of the source tell.",
            "--day-first/--month-first",
        ),
    ] = None
    follow: Annotated[
        bool,
        _rare("Fetch the feeds that lists of feeds (.opml) name by their addresses.", "--follow"),
    ] = False
    no_cache: Annotated[
        bool, _rare("Do all anew, and remember nothing for the next run.", "--no-cache")
    ] = False
    strict: Annotated[
        bool, _shared("Exit with 3 if anything is skipped or a date not read.", "--strict")
    ] = False
    quiet: Annotated[bool, _shared("Nothing on stderr but errors.", "--quiet", "-q")] = False
    debug: Annotated[bool, _rare(SHOW_TRACEBACK, "--debug")] = False
    labels: Annotated[
        Path | None, _shared("Answers about pairs, as `label` writes them.", metavar="FILE")
    ] = None
    time_zone: Annotated[
        str,
        _shared(
            "Show times in this zone, such as Europe/Berlin; files for programs hold UTC. "
            "[default: UTC]",
            metavar="ZONE",
        ),
    ] = ""
    flags: Mapping[str, Any] = field(default_factory=dict)


def fill_options(options: RunOptions, beside: Beside) -> RunOptions:
    """Take from the settings file what the flags do not say."""
    from clustering.sources.sites import said_outlet

    return replace(
        options,
        columns=options.columns or beside.columns,
        outlet=said_outlet(options.outlet or beside.outlet),
        labels=options.labels or beside.labels,
        time_zone=options.time_zone or beside.time_zone,
    )


def with_run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all shared options in place of its ``options: RunOptions`` parameter.

    They are generated from ``RunOptions`` and from ``Settings``, so that a new setting is a flag at
    once.
    """
    hints = get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    own = [
        parameter.replace(annotation=hints[name])
        for name, parameter in signature.parameters.items()
        if name != "options"
    ]

    @functools.wraps(command)
    def with_options(**given: Any) -> None:  # noqa: ANN401 - whatever Typer parsed
        given.pop(_HELP_ALL)
        flags = {name: given.pop(name) for name in Settings.model_fields}
        shared = {
            item.name: given.pop(item.name) for item in fields(RunOptions) if item.name in given
        }
        options = RunOptions(**shared, flags=flags)
        # The time zone that a command shows times in is its own.
        copy_context().run(functools.partial(command, **given, options=options))

    shared = [*_run_parameters(), *_setting_parameters(), _help_all()]
    with_options.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
    with_options.__annotations__ = {
        parameter.name: parameter.annotation for parameter in [*own, *shared]
    }
    return with_options


def _run_parameters() -> Iterator[inspect.Parameter]:
    hints = get_type_hints(RunOptions, include_extras=True)
    for item in fields(RunOptions):
        if item.name != "flags":
            yield _keyword(item.name, hints[item.name], item.default)


def _setting_parameters() -> Iterator[inspect.Parameter]:
    for name, setting in Settings.model_fields.items():
        kind: Any = setting.annotation
        flag = f"--{name.replace('_', '-')}"
        if kind is bool:
            flag = f"{flag}/--no-{flag[2:]}"
            default = flag.split("/")[0 if setting.default else 1]
        else:
            default = "none" if setting.default is None else str(setting.default)
        text = f"{setting.description} [default: {default}]"
        metavar, parser = metavar_of(setting), None
        if limits := limits_of(setting):
            # Typer has ranges as well, but its versions word and show them in different ways.
            low, high = limits
            number = int if kind is int else float
            metavar = "N" if number is int else "NUMBER"
            text += f" [{low:g} to {high:,}]"
            parser = functools.partial(_parse_number, kind=number, low=low, high=high)
        option = typer.Option(
            flag, metavar=metavar, help=text, parser=parser, rich_help_panel=SETTINGS_PANEL
        )
        yield _keyword(name, Annotated[kind | None, option], None)


def _help_all() -> inspect.Parameter:
    option = typer.Option(
        "--help-all",
        help="Show all options and settings, and exit.",
        is_eager=True,
        callback=show_all_help,
        rich_help_panel=RUN_PANEL,
    )
    return _keyword(_HELP_ALL, Annotated[bool, option], False)


def _parse_number(text: str, kind: type[int] | type[float], low: float, high: float) -> float:
    """Read a number within a range; refuse anything else, ``nan`` included, naming the range."""
    with suppress(ValueError):
        if low <= (number := kind(text)) <= high:
            return number
    name = "a whole number" if kind is int else "a number"
    raise typer.BadParameter(f"{text!r} is not {name} from {low:g} to {high:g}.")


def _keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:  # noqa: ANN401
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
