"""Parquet files in the storage of a cluster are read through Spark as those of a folder are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clustering.errors import NothingReadable
from clustering.model import Reading
from clustering.sources import read_sources
from clustering.sources.base import without_login
from clustering.sources.tables.cluster_folders import ClusterFolderSource
from tests.engines.needed import require_spark
from tests.sources.tables.test_parquet import folder, read_folder, write

__all__ = ["folder"]  # the fixture

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning:pyspark")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("s3://bucket/articles", True),
        ("S3A://bucket/articles/day=2024-05-01/part.parquet", True),
        ("hdfs://name:8020/articles", True),
        ("abfss://articles@account.dfs.example/day", True),
        ("https://outlet.example/articles.parquet", False),
        ("s3/articles", False),
    ],
)
def test_addresses_of_clusters_are_told_by_their_scheme(name: str, is_one: bool) -> None:
    assert ClusterFolderSource.accepts(name) is is_one


def test_a_container_is_no_login() -> None:
    assert (
        without_login("abfss://articles@account.example/a") == "abfss://articles@account.example/a"
    )
    assert without_login("s3a://KEY:SECRET@bucket/a") == "s3a://bucket/a"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder that a Hadoop file system of another scheme than ``file`` shows."""
    require_spark()
    from clustering.engines.spark import spark_session

    root = tmp_path_factory.mktemp("cluster")
    session = spark_session(1)
    java = session.sparkContext._jsc
    assert java is not None
    java.hadoopConfiguration().set("fs.viewfs.mounttable.c.link./data", root.as_uri())
    yield root
    session.stop()


@pytest.mark.slow("starts Spark")
def test_a_folder_of_a_cluster_is_read_as_one_here_is(cluster: Path, folder: Path) -> None:
    folder.rename(cluster / "articles")
    write(
        cluster / "articles" / "day=2024-05-04" / "part-1.parquet",
        "SELECT 'Kelp ' || n || ' loses' AS title, {'name': 'Tide'} AS source, n::DECIMAL AS size, "
        "TIMESTAMP '2024-05-04 10:00:00' AS published FROM range(25000) rows(n)",
    )
    (cluster / "articles" / "day=2024-05-05").mkdir()
    (cluster / "articles" / "day=2024-05-05" / "a.parquet").write_bytes(b"PAR1")
    there = read_sources(["viewfs://c/data/articles"])
    here = read_folder(cluster / "articles")
    assert told(there) == told(here)
    (skip,) = there.skipped
    start = "viewfs://c/data/articles:25005: day=2024-05-05/a.parquet: cannot be read ("
    assert str(skip).startswith(start)
    (cluster / "articles").rename(cluster / "news.parquet")
    again = read_sources(["viewfs://c/data/news.parquet"])
    assert [one[3] for one in told(again)] == [one[3] for one in told(there)]
    (cluster / "news.parquet").rename(cluster / "articles")
    one = read_sources(["viewfs://c/data/articles/day=2024-05-02/part-00000-x.snappy.parquet"])
    assert [record.title for record in one.records] == ["Kelp d wins"]
    with pytest.raises(NothingReadable, match="viewfs://c/data/nowhere: "):
        read_sources(["viewfs://c/data/nowhere"])


def told(reading: Reading) -> list[tuple[object, ...]]:
    return [(one.name, one.title, one.outlet_name, one.published) for one in reading.records]
