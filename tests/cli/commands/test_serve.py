"""The ``serve`` command."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

from clustering.errors import UsageError
from clustering.settings.beside import Beside
from clustering.settings.outlet_groups import read_groups
from tests.cli.conftest import Invoke, refused
from tests.desk.corrected import desk_on
from tests.started import Started

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?key=\S+")


@pytest.mark.slow("starts the command as a process")
def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    desk_on(tmp_path)
    words = ("serve", "news.db", "--no-browser")
    with Started(*words, cwd=tmp_path, stderr=PIPE) as process:
        assert process.stderr is not None
        found = _ADDRESS.search(process.stderr.readline())
        assert found
        answer = httpx.get(found[0], follow_redirects=False, timeout=60)
        assert answer.status_code == 303
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert "Traceback" not in said
    assert process.returncode in (0, 130)


def test_the_settings_file_beside_the_store_gives_groups_title_labels_and_time_zone(
    tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, Beside]] = []

    def prepare(store: Path, labels: Path, *more: object) -> None:
        beside = more[-1]
        assert isinstance(beside, Beside)
        asked.append((labels, beside))
        raise UsageError("seen")

    monkeypatch.setattr("clustering.serve.server.prepare", prepare)
    (tmp_path / "samestory.yaml").write_text(
        "groups: {own: [tern.example]}\ntitle: Desk\nlabels: said.yaml\ntime_zone: Asia/Tokyo\n",
        encoding="utf-8",
    )
    store = tmp_path / "news.db"
    invoke("serve", store)
    invoke("serve", store, "--title", "Mine", "--time-zone", "UTC", "--labels", "l.yaml")
    (own,) = read_groups({"own": ["tern.example"]}) or ()
    first, second = asked
    assert first[0] == tmp_path / "said.yaml"
    assert (first[1].title, first[1].time_zone, first[1].groups) == ("Desk", "Asia/Tokyo", (own,))
    assert second[0] == Path("l.yaml")
    assert (second[1].title, second[1].time_zone) == ("Mine", "UTC")
    assert invoke("serve", store, "--config", tmp_path / "no.yaml").exit_code == 2
    assert len(asked) == 2


def test_what_is_no_store_is_an_error_of_usage(tmp_path: Path, invoke: Invoke) -> None:
    assert "no such store" in refused(invoke("serve", tmp_path / "no.db"))
