"""The ``settings`` command: settings with their values, ranges and what moving them does."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from clustering.cli.options import Debug
from clustering.cli.streams import results_stream
from clustering.settings.accepted import accepted_values
from clustering.settings.beside import BESIDE_SETTINGS
from clustering.settings.model import COMMON, Chosen, choose_settings, settings_in_order

_EXAMPLES = """\b
Examples:
  samestory settings
  samestory settings fixtures/posts
  samestory settings --all                       those that few people need, too
  samestory settings --format yaml               a settings file to begin with
"""


def settings_command(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE",
            help="What a samestory.yaml is looked for in or beside. [default: this folder]",
            show_default=False,
        ),
    ] = None,
    *,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings file to look into instead.")
    ] = None,
    style: Annotated[
        Literal["text", "json", "yaml"], typer.Option("--format", "-f", help="How to print it.")
    ] = "text",
    show_all: Annotated[
        bool, typer.Option("--all", help="Show the settings that few people need, too.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Show the settings: their values and where these come from, their ranges, what they do.

    Of those that few people need only what you have set is shown, unless you ask for --all.
    Each setting is a line of samestory.yaml, and a flag of every command that groups articles,
    with dashes: --duplicate-title 0.8. A flag wins over the file.
    """
    stream = results_stream()
    chosen = choose_settings(config=config, beside=source or Path())
    rows = _rows(chosen)
    if style == "json":
        import json

        stream.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    shown = [
        row
        for row in rows
        if show_all or row["setting"] in COMMON or row["value"] != row["default"]
    ]
    if style == "yaml":
        stream.write("\n".join(map(_in_yaml, shown)))
        return
    stream.write("\n".join(map(_in_words, shown)))
    left = [row["setting"] for row in rows if row not in shown]
    if left:
        few = f"Few people need the others (samestory settings --all): {', '.join(left)}."
        stream.write("\n" + textwrap.fill(few, 80, break_on_hyphens=False) + "\n")
    stream.write(f"\nsamestory.yaml may also hold: {', '.join(BESIDE_SETTINGS)}.\n")


def _rows(chosen: Chosen) -> list[dict[str, Any]]:
    return [
        {
            "setting": name,
            "value": getattr(chosen.settings, name),
            "from": chosen.origins[name],
            "default": setting.default,
            "takes": accepted_values(setting),
            "what_it_does": setting.description,
        }
        for name, setting in settings_in_order()
    ]


def _in_words(row: dict[str, Any]) -> str:
    value = f"{row['setting']} = {_spelled(row['value'])}"
    if row["from"] != "default":
        value += f"   from {row['from']}; the default is {_spelled(row['default'])}"
    return "\n".join([value, *_about(row, "    "), ""])


def _in_yaml(row: dict[str, Any]) -> str:
    line = f"{row['setting']}: {_spelled(row['value'])}"
    if row["value"] is None:  # an empty value would be none of those it takes
        line = f"# {row['setting']}:"
    return "\n".join([*_about(row, "# "), line, ""])


def _about(row: dict[str, Any], before: str) -> list[str]:
    text = f"{row['what_it_does']} Takes {row['takes']}."
    return textwrap.wrap(
        text, 80, initial_indent=before, subsequent_indent=before, break_on_hyphens=False
    )


def _spelled(value: object) -> str:
    return "none" if value is None else str(value).lower()
