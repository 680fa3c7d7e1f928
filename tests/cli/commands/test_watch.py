"""The command `watch` as a user types it: rounds, the loop, and how it ends."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import typer

from clustering.cli.commands.watch import parse_interval
from clustering.fetching.exchange import FetchLimits
from clustering.store import open_store
from clustering.store.feeds import load_feeds
from tests.cli.conftest import Invoke, refused, succeeded
from tests.local_server import LocalServer, Page, rss
from tests.patience import PATIENCE
from tests.started import Started, run_command


def titles(store: str = "n.db") -> list[str]:
    if not Path(store).exists():
        return []
    connection = sqlite3.connect(store)
    try:
        return sorted(title for (title,) in connection.execute("SELECT title FROM articles"))
    except sqlite3.OperationalError:  # it is being made
        return []
    finally:
        connection.close()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def started(*words: str) -> Iterator[Started]:
    """Start the command; whatever fails meanwhile, it has ended afterwards."""
    with Started("watch", *words, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def told_by(process: Started) -> str:
    """Return what a command that ends says until then."""
    _, told = process.communicate()
    return told


def test_what_is_new_comes_in_and_what_is_not_is_not_asked_for(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/f"] = Page(rss("Otter blocks the lock"), headers={"ETag": '"1"'})
    server.pages["/old"] = Page(status=301, headers={"Location": "/f"})
    address = server.address("/old")
    done = invoke("watch", "n.db", address, "--once")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{address}: has moved to {server.address('/f')}." in done.stderr
    assert "asked 1 of 1 address: 1 with something new, 0 unchanged." in done.stderr
    assert "read 1 record, 1 article new." in done.stderr
    assert re.match(r"samestory: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d asked", done.stderr)
    again = succeeded(invoke("watch", "n.db", address, "--once"))
    assert "0 with something new, 1 unchanged." in again.stderr
    assert "nothing new." in again.stderr
    assert [path for path, _ in server.asked] == ["/old", "/f", "/f"]
    assert server.asked[2][1]["if-none-match"] == '"1"'
    server.pages["/f"] = Page(rss("Eel pie wins", "Otter blocks the lock"), headers={"ETag": '"2"'})
    third = invoke("watch", "n.db", address, "--once")
    assert "read 2 records, 1 article new." in third.stderr
    news = invoke("news", "n.db", "--since", "last", "--format", "json").stdout
    assert "Eel pie wins" in news and "Otter" not in news


def test_a_server_without_marks_that_sends_the_same_again_gives_nothing_new(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    invoke("watch", "n.db", server.address("/f"), "--once")
    assert "nothing new." in invoke("watch", "n.db", server.address("/f"), "--once").stderr


def test_folders_and_addresses_go_together(
    server: LocalServer, invoke: Invoke, posts: Path
) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    done = succeeded(invoke("watch", "n.db", posts, server.address("/f"), "--once"))
    assert "5 articles new; stories of several outlets: 1 new." in done.stderr
    assert len(titles()) == 5


def test_one_address_that_fails_does_not_stop_the_others(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    server.pages["/gone"] = Page(status=410)
    server.pages["/page"] = Page("<html></html>", headers={"Content-Type": "text/html"})
    names = ("/f", "/none", "/gone", "/page")
    done = succeeded(invoke("watch", "n.db", *map(server.address, names), "--once"))
    assert re.search(r"/none: answers 404 Not Found; asked again after \d\d", done.stderr)
    assert "/gone: answers 410 Gone; it is not asked again." in done.stderr
    assert f"skipped {server.address('/page')}: a web page" in done.stderr
    server.paths()
    again = invoke("watch", "n.db", *map(server.address, names), "--once")
    assert server.paths() == ["/f", "/page"]
    assert "; 1 not due, the next at " in again.stderr
    assert "; 1 gone." in again.stderr
    invoke("watch", "n.db", *map(server.address, names), "--once", "--now")
    assert server.paths() == list(names)


def test_where_nothing_answers_the_exit_code_says_so(server: LocalServer, invoke: Invoke) -> None:
    done = invoke("watch", "n.db", server.address("/none"), "--once")
    assert done.exit_code == 3
    assert done.stderr.endswith("samestory: none of the addresses that were asked answered.\n")


def test_quiet_is_quiet(server: LocalServer, invoke: Invoke) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    names = map(server.address, ("/f", "/none"))
    assert invoke("watch", "n.db", *names, "--once", "--quiet").stderr == ""


def test_strict_takes_all_or_nothing(server: LocalServer, invoke: Invoke) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    names = list(map(server.address, ("/f", "/none")))
    assert invoke("watch", "n.db", *names, "--once", "--strict").exit_code == 3
    assert not Path("n.db").exists()


def test_a_list_of_feeds_is_followed_when_asked_to(server: LocalServer, invoke: Invoke) -> None:
    server.pages["/l"] = Page('<opml><body><outline xmlUrl="f"/></body></opml>')
    server.pages["/f"] = Page(rss("Otter"))
    refused = invoke("watch", "n.db", server.address("/l"), "--once")
    assert refused.exit_code == 3 and "only with --follow" in refused.stderr
    done = invoke("watch", "n.db", server.address("/l"), "--once", "--follow")
    assert (done.exit_code, titles()) == (0, ["Otter"])
    with open_store(Path("n.db")) as store:
        known = load_feeds(store)
    assert known[server.address("/f")].listed_in == server.address("/l")


def test_a_list_is_followed_later_too_though_it_is_as_it_was(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/l"] = Page(
        '<opml><body><outline xmlUrl="f"/></body></opml>', headers={"ETag": "x"}
    )
    server.pages["/f"] = Page(rss("Otter"))
    for _ in range(2):  # the second time as well, so that nobody waits for what never comes
        refused = invoke("watch", "n.db", server.address("/l"), "--once")
        assert refused.exit_code == 3 and "only with --follow" in refused.stderr
    for _ in range(2):
        done = invoke("watch", "n.db", server.address("/l"), "--once", "--follow")
        assert (done.exit_code, titles()) == (0, ["Otter"])
    assert [headers.get("if-none-match") for path, headers in server.asked if path == "/l"] == [
        None,
        None,
        None,
        "x",
    ]


def test_a_round_in_which_the_feeds_of_a_list_on_disk_have_nothing_new_ends_well(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/f"] = server.pages["/g"] = Page(rss("Otter"), headers={"ETag": "x"})
    listed = f'<opml><body><outline xmlUrl="{server.address("/f")}"/></body></opml>'
    Path("l.opml").write_text(listed, "utf-8")
    watch = ("watch", "n.db", "l.opml", server.address("/g"), "--once", "--follow")
    assert invoke(*watch).exit_code == 0
    for more in ([], ["--now"]):  # nothing due; and asked, but as it was
        again = invoke(*watch, *more)
        assert (again.exit_code, "nothing new." in again.stderr) == (0, True), again.stderr
    server.pages.clear()
    gone = invoke(*watch, "--now")
    assert gone.exit_code == 3 and "none of the addresses that were asked" in gone.stderr


def test_the_sitemaps_of_an_index_are_followed_when_asked_to(
    server: LocalServer, invoke: Invoke
) -> None:
    server.pages["/i"] = Page(
        "<sitemapindex><sitemap><loc>s.xml</loc></sitemap></sitemapindex>",
        headers={"Content-Type": "text/xml"},
    )
    server.pages["/s.xml"] = Page(
        '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>https://a.example/otter</loc><news:news><news:title>Otter blocks the lock"
        "</news:title></news:news></url></urlset>",
        headers={"Content-Type": "text/xml"},
    )
    refused = invoke("watch", "n.db", server.address("/i"), "--once")
    assert refused.exit_code == 3 and "only with --follow" in refused.stderr
    done = invoke("watch", "n.db", server.address("/i"), "--once", "--follow", "--now")
    assert (done.exit_code, titles()) == (0, ["Otter blocks the lock"])


def test_an_address_is_read_by_the_other_commands_too(server: LocalServer, invoke: Invoke) -> None:
    server.pages["/f"] = Page(rss("Otter blocks the lock"))
    address = f"http://ann:secret@127.0.0.1:{server.port}/f"
    assert invoke("report", address, "--out", "out").exit_code == 0
    assert "secret" not in Path("out/run.json").read_text()
    assert "secret" not in Path("out/index.html").read_text()
    assert "Otter" in invoke("stories", address, "--format", "csv").stdout
    assert invoke("stories", server.address("/none")).exit_code == 3


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("15m", 900), ("1h30m", 5400), ("90s", 90), (" 2H ", 7200), ("1d", 86_400)],
)
def test_an_interval_is_read(text: str, seconds: int) -> None:
    assert parse_interval(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "m", "-5m", "1.5h", "15 minutes", "30m1h"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="give one such as 15m, 1h or 1h30m"):
        parse_interval(text)


def test_what_is_gone_is_named_and_the_others_are_read(invoke: Invoke, posts: Path) -> None:
    shown = succeeded(invoke("watch", "n.db", posts, "nowhere.xml", "--once"))
    assert "nowhere.xml: no such file or folder; it is left out." in shown.stderr
    assert titles()
    # The first may hold the settings, and --strict allows nothing to be left out.
    assert invoke("watch", "n.db", "nowhere.xml", posts, "--once").exit_code == 3
    assert invoke("watch", "n.db", posts, "nowhere.xml", "--once", "--strict").exit_code == 3


def test_a_slip_in_a_path_makes_no_store(invoke: Invoke, posts: Path) -> None:
    done = invoke("watch", "n.db", "pots", "--once")
    assert (done.exit_code, Path("n.db").exists()) == (3, False)


def test_once_and_every_exclude_each_other(invoke: Invoke, posts: Path) -> None:
    done = invoke("watch", "n.db", posts, "--once", "--every", "1m")
    assert (done.exit_code, done.stderr) == (
        2,
        "samestory: --once and --every: give one of them.\n",
    )


# The loop, as a process.


@pytest.mark.slow("starts the command and stops it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_loop_ends_well_when_it_is_asked_to(server: LocalServer, number: int) -> None:
    server.pages["/f"] = Page(rss("Otter"))
    with started("n.db", server.address("/f"), "--every", "1s") as process:
        until(lambda: len(server.asked) >= 2)
        process.send_signal(number)
        told = told_by(process)
    assert process.returncode == 0
    assert told.endswith(" stopped; nothing half-written is left behind.\n")
    assert "next round at " in told
    assert titles() == ["Otter"]


@pytest.mark.slow("starts the command and stops it")
def test_the_loop_ends_at_once_in_the_middle_of_a_slow_answer(server: LocalServer) -> None:
    # It goes on for ten minutes, and the command itself would leave it after two.
    slowly = ((1.0, b" "),) * 600
    server.pages["/f"] = Page(pieces=slowly, headers={"Content-Length": "600"})
    with started("n.db", server.address("/f")) as process:
        until(lambda: len(server.asked) == 1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=FetchLimits().total / 2)
    assert process.returncode == 0


@pytest.mark.slow("starts the command and stops it")
def test_the_loop_outlives_a_bad_network_and_a_source_that_is_away(
    server: LocalServer, tmp_path: Path
) -> None:
    file = tmp_path / "a.rss"
    file.write_text(rss("Eel pie"))
    server.pages["/f"] = Page("no", 500)
    with started("n.db", str(file), server.address("/f"), "--every", "1s") as process:
        until(lambda: titles() == ["Eel pie"])
        file.unlink()
        assert process.stderr
        assert any("no such file or folder" in line for line in process.stderr)
        file.write_text(rss("Eel pie", "Otter"))
        until(lambda: titles() == ["Eel pie", "Otter"])
        process.send_signal(signal.SIGTERM)
        told_by(process)
    assert process.returncode == 0


@pytest.mark.slow("starts the command and stops it")
def test_the_loop_begins_without_a_network(server: LocalServer) -> None:
    address = f"http://127.0.0.9:{server.port}/f"
    with started("n.db", address, "--every", "1s") as process:
        assert process.stderr
        lines = [process.stderr.readline() for _ in range(4)]
        assert any("no connection" in line for line in lines)
        assert process.returncode is None
        process.send_signal(signal.SIGTERM)
        told_by(process)


@pytest.mark.slow("starts the command and stops it")
def test_what_is_wrong_with_the_command_ends_the_loop_at_once(tmp_path: Path) -> None:
    (tmp_path / "n.db").write_text("no store")
    (tmp_path / "a.rss").write_text(rss("Otter"))
    assert "no SQLite file, so no store" in refused(
        run_command("watch", tmp_path / "n.db", tmp_path / "a.rss")
    )


@pytest.mark.slow("kills the process of the loop three times")
def test_killed_at_any_moment_the_loop_loses_nothing(server: LocalServer) -> None:
    wanted: list[str] = []
    server.pages["/f"] = Page(rss())
    for kill in range(3):
        with started("n.db", server.address("/f"), "--every", "1s", "--now"):
            # What was asked for before the kill came in as well, then or now.
            until(lambda: len(titles()) == len(wanted))  # noqa: B023 - called at once
            server.asked.clear()
            until(lambda: len(server.asked) > 0)  # it goes on
            fresh = [f"Case {kill} number {number}" for number in range(5)]
            wanted += fresh
            server.pages["/f"] = Page(rss(*fresh), headers={"ETag": f'"{kill}"'})
            server.asked.clear()
            until(lambda: len(server.asked) > 0)
            time.sleep(kill * 0.12)  # while it reads, groups, writes, waits
    with open_store(Path("n.db")) as store:
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow("starts the command and stops it")
def test_the_store_is_served_while_the_loop_goes_on(server: LocalServer, tmp_path: Path) -> None:
    file = tmp_path / "a.rss"
    file.write_text(rss("Eel pie"))
    with started("n.db", str(file), "--every", "1s", "--serve") as process:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        with httpx.Client(follow_redirects=True, timeout=PATIENCE) as browser:
            assert "1 article" in browser.get(address).text
            file.write_text(rss("Eel pie", "Otter"))
            until(lambda: "2 articles" in browser.get(address.split("?")[0]).text)
        process.send_signal(signal.SIGTERM)
        told_by(process)
    assert process.returncode == 0


def test_a_single_round_serves_nothing(invoke: Invoke, tmp_path: Path) -> None:
    assert "--once and --serve" in refused(
        invoke("watch", tmp_path / "n.db", tmp_path, "--once", "--serve")
    )
