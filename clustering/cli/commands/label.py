"""The ``label`` command: ask a person about the pairs that matter, one key for each answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from clustering.articles.dates import shown_time
from clustering.cli.label_store import LabelledStore, store_among
from clustering.cli.options import RunOptions, Sources, with_run_options
from clustering.cli.read_and_run import choose_run_settings, read_and_run
from clustering.cli.streams import results_stream
from clustering.errors import UsageError
from clustering.reporting.wording import one_line, outlet_caption
from clustering.text.english import counted
from clustering.text.shared import marked_parts, words_in_both

if TYPE_CHECKING:
    from clustering.answers.file import AnswerFile
    from clustering.model import Article
    from clustering.result import Result
    from clustering.tuning.questions import Question, Questions


_EXAMPLES = """\b
Examples:
  samestory label posts                          answers go to labels.yaml
  samestory label posts --out labels.yaml --most 50
  samestory tune posts --labels labels.yaml --write
  samestory report posts --labels labels.yaml
  samestory label news.db                        about a store, and for it
"""
KEY_HELP = "y one story · n two stories · ? cannot tell · u undo · q quit"
_ANSWER_OF_KEY = {"y": "same", "n": "different", "?": "unsure"}
_UNDO, _QUIT = "u", ("q", "\x04", "\x1b", "")


@with_run_options
def label_command(
    sources: Sources,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="File to which the answers are added."),
    ] = Path("labels.yaml"),
    most: Annotated[
        int, typer.Option(min=1, metavar="N", help="Stop after so many answers.")
    ] = 200,
    options: RunOptions,
) -> None:
    """Ask about pairs of articles that some values of `detail` join and others part.

    Two articles stand side by side, the words they share marked. Keys: y (one story),
    n (two stories), ? (cannot tell), u (undo), q (quit). Each answer is in the file before
    the next question, and the next session goes on from there. No question is asked twice,
    nor one whose answer follows from others. Contradicting answers are reported.

    In place of sources a store can be named: then its open stories are asked about, its answers
    are added to the file and those of the file to the store, which follows them at once.
    """
    from clustering.answers.file import AnswerFile
    from clustering.tuning.questions import Questions

    if options.labels is not None:
        raise UsageError("--labels: give the file as --out, which is read and added to.")
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; name a file such as {out / 'labels.yaml'}.")
    results_stream()  # a closed stdout is an error before the sources are read
    file = AnswerFile(out)
    chosen = choose_run_settings(sources, options)
    chosen = replace(chosen, beside=chosen.beside._replace(labels=None))
    store = None
    if path := store_among(sources):
        store = LabelledStore(path, jobs=chosen.settings.jobs, quiet=options.quiet)
        if came := store.write_answers(out):
            typer.echo(f"{out}: {counted(came, 'answer')} of {path} added.")
            file = AnswerFile(out)
        result = store.group()
    else:
        result = read_and_run(sources, chosen, options)
    questions = Questions(result, file.answers)
    if file.answers.entries:
        typer.echo(f"{out}: {counted(len(file.answers.entries), 'answer')} so far.")
    with closing(_keys()) as keys:
        _ask(result, questions, file, most, keys)
    if store and store.read_answers(file):
        typer.echo(f"\n{path}: follows the answers from now on.")
    _tell_end(result, questions, file)


def _ask(
    result: Result,
    questions: Questions,
    file: AnswerFile,
    most: int,
    keys: Generator[str, None, None],
) -> None:
    """Ask until the person quits, nothing is left to ask, or ``most`` answers are given."""
    from clustering.answers.file import Answer

    while file.added < most:
        question = questions.next()
        if question is None:
            typer.echo(f"Nothing is left to ask: no {result.knob} joins or parts another pair.")
            return
        _show(result, question, file.added + 1)
        key = next(keys, "")
        while key not in _ANSWER_OF_KEY and key != _UNDO and key not in _QUIT:
            typer.echo(f"  {KEY_HELP}")
            key = next(keys, "")
        if key in _QUIT:
            return
        if key == _UNDO:
            _undo(questions, file)
            continue
        left, right = result.articles[question.left], result.articles[question.right]
        file.add(Answer(left.id, right.id, _ANSWER_OF_KEY[key], left.title, right.title))
        before = len(questions.implied.contradictions())
        questions.answer(question.left, question.right, _ANSWER_OF_KEY[key])
        typer.echo(f"  {_ANSWER_OF_KEY[key]}")
        if len(questions.implied.contradictions()) > before:
            typer.echo("  This contradicts earlier answers (u takes it back).")


def _undo(questions: Questions, file: AnswerFile) -> None:
    last = file.undo()
    if last is None:
        typer.echo("  Nothing to undo in this session; edit the file for earlier answers.")
        return
    questions.undo()
    typer.echo(f"  Undone: {last.answer}.")


def _tell_end(result: Result, questions: Questions, file: AnswerFile) -> None:
    typer.echo(f"\n{file.path}: {len(file.answers.entries)} answers, {file.added} of them new.")
    for line in contradiction_lines(result, questions):
        typer.echo(line)
    agree, told = questions.agreement
    if told:
        typer.echo(
            f"At {result.knob} {result.cut_at:g} the stories agree with {agree:,} of {told:,} "
            f"answers. Next: samestory tune SOURCE --labels {file.path}"
        )


def contradiction_lines(result: Result, questions: Questions) -> Iterator[str]:
    """Say which answers contradict each other."""

    def name(article: int) -> str:
        return one_line(result.articles[article].title)

    for clash in questions.implied.contradictions():
        yield "Contradiction: one answer calls these two stories:"
        yield f"  {name(clash.left)} | {name(clash.right)}"
        yield "  and other answers make them one: " + " = ".join(map(name, clash.chain))


def _show(result: Result, question: Question, number: int) -> None:
    """Print the two articles side by side."""
    from rich.console import Console
    from rich.table import Table

    articles = [result.articles[at] for at in (question.left, question.right)]
    shared = shared_features(*articles)
    console = Console(highlight=False, soft_wrap=False)
    table = Table.grid(expand=True, padding=(0, 2))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    is_plain = (
        not console.is_terminal or console.is_dumb_terminal or bool(os.environ.get("NO_COLOR"))
    )
    table.add_row(*(article_text(article, shared, is_plain) for article in articles))
    console.print(f"\n{number}. One story? ({question.kind})", style=None, markup=False)
    console.print(table)
    console.print("[y/n/?/u/q] ", end="", markup=False)


def _keys() -> Generator[str, None, None]:
    """Give the keys pressed: at once on a terminal; else the letters that standard input holds."""
    if sys.stdin is None:
        return
    if sys.stdin.isatty():
        yield from _keys_of_terminal(sys.stdin.fileno())
    else:
        for line in sys.stdin:
            yield from (letter.lower() for letter in line if not letter.isspace())


def _keys_of_terminal(terminal: int) -> Generator[str, None, None]:
    """Read single keys; keys typed ahead count, and Ctrl-C still stops the command.

    Typer's ``getchar`` drops the keys pressed before it is called.
    """
    if sys.platform == "win32":
        while True:
            yield typer.getchar()[:1].lower()
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        while True:
            sys.stdout.flush()
            key = os.read(terminal, 1)
            if not key:
                return
            yield key.decode("ascii", "replace").lower()
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


MAX_EXCERPT_SHOWN = 400  # characters shown
_STYLE = "bold underline"


def shared_features(left: Article, right: Article) -> set[str]:
    """Return the words that both articles use, as features, without those of every text."""
    return words_in_both(*(f"{article.title} {article.excerpt}" for article in (left, right)))


def article_text(article: Article, shared: set[str], is_plain: bool) -> Text:
    """Lay out one article; on a plain terminal, without styles, asterisks mark shared words."""
    name = outlet_caption(article.outlet.name, article.outlet.domain)
    text = Text(f"{name} · {shown_time(article.published)}\n", style="")
    text.append_text(_marked(one_line(article.title), shared, is_plain))
    if article.excerpt:
        excerpt = one_line(article.excerpt[:MAX_EXCERPT_SHOWN], "")
        text.append("\n")
        text.append_text(_marked(excerpt, shared, is_plain))
    if article.url:
        text.append(f"\n{one_line(article.url, '')}", style="dim")
    return text


def _marked(line: str, shared: set[str], is_plain: bool) -> Text:
    text = Text()
    for part, is_shared in marked_parts(line, shared):
        if is_shared and is_plain:
            text.append(f"*{part}*")
        else:
            text.append(part, style=_STYLE if is_shared else "")
    return text
