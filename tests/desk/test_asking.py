"""Which questions the desk asks."""

from __future__ import annotations

import time
from pathlib import Path

from clustering.desk.asking import Asking, OpenQuestion
from clustering.desk.plans import plan_answer
from tests.desk.corrected import desk_to_ask
from tests.patience import PATIENCE


def test_a_question_is_somebodys_until_it_is_answered(tmp_path: Path) -> None:
    desk = desk_to_ask(tmp_path)
    asking = Asking(desk)
    with desk.open() as store:

        def ask(who: str) -> OpenQuestion:
            limit = time.monotonic() + PATIENCE
            while (found := asking.next(store.connection, who)) is None:
                assert asking.is_preparing
                assert time.monotonic() < limit
                time.sleep(0.02)
            return found

        mine, theirs = ask("me"), ask("you")
        assert mine != theirs
        assert ask("me") == mine
        desk.make(lambda st: plan_answer(st, mine.left, mine.right, "unsure"))
        assert ask("me") not in (mine, theirs)
        assert ask("you") == theirs
