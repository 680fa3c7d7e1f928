"""Gives thousands of broken inputs to every reader; 2 GiB of memory and five seconds for each.

It prints the seed of each input that a reader does not answer in our own words, and keeps its
file; it exits with 1 where there is one.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.targets import RUN_EVERY, make_input, try_input

INPUTS = 10_000
MAX_BYTES = 2 * 2**30


def main() -> int:
    """Try the inputs of a stretch of seeds."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--inputs", type=int, default=INPUTS)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--kept", type=Path, default=Path("fuzz-failures"))
    given = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    failed, slowest = 0, (0.0, 0)
    began = time.process_time()
    for seed in range(given.first, given.first + given.inputs):
        one = make_input(seed)
        start = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            try:
                try_input(one, Path(folder), whole=seed % RUN_EVERY == 0)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                failed += 1
                given.kept.mkdir(exist_ok=True)
                (given.kept / f"{seed}-{one.name}").write_bytes(one.data)
                last = traceback.extract_tb(error.__traceback__)[-1]
                place = f"{Path(last.filename).name}:{last.lineno}"
                print(f"{seed} {one.name}: {type(error).__name__}: {error} ({place})"[:300])
        slowest = max(slowest, (time.process_time() - start, seed))
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{given.inputs:,} inputs, {failed} failed; {spent:.0f} s of the processor, the slowest "
        f"{slowest[0]:.1f} s (seed {slowest[1]}); at most {peak} MB"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
