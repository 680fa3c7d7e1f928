"""The ``settings`` command: every setting with its value, its range and what moving it does."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from clustering.cli.streams import results_stream
from clustering.cli.typer_parts import CommandHelp
from clustering.settings.accepted import accepted_values
from clustering.settings.beside import BESIDE_SETTINGS
from clustering.settings.model import Chosen, Settings, choose_settings

_EXAMPLES = """\b
Examples:
  samestory settings
  samestory settings fixtures/posts
  samestory settings --format yaml               a settings file to begin with
"""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=CommandHelp, epilog=_EXAMPLES)
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
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Show every setting: its value and where that comes from, its range, what it does.

    Each setting is a line of samestory.yaml, and a flag of every command that groups articles,
    with dashes: --duplicate-title 0.8. A flag wins over the file.
    """
    stream = results_stream()
    chosen = choose_settings(config=config, beside=source or Path())
    if style == "json":
        import json

        stream.write(json.dumps(_rows(chosen), indent=2, ensure_ascii=False) + "\n")
    elif style == "yaml":
        stream.write("\n".join(map(_in_yaml, _rows(chosen))))
    else:
        stream.write("\n".join(map(_in_words, _rows(chosen))))
        others = ", ".join(BESIDE_SETTINGS)
        stream.write(f"\nsamestory.yaml may also hold: {others}.\n")


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
        for name, setting in Settings.model_fields.items()
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
