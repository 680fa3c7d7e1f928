"""The engine that keeps what a run holds on this machine's disk, and does its work on Spark.

Tasks go to the cluster as rows of a frame, and what they make comes back as rows, so no folder
has to be shared. Nothing here knows what the work is.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustering.arrays.blocks import in_turn
from clustering.engines.base import Made
from clustering.engines.packed import Packed, library_versions, pack, packed_bytes, unpack
from clustering.engines.spill import SpillEngine
from clustering.errors import SamestoryError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_INSTALL_PYSPARK = (
    "Spark needs pyspark 4, which is not installed; install it with: "
    "pip install 'samestory[spark]'."
)
_INSTALL_JAVA = (
    "Spark needs Java 17 or 21, which {problem}; install it with: apt-get install "
    "openjdk-17-jre-headless, or let JAVA_HOME name its folder."
)
_SCHEMA = "number long, structure binary, arrays array<binary>"
# A wave of tasks passes through the memory of the driver's Java, which has 1 GB by default, in
# several copies. Two waves are on their way at a time.
_WAVE_BYTES = 64_000_000
_TASKS_PER_CORE = 2
_MAX_TASK_BYTES = 2**31 - 2**20  # a row of a frame counts its bytes in 32 bits
_OWN_SETTINGS = {
    "spark.app.name": "samestory",
    "spark.driver.memory": "2g",
    "spark.driver.maxResultSize": "0",
    "spark.log.level": "FATAL",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class SparkEngine(SpillEngine):
    """Does work on blocks in the session that there is, or in one of so many cores of this machine.

    Where ``spark-submit`` or a caller has made a session, that is taken.
    """

    name = "spark"

    def __init__(
        self,
        threads: int = 1,
        block_rows: int | None = None,
        resume: Path | None = None,
    ) -> None:
        super().__init__(None, threads, block_rows, resume)
        self._session = spark_session(threads)

    def _do(self, work: Callable[..., Made], tasks: Iterable[Sequence[Any]]) -> Iterator[Made]:
        """Do the tasks wave by wave: two waves are on their way while a third is made."""
        waves = ((work, wave) for wave in self._waves(tasks))
        for made in in_turn(self._done, waves, 2):
            yield from made

    def _waves(self, tasks: Iterable[Sequence[Any]]) -> Iterator[list[Packed]]:
        most = _TASKS_PER_CORE * self._session.sparkContext.defaultParallelism
        wave: list[Packed] = []
        size = 0
        for task in tasks:
            packed = pack(tuple(task))
            if packed_bytes(packed) > _MAX_TASK_BYTES:
                raise SamestoryError(
                    f"engine: a block of {packed_bytes(packed) / 1e9:.1f} GB is more than Spark "
                    "can pass on; use --engine spill, or a shorter --window."
                )
            if wave and (len(wave) == most or size + packed_bytes(packed) > _WAVE_BYTES):
                yield wave
                wave, size = [], 0
            wave.append(packed)
            size += packed_bytes(packed)
        if wave:
            yield wave

    def _done(self, work: Callable[..., Made], wave: Sequence[Packed]) -> list[Made]:
        """Do the tasks of one wave."""
        with told_shortly():
            frame = self._session.createDataFrame(_frame(enumerate(wave)))
            done = frame.mapInArrow(partial(_do_tasks, work, library_versions()), _SCHEMA).toArrow()
        made = dict(_rows(done))
        for one in made.values():
            if isinstance(one, SamestoryError):
                raise one
        return [made[number] for number in range(len(wave))]


def spark_session(threads: int) -> SparkSession:
    """Return the session that there is, or make one on so many cores of this machine.

    Raises
    ------
    UsageError
        Where Spark or Java is missing.
    """
    try:
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import DataFrame, SparkSession
    except ImportError as error:
        raise UsageError(_INSTALL_PYSPARK) from error
    if not hasattr(DataFrame, "toArrow"):  # an older one
        raise UsageError(_INSTALL_PYSPARK)
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    made = SparkSession.builder
    if not os.environ.get("PYSPARK_GATEWAY_PORT"):  # else spark-submit has told the settings
        if not _has_java():
            raise UsageError(_INSTALL_JAVA.format(problem="is not found"))
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        # A task whose process dies is done again, up to four times.
        made = made.master(os.environ.get("MASTER") or f"local[{threads},4]")
        package = str(Path(__file__).parents[2])
        for name, value in {**_OWN_SETTINGS, "spark.executorEnv.PYTHONPATH": package}.items():
            made = made.config(name, value)
    # What Spark has to say of the version of pandas, which is not used.
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    try:
        return made.getOrCreate()
    except PySparkRuntimeError as error:
        raise UsageError(_INSTALL_JAVA.format(problem="does not start")) from error


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which(str(Path(home, "bin", "java")) if home else "java"))


@contextmanager
def told_shortly() -> Iterator[None]:
    """Say in one line what Spark says in a hundred."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        lines = [line.strip(" :\t") for line in str(error).splitlines() if line.strip()]
        ends = [line for line in lines if line.startswith(("org.", "java.")) or "Error: " in line]
        raise SamestoryError(
            f"Spark gave up: {(ends or lines or [type(error).__name__])[0]} (--debug shows "
            "all; reports/guides/large.md says what breaks and how it shows)."
        ) from error


def _do_tasks(
    work: Callable[..., Any], versions: dict[str, str], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Do tasks on a machine of the cluster; what hinders it is given in place of the result."""
    here = library_versions()
    for batch in batches:
        for number, task in _rows(batch):
            if here == versions:
                made = work(*task)
            else:
                made = SamestoryError(_other_versions(versions, here))
            yield _frame([(number, pack(made))]).to_batches()[0]


def _other_versions(versions: dict[str, str], here: dict[str, str]) -> str:
    told = [f"{name} {here[name]} is not {versions[name]}" for name in here]
    differ = [one for one, name in zip(told, here, strict=True) if here[name] != versions[name]]
    return (
        f"engine: on a machine of the cluster {', '.join(differ)}, and the result might not be "
        "the same; install the same libraries there."
    )


def _frame(rows: Iterable[tuple[int, Packed]]) -> pa.Table:
    """Put what is packed into rows, each with its number."""
    import pyarrow as pa

    numbers, packed = zip(*rows, strict=True)
    return pa.table(
        {
            "number": pa.array(numbers, pa.int64()),
            "structure": pa.array([one.structure for one in packed], pa.binary()),
            "arrays": pa.array([[*one.arrays] for one in packed], pa.list_(pa.binary())),
        }
    )


def _rows(frame: pa.Table | pa.RecordBatch) -> Iterator[tuple[int, Any]]:
    """Give the number of each row, and what was packed."""
    for number, structure, arrays in zip(*frame.columns, strict=True):
        buffers = [array.as_buffer() for array in arrays.values]
        yield number.as_py(), unpack(Packed(structure.as_buffer(), buffers))
