"""The answers people gave about pairs of articles: reads ``labels.yaml``, and adds to it.

The file is a plain list that people edit and review. New answers are written at its end, so
comments stay where they are. ``tuning/questions.py`` decides which pair to ask about, and
``constraints.py`` how the answers bind a run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clustering.answers.judged import JudgedPairs
from clustering.errors import UsageError
from clustering.system.files import is_occupied, read_text_file, write_whole
from clustering.text.parsing.limits import Unreadable, shown
from clustering.text.parsing.yaml_values import within_limits

SAME, DIFFERENT, UNSURE, COPY = "same", "different", "unsure", "copy"
NOT_A_COPY, KEEP = "not a copy", "keep"
ANSWER_WORDS = (SAME, DIFFERENT, UNSURE, COPY, NOT_A_COPY, KEEP)
"""One story; two stories; the person cannot tell; one text, and so one story; one story in two
texts; one text, of which ``a`` is the copy to keep."""

_SPELLINGS = {
    **{answer: answer for answer in ANSWER_WORDS},
    **dict.fromkeys(("yes", "y", "true"), SAME),
    **dict.fromkeys(("no", "n", "false"), DIFFERENT),
    "?": UNSURE,
}
HEADER = """\
# What people said about pairs of articles; written by `samestory label`, free to edit.
# answer: same (one story), different (two stories), copy (one text), unsure,
# not a copy (one story, two texts), keep (one text; a is the one to keep)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of two articles, each called by an id, a URL or a record name."""

    a: str
    b: str
    answer: str
    a_title: str = ""
    b_title: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether the person could tell."""
        return self.answer != UNSURE


@dataclass(frozen=True)
class Answers:
    """All answers of a file, in its order.

    ``of_other_runs`` says that they may all be about articles of other runs; else that is a
    mistake.
    """

    origin: str
    entries: list[Answer]
    of_other_runs: bool = False

    def about_stories(self) -> JudgedPairs:
        """Give the answers that tell whether two articles are one story, as judged pairs."""
        return self._judged((SAME, COPY, NOT_A_COPY, KEEP), (DIFFERENT,))

    def about_copies(self) -> JudgedPairs:
        """Give the answers that tell whether one article copies the other; ``same`` does not."""
        return self._judged((COPY, KEEP), (DIFFERENT, NOT_A_COPY))

    def _judged(self, yes: tuple[str, ...], no: tuple[str, ...]) -> JudgedPairs:
        told = [answer for answer in self.entries if answer.answer in (*yes, *no)]
        return JudgedPairs(
            self.origin,
            [answer.a for answer in told],
            [answer.b for answer in told],
            [answer.answer in yes for answer in told],
        )


def is_answer_file(path: Path) -> bool:
    """Tell whether a path is named like a file of answers."""
    return path.suffix.lower() in (".yaml", ".yml")


def read_answers(path: Path) -> Answers:
    """Read a file of answers; refuse one that cannot be read, and an entry that is no answer."""
    return _parse(read_text_file(path), str(path))


def _parse(text: str, origin: str) -> Answers:
    try:
        # Every scalar is read as text: an id such as 1e5 is no number, 2024-05-01 no date.
        with within_limits(text):
            entries = yaml.load(text, Loader=yaml.CBaseLoader)
    except Unreadable as error:
        raise UsageError(f"{origin}{error.place}: {error.reason}.") from None
    if entries is None:
        return Answers(origin, [])
    if not isinstance(entries, list):
        raise UsageError(f"{origin}: expected a list of entries with a, b and answer.")
    return Answers(
        origin, [_answer(entry, f"{origin}: entry {at}") for at, entry in enumerate(entries, 1)]
    )


def _answer(entry: object, place: str) -> Answer:
    if not isinstance(entry, Mapping) or not {"a", "b", "answer"} <= set(entry):
        raise UsageError(f"{place}: expected a, b and answer.")
    said = str(entry["answer"]).strip().lower()
    if said not in _SPELLINGS:
        raise UsageError(
            f"{place}: answer is {shown(said)}; write one of {', '.join(ANSWER_WORDS)}."
        )
    a, b = (str(entry[end]).strip() for end in ("a", "b"))
    if not a or not b:
        raise UsageError(f"{place}: {'b' if a else 'a'} is empty; name an article.")
    titles = (str(entry.get(key) or "") for key in ("a_title", "b_title"))
    return Answer(a, b, _SPELLINGS[said], *titles)


class AnswerFile:
    """A file of answers that grows: each answer is on disk before the next question.

    It is read when it is there; otherwise it is made with the first answer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = ""
        if is_occupied(path):
            self._text = read_text_file(path)
        self.answers = _parse(self._text, str(path))
        self._added: list[str] = []  # the file before each answer of this session

    @property
    def added(self) -> int:
        """Answers given in this session and not taken back."""
        return len(self._added)

    def add(self, answer: Answer) -> None:
        """Write one more answer at the end of the file."""
        before = self._text
        self._grow(before, [answer], len(self.answers.entries) + 1)
        self._added.append(before)

    def replace(
        self,
        pairs: Iterable[tuple[str, str]],
        answers: Sequence[Answer],
        called: Callable[[str], str] = str,
    ) -> None:
        """Let the file say this of some pairs and nothing else, in place of what it said.

        What else stands in the file stays as it is, comments included. ``called`` gives an article
        that goes by several names one.
        """
        meant = {frozenset(pair) for pair in pairs}
        old = [
            at
            for at, one in enumerate(self.answers.entries)
            if frozenset((called(one.a), called(one.b))) in meant
        ]
        if not (old or answers):
            return
        text = _without_entries(self._text, old) if old else self._text
        self._grow(text, answers, len(self.answers.entries) - len(old) + len(answers))

    def undo(self) -> Answer | None:
        """Take back the last answer of this session; ``None`` when there is none left."""
        if not self._added:
            return None
        last = self.answers.entries[-1]
        before = self._added.pop()
        if before:
            self._replace(before)
        else:
            self._text = ""
            self.path.unlink(missing_ok=True)
        self.answers = Answers(str(self.path), self.answers.entries[:-1])
        return last

    def _grow(self, start: str, new: Sequence[Answer], expected: int) -> None:
        """Write a text with more answers at its end, which then has as many as expected."""
        start = start or HEADER
        text = start + ("" if start.endswith("\n") else "\n") + "".join(map(_entry, new))
        try:
            answers = _parse(text, str(self.path))
        except UsageError:  # another form of YAML, written by hand: a flow list, a deeper indent
            answers = Answers("", [])
        if len(answers.entries) != expected:
            raise UsageError(
                f"{self.path}: a new answer cannot be added at its end; begin each entry with "
                "'- ' at the start of a line, or name another file."
            )
        self._replace(text)
        self.answers = answers

    def _replace(self, text: str) -> None:
        write_whole(self.path, text)
        self._text = text


def _without_entries(text: str, places: Collection[int]) -> str:
    """Return the text of a file without some of its entries; comments between them stay."""
    entries: list[yaml.MappingNode] = yaml.compose(text, Loader=yaml.CBaseLoader).value  # type: ignore[union-attr]
    lines = text.splitlines(keepends=True)
    for at in sorted(places, reverse=True):
        # A block ends where the next one begins; its last value ends where its own lines do.
        ends = [value.end_mark.line for _, value in entries[at].value]
        del lines[entries[at].start_mark.line : max(ends) + 1]
    return "".join(lines)


def _entry(answer: Answer) -> str:
    values: dict[str, Any] = {
        "answer": answer.answer,
        "a": answer.a,
        "a_title": answer.a_title,
        "b": answer.b,
        "b_title": answer.b_title,
    }
    text: str = yaml.safe_dump(
        [{key: value for key, value in values.items() if value}],
        sort_keys=False,
        allow_unicode=True,
        width=10_000,
    )
    return text
