"""``samestory label`` as a person meets it: in a terminal, one key for each answer."""

from __future__ import annotations

import os
import re
import select
import time
from pathlib import Path

import pytest

from clustering.answers.file import read_answers
from clustering.cli.commands.label import MAX_EXCERPT_SHOWN, article_text, shared_features
from tests.cli.conftest import Invoke, refused, succeeded
from tests.factories import make_article
from tests.patience import PATIENCE
from tests.started import Started

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
PROMPT = "[y/n/?/u/q]"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command in a pseudo-terminal of 100 columns: what it shows, and the keys pressed."""

    def __init__(self, *words: object, **environment: str) -> None:
        self._end, other = pty.openpty()
        self._process = Started(
            *words,
            stdin=other,
            stdout=other,
            env={**os.environ, "COLUMNS": "100", "TERM": "xterm", **environment},
            in_session=True,
        )
        os.close(other)
        self.raw = ""

    @property
    def text(self) -> str:
        """Return what it shows, without colours and cursor moves."""
        return _ESCAPES.sub("", self.raw).replace("\r", "")

    def until(self, prompts: int) -> None:
        """Read until so many questions have been asked, or the command has ended."""
        deadline = time.monotonic() + PATIENCE
        while self.text.count(PROMPT) < prompts and time.monotonic() < deadline:
            if not select.select([self._end], [], [], 0.2)[0]:
                continue
            try:
                piece = os.read(self._end, 65_536)
            except OSError:  # what Linux makes of a terminal whose other end is closed
                return
            if not piece:
                return
            self.raw += piece.decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        """Press keys, waiting for a question before each."""
        for key in keys:
            self.until(self.text.count(PROMPT) or 1)
            before = self.text.count(PROMPT)
            os.write(self._end, key.encode())
            self.until(before + 1)

    def close(self) -> int:
        """Read to the end and return the exit code."""
        self.until(10**9)
        try:
            return self._process.wait()
        finally:
            self._process.kill()
            os.close(self._end)


def answers(path: Path = Path("labels.yaml")) -> list[str]:
    return [answer.answer for answer in read_answers(path).entries]


FIXTURES = Path(__file__).parents[3] / "fixtures" / "posts" / "2025-03"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_key_is_an_answer_saved_at_once(empty: Path) -> None:
    terminal = Terminal("label", FIXTURES)
    terminal.press("y")
    assert answers() == ["same"]
    terminal.press("n")
    assert answers() == ["same", "different"]
    terminal.press("?")
    assert answers() == ["same", "different", "unsure"]
    terminal.press("u")
    assert answers() == ["same", "different"]
    terminal.press("q")
    assert terminal.close() == 0
    assert "2 answers, 2 of them new" in terminal.text
    assert re.search(r"At detail 0.7 the stories agree with \d of 2 answers", terminal.text)


def test_both_articles_stand_side_by_side_with_shared_words_marked(empty: Path) -> None:
    terminal = Terminal("label", FIXTURES)
    terminal.press("q")
    assert terminal.close() == 0
    assert "\x1b[1;4m" in terminal.raw
    outlets = next(line for line in terminal.text.splitlines() if " UTC" in line)
    assert outlets.count(" UTC") == 2
    plain = Terminal("label", FIXTURES, NO_COLOR="1", TERM="dumb")
    plain.press("q")
    plain.close()
    assert "\x1b[1;4m" not in plain.raw
    assert re.search(r"\*\w+", plain.text)


def test_started_again_it_goes_on_and_asks_nothing_twice(empty: Path) -> None:
    first = Terminal("label", FIXTURES)
    first.press("ynq")
    first.close()
    again = Terminal("label", FIXTURES)
    again.press("n?q")
    assert again.close() == 0
    assert "2 answers so far" in again.text
    pairs = [frozenset((one.a, one.b)) for one in read_answers(Path("labels.yaml")).entries]
    assert len(pairs) == len(set(pairs)) == 4


def test_another_key_shows_the_keys_and_undo_has_an_end(empty: Path) -> None:
    terminal = Terminal("label", FIXTURES)
    terminal.until(1)
    os.write(terminal._end, b"x")
    terminal.press("uq")
    assert terminal.close() == 0
    assert "y one story" in terminal.text
    assert "Nothing to undo" in terminal.text
    assert not Path("labels.yaml").exists()


def test_ctrl_c_keeps_what_was_answered(empty: Path) -> None:
    terminal = Terminal("label", FIXTURES)
    terminal.press("y\x03")
    assert terminal.close() == 130
    assert answers() == ["same"]


def test_it_stops_after_so_many_answers(empty: Path) -> None:
    terminal = Terminal("label", FIXTURES, "--most", "2", "--out", "mine.yaml")
    terminal.press("y")
    terminal.press("n")
    assert terminal.close() == 0
    assert answers(Path("mine.yaml")) == ["same", "different"]


def test_answers_can_be_piped_in(invoke: Invoke, empty: Path) -> None:
    succeeded(invoke("label", FIXTURES, "--out", "piped.yaml", stdin="y\nn\nu\n?\n"))
    assert answers(Path("piped.yaml")) == ["same", "unsure"]


def test_a_contradiction_is_told(invoke: Invoke, posts: Path) -> None:
    Path("labels.yaml").write_text(
        "- {answer: same, a: bridge.md, b: crack.md}\n"
        "- {answer: same, a: crack.md, b: copy.md}\n"
        "- {answer: different, a: bridge.md, b: copy.md}\n",
        encoding="utf-8",
    )
    shown = succeeded(invoke("label", posts, stdin="q"))
    assert "Contradiction: one answer calls these two stories" in shown.stdout


def test_a_folder_in_the_way_is_refused(invoke: Invoke, posts: Path) -> None:
    assert "is a folder" in refused(invoke("label", posts, "--out", posts))


LEFT = make_article("tern", "Ferry stuck in the ice", excerpt="The ferry waits for a tug.")
RIGHT = make_article("gull", "A tug frees the ferry", None)


def test_words_that_every_text_has_are_not_shared() -> None:
    assert shared_features(LEFT, RIGHT) == {"ferry", "tug"}
    assert shared_features(LEFT, make_article("otter", "Key rate held")) == set()


def test_shared_words_are_marked_with_asterisks_on_a_plain_terminal() -> None:
    shown = article_text(LEFT, {"ferry", "tug"}, is_plain=True).plain.splitlines()
    assert shown == [
        "Tern · 2025-03-10 09:00 UTC",
        "*Ferry* stuck in the ice",
        "The *ferry* waits for a *tug.*",
        "https://tern.example/",
    ]


def test_elsewhere_they_are_set_bold() -> None:
    text = article_text(LEFT, {"ferry"}, is_plain=False)
    marked = [text.plain[span.start : span.end] for span in text.spans if "bold" in str(span.style)]
    assert marked == ["Ferry", "ferry"]
    assert "*" not in text.plain


def test_a_long_excerpt_is_cut_and_a_missing_one_takes_no_line() -> None:
    long = make_article("tern", "Kelp", excerpt="x" * (MAX_EXCERPT_SHOWN + 50))
    assert f"\n{'x' * MAX_EXCERPT_SHOWN}\n" in article_text(long, set(), is_plain=True).plain
    assert len(article_text(RIGHT, set(), is_plain=True).plain.splitlines()) == 3
