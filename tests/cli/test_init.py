"""The command as a process: it starts quickly, and Ctrl-C ends it cleanly at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.cli.conftest import Invoke
from tests.patience import PATIENCE
from tests.process_groups import is_gone
from tests.started import Started

SLOW = """
import sys, time
from clustering import pipeline, reporting
from clustering.cli import main
from clustering.sources.posts import reader as posts
def hang(*_, **__):
    print("running", file=sys.stderr, flush=True)
    while True:  # a signal that comes just before a sleep is seen after it
        time.sleep(0.1)
stage = sys.argv.pop()
if stage == "reading":
    posts.read_post = hang
elif stage == "writing":
    reporting.REPORT_FILES["csv"]["assignments.csv"] = hang
else:
    setattr(pipeline, stage, hang)
main()
"""
IN_COPIES = """
import os
import sys
import time
from clustering.cli import main
from clustering.sources.posts import reader as posts
posts.MIN_BYTES_FOR_COPIES = 0
ours = os.getpid()
def hang(*_):
    if os.getpid() == ours:
        print("running", file=sys.stderr, flush=True)
    while True:  # a signal that comes just before a sleep is seen after it
        time.sleep(0.1)
posts.read_post = hang
main()
"""
# Says when Python itself has started and our first import begins.
STARTING = """
import sys
from clustering.cli import main
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "clustering.cli.app":
            print("running", file=sys.stderr, flush=True)
sys.meta_path.insert(0, Watch())
main()
"""


pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
INTERRUPTED = "samestory: interrupted; nothing half-written is left behind.\n"


def start(program: str, *words: str) -> subprocess.Popen[str]:
    """Start Python with a program."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def copy(program: str, *words: str) -> Started:
    """Start a program where all is loaded."""
    return Started(*words, program=program, stdout=PIPE, stderr=PIPE, in_session=True)


def interrupt(
    started: subprocess.Popen[str] | Started,
    by: signal.Signals = signal.SIGINT,
    wait: float = 0.0,
) -> tuple[int | None, str, str, int]:
    """Press Ctrl-C once the program says that it runs; return code, stdout, stderr and group."""
    with started as process:
        assert process.stderr is not None
        assert "running\n" in process.stderr  # and no more of it is taken
        time.sleep(wait)
        os.killpg(process.pid, by)
        out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err, process.pid


@pytest.mark.parametrize(
    ("stage", "by"),
    [
        *((stage, signal.SIGINT) for stage in ("merge", "build_graph", "describe_stories")),
        *product(("reading", "nearest_pairs", "writing"), (signal.SIGINT, signal.SIGTERM)),
    ],
)
def test_ctrl_c_and_a_request_to_end_end_any_stage_with_one_line_and_no_report(
    posts: Path, stage: str, by: signal.Signals
) -> None:
    code, out, err, _ = interrupt(copy(SLOW, "report", str(posts), stage), by)
    assert (code, out, err) == (130, "", INTERRUPTED)
    assert list(Path().glob("reports/**/*")) == []


def test_ctrl_c_leaves_an_earlier_report_as_it_was(invoke: Invoke, posts: Path) -> None:
    assert invoke("report", posts).exit_code == 0
    before = {path.name: path.read_bytes() for path in Path("reports/latest").iterdir()}
    assert interrupt(copy(SLOW, "report", str(posts), "writing"))[0] == 130
    assert [path.name for path in Path("reports").iterdir()] == ["latest"]
    assert {p.name: p.read_bytes() for p in Path("reports/latest").iterdir()} == before


def test_ctrl_c_ends_the_copies_that_read(posts: Path) -> None:
    words = ("report", str(posts), "--jobs", "3", "--no-cache")
    code, out, err, group = interrupt(copy(IN_COPIES, *words))
    assert (code, out, err) == (130, "", INTERRUPTED)
    assert is_gone(group, PATIENCE)


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        ("KeyboardInterrupt()", 130),
        ("type('PanicException', (BaseException,), {})('KeyboardInterrupt: <null>')", 130),
        ("type('PanicException', (BaseException,), {})('index out of bounds')", 1),
        ("ImportError('no module')", 1),
    ],
)
def test_a_panic_over_ctrl_c_while_importing_is_ctrl_c(raised: str, code: int) -> None:
    program = f"""
import sys
from clustering.cli import main
class Raise:
    def find_spec(self, name, path=None, target=None):
        if name == "clustering.cli.app":
            raise {raised}
sys.meta_path.insert(0, Raise())
main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == code
    assert ("Traceback" not in done.stderr) == (code == 130)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wait", [0.0, 0.2, 0.5, 1.0])
def test_ctrl_c_at_any_moment_shows_no_traceback(
    posts: Path, wait: float, number: signal.Signals
) -> None:
    started = start(STARTING, "report", str(posts), "--jobs", "2")
    _, _, err, _ = interrupt(started, number, wait)
    assert "Traceback" not in err
    assert not any(path.name.startswith(".") for path in Path().glob("reports/*"))


def test_help_takes_the_processor_little_longer_than_python_itself() -> None:
    def least(*words: str) -> float:
        took = []
        for _ in range(3):
            before = os.times()
            subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
            after = os.times()
            took.append(sum(after[2:4]) - sum(before[2:4]))  # of child processes, user and system
        return min(took)

    starts = (
        "import subprocess, sys\nfor _ in range(10): subprocess.run([sys.executable, '-c', ''])"
    )
    assert least("-m", "clustering", "--help") < 4 * least("-c", starts)  # 0.5 measured
