"""Starts the desk on a port, and opens it in the browser."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from threading import Thread

from clustering.errors import UsageError
from clustering.serve.access import Access, is_loopback
from clustering.settings.beside import NOTHING_BESIDE, Beside
from clustering.settings.outlet_groups import OutletGroups
from clustering.text.time_zones import use_time_zone

_MIN_TOKEN = 16  # characters


def need_libraries() -> None:
    """Refuse to serve where Starlette and uvicorn are missing, saying how to install them."""
    try:
        import_module("starlette")
        import_module("uvicorn")
    except ImportError:
        raise UsageError(
            "the desk needs Starlette and uvicorn, which this installation lacks; "
            "pip install 'samestory[serve]'."
        ) from None


@dataclass(frozen=True)
class Serving:
    """A desk that is about to be served: its first address, which opens it once, and what runs it.

    ``stop`` ends it from another thread; before it runs, it never does.
    """

    address: str
    run: Callable[[], None]
    stop: Callable[[], None]


def prepare(
    store: Path,
    labels: Path,
    host: str,
    port: int,
    token_file: Path | None,
    beside: Beside = NOTHING_BESIDE,
) -> Serving:
    """Open the port, and say at which address the desk will be.

    ``beside`` is what the settings file says of groups of outlets, the time zone and the title.

    Raises
    ------
    UsageError
        For a store that cannot be used, a port that is taken, a host that others reach without a
        token, a time zone that is none.
    """
    need_libraries()
    import uvicorn

    from clustering.desk.asking import Asking
    from clustering.desk.correct import Corrections
    from clustering.desk.search import SearchIndex
    from clustering.serve.app import application
    from clustering.serve.frame import Desk
    from clustering.serve.grouped import GroupTeller

    copy_context().run(use_time_zone, beside.time_zone)  # one that is none is told here
    token = _read_token(token_file) if token_file else ""
    if not token and not is_loopback(host):
        raise UsageError(
            f"--host {host}: others reach it; give --token-file FILE with a word that opens it."
        )
    index = SearchIndex()
    corrections = Corrections(store, labels, index.stories_near)
    with corrections.open() as opened:
        corrections.write_labels(opened)
    listening = _listen(host, port)
    access = Access(host, listening.getsockname()[1], token)
    desk = Desk(
        corrections,
        index,
        Asking(corrections),
        beside.title or store.stem,
        blake2b(str(store.resolve()).encode(), digest_size=6).hexdigest(),
        GroupTeller(OutletGroups(beside.groups)),
        beside.time_zone,
    )
    app = application(desk, access)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )
    server = uvicorn.Server(config)

    def run() -> None:
        Thread(target=corrections.warm_up, daemon=True).start()
        with listening:
            if not server.should_exit:
                server.run(sockets=[listening])

    def stop() -> None:
        server.should_exit = True

    shown = f"[{host}]" if ":" in host else host
    return Serving(f"http://{shown}:{access.port}/?key={access.key}", run, stop)


def open_browser(address: str) -> None:
    """Show an address in the browser, without waiting for it."""
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: {error.strerror or error}.") from error


def _read_token(path: Path) -> str:
    from clustering.system.files import read_text_file

    token = read_text_file(path).strip()
    if len(token) < _MIN_TOKEN:
        raise UsageError(f"{path}: give a token of at least {_MIN_TOKEN} characters.")
    return token
