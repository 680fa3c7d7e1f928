"""Seven invented articles, and runs over them with what people answered."""

from __future__ import annotations

from clustering.answers.file import Answer, Answers
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.factories import make_reading, make_record

FLOOD = "Storm Ottoline floods the old harbour of Brackwater and forty houses near it"


RATE = "Central bank of Vesland holds its key rate at 3.25 per cent"


RECORDS = [
    make_record("gazette", FLOOD, 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: harbour of Brackwater flooded, ferries cancelled", 0.6),
    make_record("mirror", FLOOD, 0.7),
    make_record("voltpage", RATE, 0.1),
    make_record("quay", "Vesland's central bank keeps key rate at 3.25%", 0.3),
    make_record("otter", "A lentil recipe for long winter evenings", 0.4),
]


NAMES = [record.name for record in RECORDS]


READING = make_reading(RECORDS)


def labels(*answers: tuple[str, str, str]) -> Answers:
    return Answers("labels.yaml", [Answer(*answer) for answer in answers])


def clustered(*answers: tuple[str, str, str], **changed: object) -> Result:
    settings = Settings(jobs=1).model_copy(update=changed)
    return run(READING, settings, answers=labels(*answers))


def are_together(result: Result, a: str, b: str) -> bool:
    return bool(result.story_of[result.find(a)] == result.story_of[result.find(b)])


def duplicates(result: Result) -> set[frozenset[str]]:
    return {
        frozenset(article.outlet.domain.split(".")[0] for article in group.articles)
        for group in result.duplicate_groups
    }
