"""The shared options: every setting is a flag with its range, default and description."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from clustering.cli.app import SUMMARIES
from clustering.cli.commands.duplicates import duplicates_command
from clustering.cli.options import Format, RunOptions, with_run_options
from clustering.reporting.terminal import DUPLICATE_STREAMS, STORY_STREAMS
from clustering.settings.model import Settings
from tests.cli.conftest import Invoke, besides_taken, refused


def parse(*words: str) -> RunOptions:
    """Return what a command with the shared options makes of a command line."""
    seen: list[RunOptions] = []
    app = typer.Typer(add_completion=False)

    @app.command()
    @with_run_options
    def command(*, options: RunOptions) -> None:
        seen.append(options)

    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.stderr
    return seen[0]


def test_the_formats_are_those_that_reports_write() -> None:
    assert get_args(get_args(Format)[0]) == tuple(STORY_STREAMS)
    style = get_type_hints(duplicates_command, include_extras=True)["style"]
    assert get_args(get_args(style)[0]) == tuple(DUPLICATE_STREAMS)


def test_without_flags_every_setting_is_not_given() -> None:
    options = parse()
    assert options.flags == dict.fromkeys(Settings.model_fields)
    assert options == RunOptions(flags=options.flags)


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--cohesion", "0.3"], "cohesion", 0.3),
        (["--excerpt-chars", "250"], "excerpt_chars", 250),
        (["--no-prior"], "prior", False),
        (["--boilerplate"], "boilerplate", True),
        (["--related", "merge"], "related", "merge"),
        (["--jobs", "3"], "jobs", 3),
    ],
)
def test_a_flag_arrives_under_the_name_of_its_setting(
    words: list[str], name: str, value: object
) -> None:
    given = {key: value for key, value in parse(*words).flags.items() if value is not None}
    assert given == {name: value}


@pytest.mark.parametrize(
    ("flag", "range_"),
    [("--window", "0 to 100000"), ("--cohesion", "0 to 1"), ("--link", "0 to 1")],
)
@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "-0.1", "some"])
def test_what_is_no_number_in_the_range_is_told_the_range(
    flag: str, range_: str, number: str, invoke: Invoke
) -> None:
    assert besides_taken(refused(invoke("stories", "posts", f"{flag}={number}"))) == (
        f"samestory: invalid value for '{flag}': '{number}' is not a number from {range_}. "
        "See 'samestory stories --help'.\n"
    )


@pytest.mark.parametrize("number", ["1.5", "-4", "99999", "some"])
def test_what_is_no_whole_number_in_the_range_is_told_the_range(
    number: str, invoke: Invoke
) -> None:
    assert besides_taken(refused(invoke("stories", "posts", f"--jobs={number}"))) == (
        f"samestory: invalid value for '--jobs': '{number}' is not a whole number from 0 to "
        "1024. See 'samestory stories --help'.\n"
    )


@pytest.mark.parametrize("number", [".nan", ".inf", "nan"])
def test_a_settings_file_cannot_say_nan_either(number: str, invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(f"window: {number}\n")
    told = refused(invoke("stories", "posts", "--config", str(tmp_path / "c.yaml")))
    assert told.endswith("expected a number from 0 to 100,000.\n")
    assert besides_taken(told).count("\n") == 1


def test_the_other_shared_options_arrive() -> None:
    options = parse("--config", "my.yaml", "--strict", "-q", "--debug")
    assert options.config == Path("my.yaml")
    assert (options.strict, options.quiet, options.debug) == (True, True, True)


GROUPING = sorted(set(SUMMARIES) - {"news", "serve", "settings"})
"""The commands that group articles, and so have every setting as a flag."""


@pytest.mark.parametrize("command", GROUPING)
def test_the_whole_help_shows_every_setting_with_default_and_range(
    invoke: Invoke, command: str
) -> None:
    shown = " ".join(invoke(command, "--help-all").stdout.split())
    for name, setting in Settings.model_fields.items():
        assert f"--{name.replace('_', '-')}" in shown
        assert str(setting.description) in shown
        if setting.default is not None and not isinstance(setting.default, bool):
            assert f"{setting.description} [default: {setting.default}]" in shown
    assert f"--cohesion NUMBER {Settings.model_fields['cohesion'].description}" in shown
    assert "[default: none] [0 to 1]" in shown
    assert "--jobs N " in shown
    assert "[default: --prior]" in shown
    assert "<evidence|merge|ignore>" in shown
    assert "--debug" in shown


@pytest.mark.parametrize("command", sorted(SUMMARIES))
def test_the_help_of_a_command_fits_a_screen(invoke: Invoke, command: str) -> None:
    shown = invoke(command, "--help").stdout
    assert shown.count("\n") <= 45
    assert "[default: None]" not in shown
    assert "<float" not in shown
    assert "Examples:" in shown


def test_the_short_help_names_what_people_use_and_the_way_to_the_rest(invoke: Invoke) -> None:
    shown = invoke("report", "--help").stdout
    assert {"--out", "--detail", "--labels", "--help-all"} <= set(shown.replace(",", " ").split())
    assert "--cohesion" not in shown
    again = invoke("report", "--help").stdout
    assert invoke("report", "--help-all").exit_code == 0
    assert again == shown


def test_settings_stand_in_a_section_of_their_own(invoke: Invoke) -> None:
    sections = invoke("report", "--help-all").stdout.split("\nSettings:")
    assert len(sections) == 2
    assert "--cohesion" not in sections[0]
    assert "--out" in sections[0]
