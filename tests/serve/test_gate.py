"""Nobody else gets in: hosts, origins, sessions, tokens, sizes and headers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from clustering.serve.gate import MAX_BODY, MAX_QUERY
from tests.desk.corrected import largest, partition
from tests.serve.browsers import ADDRESS, Browser, Client, browser_in


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return browser_in(tmp_path)


def stranger(browser: Browser) -> Client:
    return Client(browser.client.app)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        "a@127.0.0.1:8765",
        "127.0.0.1:8765/x",
        "127.0.0.1:x",
        "8.8.8.8:8765",
        "localhost.evil.example:8765",
    ],
)
def test_a_foreign_host_is_refused_even_with_the_cookie(browser: Browser, host: str) -> None:
    assert browser.client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_every_name_of_this_machine_is_its_own(browser: Browser, host: str) -> None:
    assert browser.client.get("/", headers={"Host": host}).status_code == 200


def test_a_stranger_sees_nothing_of_the_store(browser: Browser) -> None:
    ((story, _),) = largest(browser.corrections, 1)
    for path in ("/", f"/story/{story}", "/corrections", "/nothing", "/api/stories.json"):
        answer = stranger(browser).get(path)
        assert answer.status_code == 403, path
        assert story not in answer.text


def test_the_key_of_the_first_address_opens_once(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    fresh = browser_in(tmp_path / "b")
    assert fresh.access.key == ""
    assert stranger(fresh).get("/?key=").status_code == 403
    assert stranger(fresh).get("/?key=wrong").status_code == 403
    key = fresh.access.key = "another"
    first = stranger(fresh).get(f"/?key={key}", follow_redirects=False)
    assert first.status_code == 303
    assert key not in first.headers["location"]
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger(fresh).get(f"/?key={key}").status_code == 403


def test_who_is_in_may_open_the_first_address_again(browser: Browser) -> None:
    assert browser.client.get("/?key=used").status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost:8765", ""]
)
def test_a_form_of_another_site_is_refused(browser: Browser, origin: str) -> None:
    ((story, articles),) = largest(browser.corrections, 1)
    before = partition(browser.corrections)
    fields = {"token": browser.token(), "tick": articles[1]}
    answer = browser.client.post(f"/story/{story}/split", data=fields, headers={"Origin": origin})
    assert answer.status_code == 403
    assert partition(browser.corrections) == before


def test_a_form_without_an_origin_needs_the_word_of_the_browser(browser: Browser) -> None:
    fields = {"token": browser.token(), "number": "1"}
    assert browser.client.post("/undo", data=fields).status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert browser.client.post("/undo", data=fields, headers=cross).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin"}
    assert browser.client.post("/undo", data=fields, headers=own).status_code == 404


@pytest.mark.parametrize("token", [None, "", "wrong", "é", "0" * 64])
def test_a_form_without_its_token_is_refused(browser: Browser, token: str | None) -> None:
    ((story, articles),) = largest(browser.corrections, 1)
    before = partition(browser.corrections)
    fields = {"tick": articles[1]} | ({} if token is None else {"token": token})
    answer = browser.client.post(f"/story/{story}/split", data=fields, headers={"Origin": ADDRESS})
    assert answer.status_code == 403
    assert partition(browser.corrections) == before


def test_a_form_that_is_too_large_or_of_another_kind_is_refused(browser: Browser) -> None:
    origin = {"Origin": ADDRESS}
    form = {**origin, "Content-Type": "application/x-www-form-urlencoded"}
    client = browser.client
    large = client.post("/undo", content=b"a=" + b"x" * MAX_BODY, headers=form)
    assert large.status_code == 413

    async def parts() -> AsyncIterator[bytes]:  # without a length
        for _ in range(20):
            yield b"a=" + b"x" * 100_000

    assert client.post("/undo", content=parts(), headers=form).status_code == 413
    assert client.post("/undo", content=b"a&" * 50_000, headers=form).status_code == 400
    assert client.post("/undo", content=b"\xff\xfe", headers=form).status_code == 400
    assert client.post("/undo", json={}, headers=origin).status_code == 415
    assert client.get("/?q=" + "x" * MAX_QUERY).status_code == 414


def test_a_form_that_does_not_end_is_given_up(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clustering.serve.gate.BODY_SECONDS", 0.05)

    async def parts() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(0.01)

    headers = {"Origin": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/undo", content=parts(), headers=headers).status_code == 408


def test_other_methods_are_refused_and_no_site_may_read(browser: Browser) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert browser.client.request(method, "/").status_code == 405
    headers = browser.client.get("/", headers={"Origin": "https://evil.example"}).headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_every_answer_has_the_policy(browser: Browser) -> None:
    answers = [
        browser.client.get("/"),
        browser.client.get("/assets/desk.css"),
        browser.client.get("/nothing"),
        stranger(browser).get("/"),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
