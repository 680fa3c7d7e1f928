"""The parts of Typer that it does not promise are there and do what the adapter takes them for."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pytest
import typer
from typer import core

from clustering.cli.typer_parts import CommandGroup, CommandHelp, usage_problem

TYPER = f"Typer {version('typer')}"
MAIN = ["args", "prog_name", "complete_var", "standalone_mode", "windows_expand_args"]
MEND = "mend clustering/cli/typer_parts.py"


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (core.TyperGroup, "resolve_command", ["self", "ctx", "args"]),
        (core.TyperGroup, "invoke", ["self", "ctx"]),
        (core.TyperGroup, "main", ["self", *MAIN, "extra"]),
        (core.TyperCommand, "format_options", ["self", "ctx", "formatter"]),
        (core.TyperCommand, "get_params", ["self", "ctx"]),
        (core.TyperOption, "get_help_record", ["self", "ctx"]),
        (core.TyperArgument, "get_help_record", ["self", "ctx"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_typer_has_the_methods_that_are_built_upon(
    owner: type, name: str, parameters: list[str]
) -> None:
    method = getattr(owner, name, None)
    assert method is not None, f"{TYPER} has no {owner.__name__}.{name} any more; {MEND}"
    found = list(inspect.signature(method).parameters)
    assert found == parameters, f"{TYPER} calls {owner.__name__}.{name} with {found}; {MEND}"


class Probe(CommandGroup):
    """A group of one command, which notes what stopped it."""

    stopped: BaseException | None = None

    def load(self, name: str) -> typer.Typer:
        """Make an application of one command."""
        app = typer.Typer(rich_markup_mode=None)

        @app.command(cls=CommandHelp)
        def hoist(
            flag: str,
            height: int = typer.Option(1, help="How high.", rich_help_panel="Rigging"),
        ) -> None:
            """Raise a flag."""
            if flag == "torn":
                raise BrokenPipeError
            if flag == "signal":
                raise KeyboardInterrupt

        return app

    def finish(self) -> None:
        """Nothing is left to do."""

    def end(self, error: BaseException, words: object) -> int:
        """Note the error."""
        type(self).stopped = error
        return 42


def run(*words: str) -> tuple[int, BaseException | None]:
    app = typer.Typer(cls=Probe, rich_markup_mode=None)
    app.command("hoist")(lambda: None)
    app.callback()(lambda: None)
    Probe.stopped = None
    with pytest.raises(SystemExit) as end:
        app([*words], prog_name="ship")
    code = end.value.code or 0
    assert isinstance(code, int)
    return code, Probe.stopped


def test_a_command_that_ends_well_has_code_0() -> None:
    assert run("hoist", "blue") == (0, None), f"{TYPER} ends commands in another way; {MEND}"


@pytest.mark.parametrize(
    ("flag", "error"), [("torn", BrokenPipeError), ("signal", KeyboardInterrupt)]
)
def test_what_stops_a_command_arrives(flag: str, error: type[BaseException]) -> None:
    code, stopped = run("hoist", flag)
    assert code == 42, f"{TYPER} answers {error.__name__} itself; {MEND}"
    assert isinstance(stopped, error)


@pytest.mark.parametrize(
    ("words", "nearest", "command"),
    [
        (["lower"], [], "ship"),
        (["hoist", "blue", "--heigth=2"], ["--height"], "ship hoist"),
        (["hoist"], [], "ship hoist"),
    ],
)
def test_a_usage_error_names_what_is_near_and_the_command(
    words: list[str], nearest: list[str], command: str
) -> None:
    _, error = run(*words)
    assert isinstance(error, typer.TyperException), f"{TYPER} raises {error!r}; {MEND}"
    problem = usage_problem(error)
    assert problem.message
    assert list(problem.nearest) == nearest, f"{TYPER} keeps near names elsewhere; {MEND}"
    assert problem.command == command, f"{TYPER} keeps the command elsewhere; {MEND}"


def test_help_has_a_section_for_each_panel(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("hoist", "--help") == (0, None)
    shown = capsys.readouterr().out
    for section in ("Arguments:\n  ", "Options:\n  --", "Rigging:\n  --height"):
        assert section in shown, f"{TYPER} writes help in another way; {MEND}"
