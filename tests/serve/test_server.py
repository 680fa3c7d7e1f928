"""The desk on a port."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread

import httpx
import pytest

from clustering.errors import UsageError
from clustering.serve.server import need_libraries, prepare
from clustering.settings.beside import NOTHING_BESIDE
from tests.desk.corrected import desk_on


def test_it_answers_on_a_free_port_at_the_first_address(tmp_path: Path) -> None:
    desk_on(tmp_path)
    serving = prepare(tmp_path / "news.db", tmp_path / "l.yaml", "127.0.0.1", 0, None)
    thread = Thread(target=serving.run)
    thread.start()
    with httpx.Client() as client:
        answer = client.get(serving.address, follow_redirects=True, timeout=60)
        assert answer.status_code == 200
        assert "Top stories" in answer.text
        assert "server" not in answer.headers
    assert httpx.get(serving.address, timeout=60).status_code == 403
    taken = httpx.URL(serving.address).port
    assert taken is not None
    with pytest.raises(UsageError, match=f"--port {taken}"):
        prepare(tmp_path / "news.db", tmp_path / "l.yaml", "127.0.0.1", taken, None)
    serving.stop()
    thread.join()


def test_a_visit_is_remembered_for_the_store_on_whatever_port(tmp_path: Path) -> None:
    desk_on(tmp_path)
    cookies = []
    for _ in range(2):
        serving = prepare(tmp_path / "news.db", tmp_path / "l.yaml", "127.0.0.1", 0, None)
        thread = Thread(target=serving.run)
        thread.start()
        with httpx.Client() as client:
            client.get(serving.address, follow_redirects=True, timeout=60)
            cookies.append({name for name in client.cookies if "seen" in name})
        serving.stop()
        thread.join()
    assert len(cookies[0]) == 1
    assert cookies[0] == cookies[1]


def test_a_host_that_others_reach_needs_a_token(tmp_path: Path) -> None:
    desk_on(tmp_path)
    store, labels = tmp_path / "news.db", tmp_path / "l.yaml"
    with pytest.raises(UsageError, match="--token-file"):
        prepare(store, labels, "0.0.0.0", 0, None)
    token = tmp_path / "token.txt"
    token.write_text("short", encoding="utf-8")
    with pytest.raises(UsageError, match="16 characters"):
        prepare(store, labels, "0.0.0.0", 0, token)
    token.write_text("a token of some length\n", encoding="utf-8")
    serving = prepare(store, labels, "0.0.0.0", 0, token)
    assert "0.0.0.0" in serving.address
    serving.stop()
    serving.run()


def test_a_store_that_is_none_is_told_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such store"):
        prepare(tmp_path / "no.db", tmp_path / "l.yaml", "127.0.0.1", 0, None)


@pytest.mark.parametrize("name", ["starlette", "uvicorn"])
def test_without_the_extra_a_sentence_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=r"samestory\[serve\]") as told:
        need_libraries()
    assert told.value.exit_code == 2


def test_a_time_zone_that_is_none_is_told_before_anything_is_served(tmp_path: Path) -> None:
    desk_on(tmp_path)
    beside = NOTHING_BESIDE._replace(time_zone="Europe/Berln")
    with pytest.raises(UsageError, match="Europe/Berlin"):
        prepare(tmp_path / "news.db", tmp_path / "l.yaml", "127.0.0.1", 0, None, beside)
